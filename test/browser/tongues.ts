import type { Page } from 'playwright-core'

/**
 * Words that stand under the wrong language: Hangul that is not under `lang="ko"`, and three English words and more that
 * are not under `lang="en"`. A screen reader would read them out as what they are not. Attributes that are read out count too.
 *
 * What is let be:
 * - at the desk, names of the people who work here, which are called the same in every language;
 * - addresses, e-mail addresses, names and ids of files, and code, which are of no language;
 * - attributes and titles in which both languages stand: they have no parts that could say so;
 * - the label of a field for the other language, which has the language of its field (`textarea`).
 */
export async function misspoken(page: Page, names: string[]): Promise<string[]> {
  return page.evaluate<string[]>(String.raw`(() => {
    const names = ${JSON.stringify(names)}
    const found = []
    const shown = NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT
    const nodes = document.createTreeWalker(document.documentElement, shown)
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      if (node instanceof Text) look(node.parentElement, node.nodeValue, '')
      else for (const name of ['aria-label', 'alt', 'title', 'placeholder']) look(node, node.getAttribute(name), '@' + name)
    }
    return found

    function look(element, text, attribute) {
      if (!text?.trim() || element.closest('script, style, noscript, code, pre')) return
      if (attribute === '@aria-label' && element.tagName === 'TEXTAREA') return
      const lang = element.closest('[lang]')?.getAttribute('lang')
      const bare = names.reduce((rest, name) => rest.replaceAll(name, ' '), text)
      const words = bare.replace(/\S+@\S+|https?:\S+|\S*\/\S+|\S+\.[a-z]{2,4}\b|[a-z0-9]{20,}/g, ' ')
      const isHangul = /[가-힣]/.test(words)
      const isEnglish = (words.match(/[A-Za-z]{2,}/g) ?? []).length >= 3
      const isWhole = attribute !== '' || element.tagName === 'TITLE'
      if (isWhole && isHangul && isEnglish) return
      if ((isHangul && lang !== 'ko') || (isEnglish && !isHangul && lang !== 'en'))
        found.push(lang + ' ' + element.tagName.toLowerCase() + '.' + element.className + attribute + ': ' + text.trim().slice(0, 100))
    }
  })()`)
}
