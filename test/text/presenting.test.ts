import fc from 'fast-check'
import { blocksOf } from '../../server/text/markdown'
import { presented } from '../../server/text/presenting'
import { render } from '../../server/text/rendering'
import { videoAt } from '../../server/text/videos'
import { hostileMarkdown } from './hostileMarkdown'

function page(markdown: string, language: 'ko' | 'en' = 'ko'): string {
  const blocks = blocksOf(markdown).map((block, index) => ({ ...block, number: index + 1 }))
  return presented(render(blocks, language), language)
}

test('who asks and who answers is set apart, and every word stays', () => {
  expect(page('**Q. 언제?**\n\n**남기석** | 6월.\n\n**Q. 왜 <그런가>?**\n\n**남기석** | *네*.')).toBe(
    [
      '<p id="p1" class="asks by-letter"><span class="speaker"><strong>Q. </strong></span><strong>언제?</strong></p>',
      '<p id="p2" class="says by-name"><span class="speaker"><strong>남기석</strong></span><span class="visually-hidden"> | </span>6월.</p>',
      '<p id="p3" class="asks by-letter"><span class="speaker"><strong>Q. </strong></span><strong>왜 &#x3C;그런가>?</strong></p>',
      '<p id="p4" class="says by-name"><span class="speaker"><strong>남기석</strong></span><span class="visually-hidden"> | </span><em>네</em>.</p>',
      '',
    ].join('\n'),
  )
})

test('a speaker in a quotation, a list or a note is left as it stands', () => {
  const html = page('Q. 왜?\n\nA. 네.\n\n> Q. 인용\n\n- A. 항목')
  expect(html.match(/class="speaker"/g)).toHaveLength(2)
})

test('a name that is a link is not cut in two', () => {
  const html = page('[Q. 왜?](https://a.kr)\n\nA. 네.\n\nQ. 또?')
  expect(html).toContain('<p id="p1"><a href="https://a.kr" rel="noopener">Q. 왜?</a></p>')
})

test('a paragraph that only leads to a video is a card, without anything of the place it leads to', () => {
  expect(page('[총회 영상](https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=10)', 'en')).toBe(
    '<p id="p1" class="video"><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ&#x26;t=10" rel="noopener"><span class="video-place">Video on YouTube</span> <span class="video-title"><span lang="ko">총회 영상</span></span></a></p>\n',
  )
  expect(page('▶ [총회](https://vimeo.com/12345678)')).toContain('class="video">▶ <a')
  expect(page('https://youtu.be/dQw4w9WgXcQ')).toContain('<span class="video-place">YouTube 동영상</span>')
})

test.each([
  '[총회](https://www.youtube.com/watch?v=dQw4w9WgXcQ)를 보자.',
  '보기: [총회](https://www.youtube.com/watch?v=dQw4w9WgXcQ)',
  '[하나](https://youtu.be/dQw4w9WgXcQ) [둘](https://youtu.be/dQw4w9WgXcQ)',
  '[채널](https://www.youtube.com/@channel)',
  '- [총회](https://youtu.be/dQw4w9WgXcQ)',
])('%s stays a link', (markdown) => {
  expect(page(markdown)).not.toContain('class="video"')
})

test.each([
  ['https://www.youtube.com/watch?v=dQw4w9WgXcQ', 'YouTube'],
  ['https://m.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ', 'YouTube'],
  ['https://youtu.be/dQw4w9WgXcQ?si=x', 'YouTube'],
  ['https://www.youtube.com/embed/dQw4w9WgXcQ', 'YouTube'],
  ['https://youtube.com/shorts/dQw4w9WgXcQ', 'YouTube'],
  ['https://vimeo.com/76979871', 'Vimeo'],
  ['https://player.vimeo.com/video/76979871', 'Vimeo'],
  ['https://tv.naver.com/v/1234567', 'Naver TV'],
])('%s is a video', (address, place) => {
  expect(videoAt(address)).toEqual({ place })
})

test.each([
  'https://www.youtube.com/',
  'https://www.youtube.com/playlist?list=PL1234567890',
  'https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ',
  'https://evil.example/https://youtu.be/dQw4w9WgXcQ',
  'https://notyoutu.be/dQw4w9WgXcQ',
  'https://vimeo.com/about',
  'https://tv.naver.com/channel',
  'javascript:https://youtu.be/dQw4w9WgXcQ',
])('%s is none', (address) => {
  expect(videoAt(address)).toBeNull()
})

test('whatever is written, only marks are added: take them away, and it is there byte for byte', () => {
  const talk = fc.constantFrom(
    '',
    'Q. 왜?\n\nA. 네.\n\n',
    '**김보람**: 하나\n\n**이서연**: 둘\n\n**김보람**: 셋\n\n**이서연**: 넷\n\n',
  )
  fc.assert(
    fc.property(talk, hostileMarkdown, (before, markdown) => {
      const blocks = blocksOf(`${before}${markdown}`).map((block, index) => ({ ...block, number: index + 1 }))
      const html = render(blocks, 'ko')
      expect(wordsIn(presented(html, 'ko').replace(/<span class="video-place">[^<]*<\/span> /g, ''))).toBe(
        wordsIn(html),
      )
      expect(balance(presented(html, 'ko'))).toEqual([])
    }),
    { numRuns: 200 },
  )
})

function wordsIn(html: string): string {
  return html.replace(/<[^<>]*>/g, '')
}

function balance(html: string): string[] {
  const open: string[] = []
  for (const [tag, closing, name] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^<>]*>/g)) {
    if (['br', 'hr', 'img', 'source'].includes(name!)) continue
    if (!closing) open.push(name!)
    else if (open.pop() !== name) return [`${tag} closes what is not open`]
  }
  return open
}
