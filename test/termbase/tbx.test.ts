import { compared } from '../../server/termbase/interchange'
import { formOf, type TermEntry, type TermForm } from '../../server/termbase/rules'
import { isTbx, linesInTbx, tbxFile } from '../../server/termbase/tbx'
import { agreed, wording } from './agreed'

const scopes = { series: [{ id: '5', slug: 'care' }], articles: [{ id: '9', slug: '김장하는-날' }] }

function standing(said: Partial<TermForm>, id: string): TermEntry {
  const made = wording(said)
  return {
    ...made,
    ...{ id, publicId: id, seriesName: null, articleTitle: null },
    seriesSlug: made.seriesId && 'care',
    articleSlug: made.articleId && '김장하는-날',
    ...{ writtenByName: 'Minji', writtenAt: new Date(), endedByName: null, endedAt: null },
  }
}

test('what goes out as TBX comes in again and changes nothing', async () => {
  const entries = [
    standing(
      { ...agreed.cabbage, note: 'not <bok choy> & co.', scope: 'article:9', partOfSpeech: 'noun' },
      '1',
    ),
    standing({ ...agreed.kim, shortForm: 'Kim', nameOrder: 'given-first', scope: 'series:5' }, '2'),
    standing(agreed.bakery, '3'),
  ]
  const file = tbxFile(entries)
  expect(isTbx(file)).toBe(true)
  const { lines, bad } = await linesInTbx(file, scopes)
  expect(compared(lines, bad, entries)).toEqual({ added: [], changed: [], same: 3, bad: [] })
  const [first] = compared(lines, bad, []).added
  expect(formOf(first!.wording)).toEqual(formOf(entries[0]!))
})

test('version 3 is read, in either of its styles, and a concept with two Korean words is two terms', async () => {
  const file = `<?xml version="1.0" encoding="EUC-KR"?>
    <tbx type="TBX-Basic" style="dca" xml:lang="ko" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min">
    <tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body>
    <conceptEntry id="c1">
      <langSec xml:lang="ko-KR"><termSec><term>협동조합</term></termSec><termSec><term>협동 조직</term></termSec></langSec>
      <langSec xml:lang="en-US">
        <termSec><term>co-op</term><min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
        <termSec><term>cooperative</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
        <termSec><term>union</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>
      </langSec>
    </conceptEntry>
    <conceptEntry id="c2"><langSec xml:lang="de"><termSec><term>Brot</term></termSec></langSec></conceptEntry>
    </body></text></tbx>`
  const { lines, bad } = await linesInTbx(file, scopes)
  expect(lines.map(({ said }) => [said.korean, said.accepted, said.forbidden])).toEqual([
    ['협동조합', 'cooperative\nco-op', 'union'],
    ['협동 조직', 'cooperative\nco-op', 'union'],
  ])
  expect(bad).toEqual([{ line: 2, rule: 'term-korean-missing', detail: {} }])
})

test.each([
  ['<martif><text><body><termEntry>'],
  [
    '<!DOCTYPE martif [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><martif><text><body><termEntry>&b;</termEntry></body></text></martif>',
  ],
])('%s is refused', async (file) => {
  await expect(linesInTbx(file, scopes)).rejects.toMatchObject({ status: 422 })
})
