import fc from 'fast-check'
import { articleFindingsOf } from '../../server/checks/article'
import { plainContext } from '../../server/checks/all'
import { Pair } from '../../server/checks/pair'
import { termFinder } from '../../server/text/terms'
import { findings, withTerms } from './saying'

const long = (piece: string) => piece.repeat(200_000 / piece.length)

const different = (say: (index: number) => string) =>
  Array.from({ length: 8000 }, (_, index) => say(index)).join('')

const terms = withTerms(
  { korean: '반죽', english: ['dough'], sort: 'term' },
  { korean: '김왕영', english: ['Kim Wang-young'], sort: 'person' },
)

/** Each of these made some pattern search the same run again and again, or may. */
test.each<[string, string]>([
  ['Hangul', long('반죽을')],
  ['Hangul and particles', long('반죽에서에게')],
  ['Hangul in brackets', long('(빵')],
  ['Hangul in quotation marks', long('“빵')],
  ['brackets', long('([{“')],
  ['closing brackets', long(')]}”')],
  ['quotation marks', long('"')],
  ['quotation marks and blanks', long('" ')],
  ['full stops', long('.')],
  ['full stops and quotation marks', long('."” ')],
  ['question marks in brackets', long('?)')],
  ['Latin names', long('React-DOM.')],
  ['capitals', long('ABC ')],
  ['one word again and again', long('the ')],
  ['one word without an end', long('a')],
  ['a name again and again', long('Kim Wang-')],
  ['links', long('[a](https://a.kr/b) ')],
  ['links that never end', long('](https://a.kr/')],
  ['addresses', long('https://a.kr')],
  ['brackets in addresses', long('](a(b)')],
  ['code', long('`a` ')],
  ['backticks', long('`')],
  ['bold', long('**a** ')],
  ['stars', long('*')],
  ['emoji', long('🌱')],
  ['Korean marks', long('「」ㆍ')],
  ['sums', long('3만 원 $5 ')],
  ['different names', different((index) => `Name${index} `)],
  ['different code', different((index) => `\`code${index}\` `)],
  ['different links', different((index) => `[a](https://a${index}.kr) `)],
  ['different articles', different((index) => `[a](https://ko.wikipedia.org/${index}) `)],
  ['different numbers', different((index) => `${index * 7 + 20}만 `)],
  ['blanks', long(' ')],
  ['lines', long('a\n')],
])('%s are checked without anyone waiting', (_what, text) => {
  findings(`동네 빵집. ${text}`, text, terms)
  findings(text, `The bakery. ${text.slice(0, 100)}`, terms)
  findings(text, `The bakery: ${'a bakery '.repeat(20_000)}`, terms)
})

test('an article of many paragraphs is checked without anyone waiting', () => {
  const pairs = Array.from(
    { length: 2000 },
    (_, index) => new Pair(`빵집 ${index}은 [여기](https://a.kr/${index}) 있다.`, `Bakery ${index} is here.`),
  )
  articleFindingsOf(pairs, {
    ...plainContext,
    terms: termFinder([
      { korean: '빵집', english: ['bakery', 'baker'], forbidden: ['bread', 'bake'], sort: 'term' },
    ]),
  })
})

test('nothing is ever thrown, every place is in its text, and a repair is another text', () => {
  const text = fc.array(
    fc.constantFrom(
      ...[
        '빵',
        '반죽을 ',
        '김왕영 ',
        '3만 ',
        '수십만 ',
        '5월 ',
        '원 ',
        '(',
        ')',
        '"',
        '“',
        '”',
        '`a`',
        '`',
        '**',
      ],
      ...[
        '[a](b)',
        '](',
        'the ',
        'the ',
        'Kim ',
        'React ',
        '$5 ',
        '30,000 ',
        'May 5 ',
        '. ',
        '? ',
        '「',
        'ㆍ',
        '🌱',
        '\n',
      ],
    ),
    { maxLength: 16 },
  )
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [korean, english] = [one.join(''), other.join('')]
      for (const finding of findings(korean, english, terms)) {
        expect(finding.korean.every(({ from, to }) => from >= 0 && from < to && to <= korean.length)).toBe(
          true,
        )
        expect(finding.english.every(({ from, to }) => from >= 0 && from < to && to <= english.length)).toBe(
          true,
        )
        expect(finding.repair).not.toBe(english)
      }
    }),
    { numRuns: 1500 },
  )
})
