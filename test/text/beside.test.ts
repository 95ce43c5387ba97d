import { cutOf, nothingSaid, type FigureSaid, type HeadSaid } from '../../server/text/beside'
import type { Block } from '../../server/text/blocks'
import { blocksOf } from '../../server/text/markdown'

const text = `# 빵집의 열 해

글=김보람

![굽는 사람](빵.jpg "새벽의 빵집 (사진=보람)")

첫 문단입니다.

![](문.png)

둘째 문단입니다.[^1]

[^1]: 각주입니다.
`
const noHead: HeadSaid = { title: nothingSaid, summary: nothingSaid, byline: nothingSaid }
const bread = { publicId: 'b'.repeat(32), name: '빵.JPG' }
const door = { publicId: 'd'.repeat(32), name: '다른 이름.png' }

function beside(address: string, said: Partial<FigureSaid> = {}): FigureSaid {
  return {
    address,
    alt: nothingSaid,
    caption: nothingSaid,
    credit: nothingSaid,
    decorative: false,
    media: '',
    ...said,
  }
}

function shape(blocks: Block[]): string[] {
  return blocks.map(({ kind, text: words }) => (words ? `${kind}: ${words}` : kind))
}

test('with nothing said beside it, a text stays what it is', () => {
  const { blocks, figures, head } = cutOf(blocksOf(text), { head: noHead, figures: [] }, [])

  expect(blocks).toEqual(blocksOf(text))
  expect(head.title).toEqual({ now: '빵집의 열 해', was: '빵집의 열 해' })
  expect(figures.map(({ address, photograph }) => [address, photograph])).toEqual([
    ['빵.jpg', null],
    ['문.png', null],
  ])
})

test('a photograph finds its picture by file name, whatever its case', () => {
  const { blocks } = cutOf(blocksOf(text), { head: noHead, figures: [] }, [bread])
  expect(blocks.find(({ kind }) => kind === 'figure')!.attributes).toEqual({
    figure: 1,
    media: bread.publicId,
  })
})

test('a photograph uploaded for one picture is that picture, whatever it is called', () => {
  const said = { head: noHead, figures: [beside('문.png', { media: door.publicId })] }
  const { figures } = cutOf(blocksOf(text), said, [bread, door])
  expect(figures.map(({ photograph }) => photograph?.name)).toEqual(['빵.JPG', '다른 이름.png'])
})

test('what was said beside a picture takes its place among the blocks', () => {
  const said = {
    head: { ...noHead, summary: { now: '조합원 *천 명*의 빵집', was: '' } },
    figures: [
      beside('문.png', {
        alt: { now: '빵집의 나무문', was: '' },
        caption: { now: '아침 여섯 시', was: '' },
        credit: { now: '사진=보람', was: '' },
      }),
    ],
  }
  expect(shape(cutOf(blocksOf(text), said, []).blocks)).toEqual([
    'title: 빵집의 열 해',
    'summary: 조합원 *천 명*의 빵집',
    'byline: 글=김보람',
    'figure',
    'alt: 굽는 사람',
    'caption: 새벽의 빵집',
    'credit: 사진=보람',
    'paragraph: 첫 문단입니다.',
    'figure',
    'alt: 빵집의 나무문',
    'caption: 아침 여섯 시',
    'credit: 사진=보람',
    'paragraph: 둘째 문단입니다.[^1]',
    'footnote: 각주입니다.',
  ])
})

test('a decorative picture has no alt text, though the text wrote one', () => {
  const figures = [beside('빵.jpg', { alt: { now: '굽는 사람', was: '굽는 사람' }, decorative: true })]
  const { blocks } = cutOf(blocksOf(text), { head: noHead, figures }, [])
  expect(blocks.some(({ kind }) => kind === 'alt')).toBe(false)
})

describe('when the text is cut again', () => {
  const was = '새벽의 빵집'
  const captionOf = (caption: { now: string; was: string }, markdown: string) =>
    cutOf(blocksOf(markdown), { head: noHead, figures: [beside('빵.jpg', { caption })] }, []).figures[0]!
      .caption.now
  const changed = text.replace('새벽의 빵집', '저녁의 빵집')

  test.each([
    ['an untouched field follows the text', { now: was, was }, changed, '저녁의 빵집'],
    ['a field that was typed in stays', { now: '낮의 빵집', was }, text, '낮의 빵집'],
    [
      'a field that was typed in stays though the text changed too',
      { now: '낮의 빵집', was },
      changed,
      '낮의 빵집',
    ],
    ['an emptied field stays empty', { now: '', was }, text, ''],
  ])('%s', (_what, caption, markdown, expected) => {
    expect(captionOf(caption, markdown)).toBe(expected)
  })

  test('fields go with their picture, wherever it moves', () => {
    const moved = text.replace('![](문.png)\n\n', '').replace('글=김보람', '글=김보람\n\n![](문.png)')
    const figures = [beside('빵.jpg'), beside('문.png', { alt: { now: '나무문', was: '' } })]
    const cut = cutOf(blocksOf(moved), { head: noHead, figures }, [])
    expect(cut.figures.map(({ address, alt }) => [address, alt.now])).toEqual([
      ['문.png', '나무문'],
      ['빵.jpg', '굽는 사람'],
    ])
  })

  test('two pictures of one file keep their own fields, in order', () => {
    const twice = '# 제목\n\n![](빵.jpg)\n\n가운데\n\n![](빵.jpg)\n'
    const figures = ['하나', '둘'].map((now) => beside('빵.jpg', { alt: { now, was: '' } }))
    const cut = cutOf(blocksOf(twice), { head: noHead, figures }, [bread])
    expect(cut.figures.map(({ alt }) => alt.now)).toEqual(['하나', '둘'])
  })
})
