/** How a paragraph of an interview begins: the words that say who speaks, with the mark after them. */
export interface Speaker {
  /** `문`, `Q`, `남기석`: without marks. */
  name: string
  /** Whoever puts the questions. */
  asks: boolean
  /** How many characters of the plain words say so: `남기석 | `, `Q. `. */
  length: number
}

const ASKING = ['문', '질문', 'Q', 'Question', '기자', '인터뷰어', '사회자', '진행자', '편집자', '대역']
const ASKING_ENGLISH = ['Interviewer', 'Reporter', 'Moderator', 'Host', 'Editor']

/** `Q.`, `Q1.`, `문:`, `답 1.`: a mark of its own kind, known even where it is there once. */
const QUESTION = /^(Q|A)\s?\d{0,3}\s?[.:)：]\s*|^(문|답|질문|답변|대답|Question|Answer)\s?\d{0,3}\s?[:：]\s*/

/** A name or what somebody is, and the mark that news rooms set after it. */
const NAMED = /^([\p{L}][\p{L}.’' -]{0,38}?)\s?(?:[:：]|\s[|｜])\s+/u

/**
 * Words that stand before a colon and are nobody's name: what a list of particulars is made of. A paragraph that begins
 * with one is never somebody's answer.
 */
const NOBODY = new Set(
  [
    ...'참고 주의 주 사진 출처 자료 제공 글 그림 일시 일자 날짜 시간 장소 주소 문의 전화 이메일 대상 주최 주관 후원 신청 비용 회비 참가비'.split(
      ' ',
    ),
    ...'장점 단점 예 예시 요약 결론 결과 원인 이유 목표 목적 배경 내용 제목 기간 방법 대안 해법 과제 의미 특징 정의 질의 비고 수입 지출 합계'.split(
      ' ',
    ),
    ...'첫째 둘째 셋째 넷째 다섯째 한편 그러나 하지만 또한 정정 알림 공지 링크 영상 관련 기사 읽기 더보기 추신'.split(
      ' ',
    ),
    ...'Note Notes Source Sources Photo Photos Credit Date Time Place Venue Address Contact Email Phone Tel Fax'.split(
      ' ',
    ),
    ...'First Second Third Fourth Fifth However Example Examples Result Results Cause Reason Goal Purpose Background'.split(
      ' ',
    ),
    ...'Summary Conclusion Pros Cons Correction Clarification Update Warning Important Tip Remember Read See Related'.split(
      ' ',
    ),
  ].map((word) => word.toLowerCase()),
)

/** One paragraph as it is looked at: its plain words, and whether it begins in bold. */
export interface Spoken {
  words: string
  isBold: boolean
}

/**
 * Who speaks in each paragraph, in order; null where nobody is set before it. Questions and answers are known by their
 * letters when both are there or one comes again. Names are speakers only in a talk: each comes back, and there are two or
 * more, or one beside questions. So a paragraph with a colon remains one.
 */
export function speakersIn(paragraphs: Spoken[]): (Speaker | null)[] {
  const questions = paragraphs.map(({ words }) => questionIn(words))
  const asked = questions.filter((one) => one?.asks).length
  const answered = questions.filter((one) => one && !one.asks).length
  const areQuestions = asked > 0 && asked + answered > 1

  const mayBe = paragraphs.map((one, index) => (questions[index] ? null : nameIn(one)))
  const sure = timesOf(mayBe.flatMap((one) => (one?.isSure ? one.name : [])))
  const named = mayBe.map((one) => (one && sure(one.name) > 0 ? one : null))
  const names = named.flatMap((one) => one?.name ?? [])
  const times = timesOf(names)
  const people = new Set(names.filter((name) => times(name) > 1))
  const areNames = people.size > (areQuestions ? 0 : 1)

  return paragraphs.map((_, index) => {
    if (areQuestions && questions[index]) return questions[index]
    const name = named[index]
    return areNames && name && people.has(name.name) ? name : null
  })
}

function questionIn(words: string): Speaker | null {
  const [mark, letter, word] = QUESTION.exec(words) ?? []
  if (mark === undefined || mark.length === words.length) return null
  const name = letter ?? word!
  return { name, asks: ASKING.includes(name), length: mark.length }
}

function nameIn({ words, isBold }: Spoken): (Speaker & { isSure: boolean }) | null {
  const [mark, name] = NAMED.exec(words) ?? []
  if (!name || mark === undefined || mark.length === words.length || !isSomebody(name)) return null
  const asks = [...ASKING, ...ASKING_ENGLISH].includes(name)
  const isSet = isBold || /[|｜]/.test(mark)
  return { name, asks, length: mark.length, isSure: isSet || asks || soundsLikeAPerson(name) }
}

/**
 * How often each of these is named: by the same words, or once by the first or last of them alone (`Nam Ki-seok`, then `Nam`).
 * Counted beforehand, for a text may have thousands of names.
 */
function timesOf(names: string[]): (name: string) => number {
  const whole = new Map<string, number>()
  const parts = new Map<string, number>()
  for (const name of names) {
    add(whole, name)
    for (const part of endsOf(name)) add(parts, part)
  }
  return (name) => {
    const short = endsOf(name).reduce((sum, part) => sum + (whole.get(part) ?? 0), 0)
    return (whole.get(name) ?? 0) + short + (parts.get(name) ?? 0)
  }
}

/** The first and the last word of a name that has more than one. */
function endsOf(name: string): string[] {
  const words = name.split(' ')
  return words.length > 1 ? [...new Set([words[0]!, words.at(-1)!])] : []
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

/** A few words at most: all Hangul, or each with a capital. */
function isSomebody(name: string): boolean {
  const words = name.split(' ')
  if (words.some((word) => NOBODY.has(word.toLowerCase()))) return false
  if (/^[가-힣]+(?: [가-힣]+)?$/.test(name)) return words[0]!.length >= 2 && name.length <= 10
  return words.length <= 4 && /^\p{Lu}[\p{L}.’'-]*(?: \p{Lu}[\p{L}.’'-]*)*$/u.test(name)
}

/** Before a mere colon a word may stand for anything, so it has to look like a name. */
function soundsLikeAPerson(name: string): boolean {
  if (/^[가-힣]/.test(name)) return SURNAME.test(name) && /^[가-힣]{2,4}(?: [가-힣]{2,5})?$/.test(name)
  return name.includes(' ')
}

const SURNAME =
  /^[김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구나민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용]/
