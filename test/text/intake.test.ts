import { Document, FootnoteReferenceRun, HeadingLevel, ImageRun, Packer, Paragraph, TextRun } from 'docx'
import {
  markdownFromDocx,
  markdownFromFile,
  markdownFromHtml,
  textOf,
  UnreadableText,
} from '../../server/text/intake'
import { blocksOf } from '../../server/text/markdown'

test('a page becomes Markdown, with nothing of its machinery', () => {
  const markdown =
    markdownFromHtml(`<!doctype html><html><head><title>동네신문</title><style>p{}</style></head><body>
    <h1>동네 빵집</h1><p>&nbsp;</p><p class="x" onclick="alert(1)">문을&nbsp;&nbsp; 열었다.<br>가을에<!-- 주석 --></p>
    <h5>소제목</h5><ul><li>하나<ul><li>둘</li></ul></li></ul><script>alert(1)</script>
    <iframe src="//www.youtube.com/embed/abc123"></iframe></body></html>`)
  expect(markdown).toBe(
    '# 동네 빵집\n\n문을 열었다.\\\n가을에\n\n#### 소제목\n\n- 하나\n  - 둘\n\nhttps://www.youtube.com/watch?v=abc123\n',
  )
})

test('only the first h1 is the title', () => {
  expect(blocksOf(markdownFromHtml('<h1>하나</h1><p>a</p><h1>둘</h1>')).map(({ kind }) => kind)).toEqual([
    'title',
    'paragraph',
    'heading',
  ])
})

test('figures keep caption and credit, links and marks in them included', () => {
  const html = `<figure><a href="big.jpg"><img src="a.jpg" alt="빵"></a>
    <figcaption><em>갓 구운 <b>빵</b>. (사진=밀리)</em></figcaption></figure>`
  expect(markdownFromHtml(html)).toBe('![빵](a.jpg "갓 구운 **빵**. (사진=밀리)")\n')
})

test('Blogger’s pictures, with a caption table and without', () => {
  expect(
    markdownFromHtml(`<div class="separator" style="clear: both;"><a href="https://x.kr/s1600/a.jpg"><img border="0" src="https://x.kr/s320/a.jpg" /></a></div>
      <table class="tr-caption-container"><tbody><tr><td><a href="https://x.kr/b.jpg"><img src="https://x.kr/b.jpg" alt="조합원" /></a></td></tr>
      <tr><td class="tr-caption" style="text-align: center;">월례 모임 (Photo by Milly)</td></tr></tbody></table>
      <div>첫 문단<br /><br />둘째 문단</div><div><br /></div>`),
  ).toBe(
    '![](https://x.kr/s320/a.jpg)\n\n![조합원](https://x.kr/b.jpg "월례 모임 (Photo by Milly)")\n\n첫 문단\n\n둘째 문단\n',
  )
})

test('a picture in a paragraph stands alone, a smiley is its character, a counting pixel is nothing', () => {
  expect(
    markdownFromHtml(
      '<p>앞<img src="a.jpg">뒤 <img class="emoji" src="s.png" alt="😀"><img src="t.gif" width="1" height="1"></p>',
    ),
  ).toBe('앞\n\n![](a.jpg)\n\n뒤 😀\n')
})

test('what other editors leave behind', () => {
  expect(
    markdownFromHtml('<b style="font-weight:normal"><p><span style="font-weight:700">굵게</span> 가</p></b>'),
  ).toBe('**굵게** 가\n')
  expect(
    markdownFromHtml('<p>m<sup>2</sup> <u>밑줄</u> <ruby>漢<rp>(</rp><rt>한</rt><rp>)</rp></ruby></p>'),
  ).toBe('m² *밑줄* 漢(한)\n')
  expect(markdownFromHtml('<p><strong>"기본사회"</strong>란</p>')).toBe('**"기본사회"**란\n')
  expect(markdownFromHtml('<table><tr><td><p>상자 안</p><p>둘째</p></td></tr></table>')).toBe(
    '상자 안\n\n둘째\n',
  )
  expect(
    markdownFromHtml('<table><tr><th>a|b</th><th>c</th></tr><tr><td>1</td><td>2<br>3</td></tr></table>'),
  ).toBe('| a\\|b | c |\n| --- | --- |\n| 1 | 2 3 |\n')
  expect(markdownFromHtml('<p style="display:none">숨은 글</p><p>a &lt;b&gt; *c*</p>')).toBe(
    'a \\<b> \\*c\\*\n',
  )
})

test('notes at the end of a page are footnotes', () => {
  const html = `<p>가<sup id="ref1"><a href="#fn1">1)</a></sup></p><ol><li id="fn1"><p>주석 <a href="#ref1">↩</a></p></li></ol>`
  expect(markdownFromHtml(html)).toBe('가[^1]\n\n[^1]: 주석\n')
})

test('a Word file, with its title, footnotes and pictures', async () => {
  const kept: string[] = []
  const markdown = await markdownFromDocx(await wordFile(), async ({ bytes, type }) => {
    kept.push(`${type} ${bytes.length}`)
    return 'media:bread'
  })
  expect(markdown).toBe(
    '# 동네 빵집\n\n## 시작\n\n**"기본사회"**란 무엇인가.[^1]\n\n![갓 구운 빵](media:bread)\n\n- 하나\n\n[^1]: 각주다.\n',
  )
  expect(kept).toEqual([`image/png ${PIXEL.length}`])
})

test('what keeping a picture refuses is said as it was refused', async () => {
  const refusal = new Error('too large')
  await expect(markdownFromDocx(await wordFile(), () => Promise.reject(refusal))).rejects.toBe(refusal)
})

test.each([
  ['a.docx', Buffer.from('no archive'), 'not-a-docx'],
  ['a.docx', Buffer.alloc(0), 'not-a-docx'],
  ['a.pdf', Buffer.from('%PDF'), 'unknown-file-kind'],
  ['noending', Buffer.from('a'), 'unknown-file-kind'],
  ['a.txt', Buffer.from([0xff, 0xff, 0xff, 0x81]), 'unknown-encoding'],
])('%s is refused by name', async (name, file, rule) => {
  const reading = markdownFromFile(name, file, () => Promise.resolve(''))
  await expect(reading).rejects.toBeInstanceOf(UnreadableText)
  await expect(reading).rejects.toMatchObject({ rule })
})

test('text is read in the encodings Korean files come in', () => {
  expect(textOf(Buffer.from('한글'))).toBe('한글')
  expect(textOf(Buffer.from([0xc7, 0xd1, 0xb1, 0xdb]))).toBe('한글')
  expect(textOf(Buffer.from('\ufeff한글', 'utf16le'))).toBe('한글')
})

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

async function wordFile(): Promise<Buffer> {
  const picture = new ImageRun({
    type: 'png',
    data: PIXEL,
    transformation: { width: 300, height: 200 },
    altText: { name: 'bread', title: '', description: '갓 구운 빵' },
  })
  const bold = new TextRun({ text: '"기본사회"', bold: true })
  const children = [
    new Paragraph({ text: '동네 빵집', heading: HeadingLevel.TITLE }),
    new Paragraph({ text: '시작', heading: HeadingLevel.HEADING_2 }),
    new Paragraph({ children: [bold, new TextRun('란 무엇인가.'), new FootnoteReferenceRun(1)] }),
    new Paragraph({ children: [] }),
    new Paragraph({ children: [picture] }),
    new Paragraph({ text: '하나', bullet: { level: 0 } }),
  ]
  const footnotes = { 1: { children: [new Paragraph('각주다.')] } }
  return Packer.toBuffer(new Document({ footnotes, sections: [{ children }] }))
}
