/** What people do who are named in a byline and did not write. */
const otherWork = new Set(
  [
    '사진 촬영 그림 삽화 일러스트 영상 번역 옮긴이 옮김 역 편집 감수 디자인 제공 자료',
    'photo photos photograph photographs photography photographer photographed picture pictures images illustration illustrations',
    'illustrated video translation translated translator edited editing courtesy',
  ].flatMap((words) => words.split(' ')),
)

const writing = new Set(
  [
    '글 글쓴이 쓴이 필자 지은이 저자 집필 기고 취재 정리 인터뷰 대담 구성 진행 지음 씀',
    'text words story written writing report reporting reported interview interviewed compiled author article essay',
  ].flatMap((words) => words.split(' ')),
)

/** What stands beside a name and is none. */
const titles = new Set(
  [
    '기자 시민기자 객원기자 인턴기자 수습기자 선임기자 전문기자 에디터 편집자 편집장 편집위원 통신원 작가 특파원 활동가 본지 씨',
    'by staff reporter correspondent intern contributor contributing',
  ].flatMap((words) => words.split(' ')),
)

const longestName = 40
/** So much of a byline is read: no newsroom's is longer. */
const longestByline = 200

/**
 * The names of those who wrote, as a byline tells them: `글·사진=김보람`, `한지우, 오세림 기자`, `By Kim Boram and Han Jiwoo`.
 * Whoever only took the photographs or translated is none of them. Takes plain words.
 */
export function namesIn(byline: string): string[] {
  const names: string[] = []
  let work: string[] = []
  let afterName = false
  for (const piece of piecesOf(byline)) {
    const { before, name, after } = taskOf(piece)
    if (before.length > 0) {
      if (afterName) work = []
      work = [...work, ...before]
      afterName = false
    }
    if (name === '') continue
    afterName = true
    const done = after.length > 0 ? after : work
    if (isWriting(done) && isName(name)) names.push(name)
  }
  return [...new Set(names)]
}

/** What two spellings of a name have in common, as it stands in an address. */
export function slugOfName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}

function piecesOf(byline: string): string[] {
  return byline
    .slice(0, longestByline)
    .normalize('NFC')
    .replace(/\([^)]*\)|（[^）]*）|\[[^\]]*\]|\S+@\S+|\w+:\/\/\S+/g, ' ')
    .split(/[,，·ㆍ・/|;&=＝:：\n]|\s및\s|(?<=[가-힣]{2})[와과]\s+(?=[가-힣])|\s(?:and|with)\s/i)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
}

/** The words for what was done may stand before a name or behind it. */
function taskOf(piece: string): { before: string[]; name: string; after: string[] } {
  const words = piece
    .split(/\s+/)
    .map((word) => word.replace(/[.…]+$/, (dots) => (word.length < 4 ? dots : '')))
    .map((word) => word.replace(/(?<=^[가-힣]{2,4})기자$/, ''))
    .filter((word) => !titles.has(word.toLowerCase()))
  const isName = (word: string) => !isWork(word)
  const first = words.findIndex(isName)
  const last = words.findLastIndex(isName)
  if (first < 0) return { before: words, name: '', after: [] }
  return {
    before: words.slice(0, first),
    name: words.slice(first, last + 1).join(' '),
    after: words.slice(last + 1),
  }
}

function isWork(word: string): boolean {
  return writing.has(word.toLowerCase()) || otherWork.has(word.toLowerCase())
}

/** Where nothing is said of what they did, they wrote. */
function isWriting(work: string[]): boolean {
  return work.length === 0 || work.some((word) => writing.has(word.toLowerCase()))
}

function isName(name: string): boolean {
  return name.length <= longestName && /\p{L}{2}/u.test(name) && !/\d/.test(name)
}
