import type { CDPSession, Locator, Page } from 'playwright-core'

/** How somebody works a page. The same story is told with each pair of hands. */
export interface Hands {
  press(control: Locator): Promise<void>
  write(field: Locator, text: string): Promise<void>
}

/** A mouse and a keyboard; needs no script of the page. */
export function bothHands(): Hands {
  return {
    press: (control) => control.click(),
    write: (field, text) => field.fill(text),
  }
}

/** Nothing but the keyboard: a control is reached by Tab, or it is not reached at all. */
export function keyboardOnly(page: Page): Hands {
  return {
    press: async (control) => {
      await reach(page, control)
      await page.keyboard.press('Enter')
    },
    write: async (field, text) => {
      await reach(page, field)
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.insertText(text)
    },
  }
}

async function reach(page: Page, control: Locator): Promise<void> {
  const element = await control.elementHandle()
  for (let steps = 0; steps < 400; steps++) {
    if (await element!.evaluate((node) => node === node.ownerDocument.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`The keyboard does not reach ${String(control)}`)
}

/** Types as a Korean input method does: each syllable is composed jamo by jamo before it is committed. */
export async function compose(session: CDPSession, text: string, { leaveLast = false } = {}): Promise<void> {
  const syllables = [...text]
  for (const [index, syllable] of syllables.entries()) {
    if (!/[가-힣]/.test(syllable)) {
      await session.send('Input.insertText', { text: syllable })
      continue
    }
    for (const step of stepsOf(syllable)) {
      await session.send('Input.imeSetComposition', {
        text: step,
        selectionStart: step.length,
        selectionEnd: step.length,
      })
    }
    if (leaveLast && index === syllables.length - 1) return
    await session.send('Input.insertText', { text: syllable })
  }
}

/** 한 is typed ㅎ, 하, 한. */
function stepsOf(syllable: string): string[] {
  const code = syllable.charCodeAt(0) - 0xac00
  const [initial, vowel, final] = [Math.floor(code / 588), Math.floor((code % 588) / 28), code % 28]
  const open = String.fromCharCode(0xac00 + initial * 588 + vowel * 28)
  return ['ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'.charAt(initial), open, ...(final > 0 ? [syllable] : [])]
}
