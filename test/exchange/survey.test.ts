import { prepared } from '../../server/exchange/bodies'
import type { Entry } from '../../server/exchange/rules'
import { surveyed } from '../../server/exchange/survey'

const entry: Entry = {
  ...{
    source: 'wordpress:x',
    externalId: '1',
    kind: 'post',
    kindSaid: 'post',
    status: 'published',
    title: '장터',
  },
  ...{ body: '', format: 'html', author: '', address: '', labels: [], publishedAt: null, updatedAt: null },
  ...{ language: null, featured: null, folder: null, warnings: [] },
}

test.each<[string, Partial<Entry>]>([
  ['words', { body: '봄이 왔다.' }],
  ['English', { title: 'Market', body: '<p>The market <b>opened</b>.</p>' }],
  ['nothing', { body: '<p>&nbsp;</p><!-- <img src="https://a.example/no.jpg"> -->' }],
  ['no title', { title: '', body: '<p>제목이 없다.</p>' }],
  [
    'pictures',
    {
      body: '<a href="b.jpg"><img alt="" src="https://a.example/a.jpg?x=1&amp;y=2"></a> 봄 <img src=\'c.jpg\'>',
    },
  ],
  ['one picture twice', { body: '<img src="a.jpg"><p>봄</p><img src="a.jpg">' }],
  ['a script', { body: '<script>document.write("<img src=a.jpg>")</script>봄' }],
  ['a caption', { body: '[caption id="1"]<img src="a.jpg"> 좌판[/caption]' }],
  ['a picture above', { body: '봄', featured: { src: 'https://a.example/a.jpg', alt: '좌판', caption: '' } }],
  ['an emoji', { body: '봄<img src="https://s.w.org/1f338.svg" alt="🌸">' }],
  ['an embedded picture', { body: '<img src="data:image/png;base64,AAAA">봄' }],
  ['Markdown', { source: 'files:', format: 'markdown', body: '봄이 왔다.\n\n![좌판](a.jpg)' }],
])('a survey of %s sees what cutting sees', (_, change) => {
  const cut = prepared({ ...entry, ...change }, new Map())
  const seen = surveyed({ ...entry, ...change }, new Map())
  const told = ({ language, isEmpty, pictures, warnings, embedded }: typeof cut) => ({
    ...{ language, isEmpty, pictures, warnings, embedded: embedded.length },
  })
  expect(told(seen)).toEqual(told(cut))
})
