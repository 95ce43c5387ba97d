import sharp from 'sharp'
import { drawn } from '../../server/covers/drawing'
import { outlined, settable } from '../../server/covers/typefaces'
import { fingerprintOf, type Cover } from '../../server/reader/rules'

const cover: Cover = {
  language: 'ko',
  publisher: '골짜기 신문',
  place: '삶',
  title: '골짜기의 빵',
  across: 'Bread of the Valley',
}

test('is a PNG of the size that social networks want, small enough to send', async () => {
  const png = await drawn(cover)
  expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 })
  expect(png.length).toBeLessThan(60_000)
})

test('has ink in the colours of both languages', async () => {
  const { data, info } = await sharp(await drawn(cover))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => [
    ...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3),
  ]
  expect(at(100, 625)).toEqual([0x35, 0x43, 0x7f])
  expect(at(1100, 625)).toEqual([0xb0, 0x3b, 0x1b])
  expect(at(1190, 20)).toEqual([0xfb, 0xf9, 0xf4])
})

test.each<[words: string, set: string]>([
  ['골짜기의 빵 🍞', '골짜기의 빵'],
  ['빵 🍞, 그리고 👨‍👩‍👧 가족!', '빵, 그리고 가족!'],
  ['大韓民國 임시정부', '大韓民國 임시정부'],
  ['Café Łódź', 'Café Łódź'],
  ['한글'.normalize('NFD'), '한글'],
  ['🍞', ''],
  ['\u202e\u0000글', '글'],
])('of %j there stands %j', async (words, set) => {
  expect(await settable(words, 'sans')).toBe(set)
  expect(await settable(words, 'serif')).toBe(set)
})

test('letters of two typefaces stand one after the other', async () => {
  const [both, latin, hangul] = [
    await outlined('Bread 빵', 'serif'),
    await outlined('Bread ', 'serif'),
    await outlined('빵', 'serif'),
  ]
  expect(both.width).toBeCloseTo(latin.width + hangul.width)
  expect(both.glyphs.at(-1)!.x).toBeGreaterThan(latin.width - 0.1)
})

test.each<[name: string, Partial<Cover>]>([
  ['nothing but emoji', { title: '🍞🍞', across: '🍞' }],
  ['no words', { title: '', across: null, place: '', publisher: '' }],
  [
    'words without an end',
    { title: '끝없는'.repeat(4000), across: 'x'.repeat(4000), place: '갈래 '.repeat(200) },
  ],
  ['marks that mean something elsewhere', { title: '</path><script>&"\'', across: null }],
])('a title of %s is drawn all the same', async (_, said) => {
  expect(await sharp(await drawn({ ...cover, ...said })).metadata()).toMatchObject({
    width: 1200,
    height: 630,
  })
})

test('has another fingerprint when anything on it is another', () => {
  const others: Partial<Cover>[] = [
    { language: 'en' },
    { publisher: 'x' },
    { place: '' },
    { title: 'x' },
    { across: null },
  ]
  const all = [cover, ...others.map((one) => ({ ...cover, ...one }))].map(fingerprintOf)
  expect(new Set(all).size).toBe(all.length)
  expect(fingerprintOf({ ...cover })).toBe(fingerprintOf(cover))
})
