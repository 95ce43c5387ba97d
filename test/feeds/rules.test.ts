import { withWholeAddresses } from '../../server/feeds/rules'

test.each([
  [
    'a link into the site',
    '<a href="/en/bread">bread</a>',
    '<a href="https://news.example/en/bread">bread</a>',
  ],
  [
    'a footnote',
    '<a href="#fn1" id="ref1">1</a>',
    '<a href="https://news.example/en/valley#fn1" id="ref1">1</a>',
  ],
  [
    'a photograph in its sizes',
    '<source srcset="/pictures/a/480.webp 480w, /pictures/a/960.webp 960w"><img src="/pictures/a/960.jpeg" alt="">',
    '<source srcset="https://news.example/pictures/a/480.webp 480w, https://news.example/pictures/a/960.webp 960w"><img src="https://news.example/pictures/a/960.jpeg" alt="">',
  ],
  ['a link out of the site', '<a href="https://other.example/">out</a>', null],
  ['a link to another host without a scheme', '<a href="//other.example/">out</a>', null],
  ['words that look like an attribute', '<p>write href="/en/" and src="#"</p>', null],
  ['code that looks like a tag', '<pre><code>&#x3C;a href="/en/"></code></pre>', null],
])('whole addresses: %s', (_, html, whole) => {
  expect(withWholeAddresses(html, 'https://news.example', 'https://news.example/en/valley')).toBe(
    whole ?? html,
  )
})
