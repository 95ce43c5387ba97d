import {
  chance,
  colour,
  ellipse,
  flat,
  glow,
  group,
  inside,
  line,
  place,
  rect,
  shaded,
  sheet,
  spray,
} from '../paint'

/** Seen from above: one pair of hands gives a loaf, another takes it. */
export function bread(): string {
  return sheet(colour.wheat, [
    tabletop(),
    flour(),
    wheat(),
    bowl(),
    rolls(),
    pin(),
    armsBelow(),
    loaf(),
    armsAbove(),
  ])
}

function tabletop(): string {
  const d = rect(-20, -20, 1640, 1107)
  const planks = [188, 402, 628, 846].map((y, i) =>
    line(`M-20 ${y}Q400 ${y + (i % 2 ? 8 : -8)} 800 ${y}T1640 ${y}`, colour.brown, 6, 0.5),
  )
  const veins = [60, 120, 260, 320, 470, 550, 700, 770, 910, 990].map((y, i) =>
    line(`M${-20 + i * 90} ${y}q120 -16 260 0t300 -4q90 12 220 4`, colour.brown, 4, 0.22),
  )
  return group([
    flat(d, '#c98f5d'),
    ...veins,
    spray(d, colour.brown, 'corner', 0.75, 0.35),
    glow(560, 360, 820, '#ffe0a8', 0.6),
    ...planks,
  ])
}

function flour(): string {
  const random = chance(31)
  const specks = Array.from({ length: 130 }, () => {
    const a = random() * Math.PI * 2
    const r = 240 + random() * 320
    return flat(
      ellipse(800 + Math.cos(a) * r * 1.3, 540 + Math.sin(a) * r * 0.8, 2 + random() * 5),
      colour.white,
      0.75,
    )
  })
  return group([
    flat(
      'M360 560C330 400 520 250 760 260C1010 230 1270 330 1260 530C1280 720 1060 850 820 830C560 860 380 730 360 560Z',
      colour.white,
      0.3,
    ),
    glow(800, 545, 540, colour.white, 0.85),
    ...specks,
  ])
}

function ear(x: number, y: number, turn: number, length: number): string {
  const grains = Array.from({ length: 7 }, (_, i) => {
    const side = i % 2 ? 1 : -1
    return place(
      shaded('M0 0C-16 -10 -14 -34 0 -46C14 -34 16 -10 0 0Z', colour.wheat, colour.brown, 'right', 0.5),
      side * 9,
      -length - i * 22,
      1,
      side * 24,
    )
  })
  return place(
    line(`M0 0Q10 ${-length / 2} 0 ${-length - 130}`, colour.mustard, 7) +
      line(
        `M0 ${-length - 150}l-10 -60M0 ${-length - 150}l10 -66M4 ${-length - 120}l34 -60M-4 ${-length - 120}l-34 -60`,
        colour.wheat,
        3,
      ) +
      grains.join(''),
    x,
    y,
    1,
    turn,
  )
}

function wheat(): string {
  return place(
    group([
      ear(0, 0, 10, 190),
      ear(14, 4, 24, 220),
      ear(30, 8, 38, 190),
      ear(6, 14, 52, 160),
      shaded('M-30 -92Q20 -122 74 -76L60 -38Q14 -78 -36 -52Z', colour.brick, colour.plum, 'right', 0.6),
    ]),
    40,
    96,
    0.92,
    66,
  )
}

function bowl(): string {
  return place(
    group([
      flat(ellipse(18, 24, 196, 190), colour.cocoa, 0.35),
      shaded(ellipse(0, 0, 190), colour.blue, colour.navy, 'corner', 0.8),
      flat(ellipse(0, 0, 164), colour.teal),
      shaded(ellipse(0, 4, 152), colour.white, colour.sand, 'corner', 0.9),
      flat('M-90 -40Q-30 -90 50 -60Q20 -20 -40 -10Q-80 -10 -90 -40Z', colour.white),
      line('M60 70L220 210', colour.brown, 26),
      flat('M6 20Q40 -20 86 30Q110 66 84 92Q50 108 20 80Q-8 50 6 20Z', colour.brown),
      spray('M6 20Q40 -20 86 30Q110 66 84 92Q50 108 20 80Q-8 50 6 20Z', colour.cocoa, 'right', 0.6),
    ]),
    1390,
    190,
  )
}

function rolls(): string {
  const roll = (x: number, y: number, turn: number) =>
    place(
      flat(ellipse(10, 14, 78, 58), colour.cocoa, 0.35) +
        shaded(ellipse(0, 0, 76, 56), '#d78f45', colour.brick, 'corner', 0.85) +
        flat('M-52 -14Q-10 -46 44 -26Q16 -14 -8 -12Q-34 -8 -52 -14Z', '#f3cf93', 0.85) +
        line('M-40 6Q0 -12 42 10', colour.cream, 8, 0.9),
      x,
      y,
      1,
      turn,
    )
  return group([
    flat('M1150 950Q1380 860 1640 900V1100H1120Z', colour.white),
    line('M1180 990Q1400 900 1640 946M1170 1044Q1380 960 1640 1000', colour.brick, 9, 0.8),
    spray('M1150 950Q1380 860 1640 900V1100H1120Z', colour.brown, 'right', 0.35),
    roll(1300, 962, -14),
    roll(1452, 920, 10),
    roll(1420, 1030, -4),
    roll(1570, 998, 20),
  ])
}

function pin(): string {
  return place(
    group([
      flat(rect(-232, -10, 480, 62, 30), colour.cocoa, 0.32),
      flat(rect(-300, -14, 620, 28, 14), colour.brick),
      shaded(rect(-236, -36, 472, 72, 34), colour.sand, colour.brown, 'bottom', 0.75),
      line('M-200 -18H180', colour.white, 8, 0.5),
    ]),
    250,
    930,
    1,
    -16,
  )
}

interface Tones {
  skin: string
  shade: string
  sleeve: string
  fold: string
}

/** A hand and its arm, coming from the right, seen from above; what it holds is at its left. */
function limb({ skin, shade, sleeve, fold }: Tones): string {
  const outline =
    'M640 -74L240 -48C196 -50 150 -70 100 -70C50 -70 14 -60 6 -36L2 50C16 78 80 86 130 76C176 68 204 58 240 56L640 82Z'
  return group([
    flat('M640 -30L240 -10C150 -30 40 -20 20 20C40 110 130 120 240 96L640 124Z', colour.cocoa, 0.3),
    shaded(outline, skin, shade, 'bottom', 0.75),
    shaded('M660 -118L330 -96Q306 0 334 108L660 130Z', sleeve, fold, 'bottom', 0.75),
    line('M356 -98Q334 4 360 108', fold, 6, 0.55),
  ])
}

function fingers({ skin, shade }: Tones): string {
  const row: [number, number, number, number][] = [
    [60, -46, -64, -58],
    [60, -14, -96, -18],
    [60, 18, -94, 26],
    [60, 48, -62, 66],
  ]
  return group([
    ...row.map(([x, y, toX, toY], i) =>
      line(`M${x} ${y}Q${(x + toX) / 2} ${(y + toY) / 2 - 6} ${toX} ${toY}`, skin, i === 3 ? 32 : 36),
    ),
    line('M34 -30Q-20 -38 -66 -36M34 2Q-30 0 -92 6M34 34Q-20 38 -66 46', shade, 4, 0.6),
    ...row.map(([, , x, y]) => flat(ellipse(x - 6, y, 10, 9), '#fff1dc', 0.6)),
    line('M0 -52q-8 4 -8 10M-14 -22q-8 4 -8 10M-14 16q-8 4 -8 10', shade, 3, 0.5),
  ])
}

function thumb({ skin, shade }: Tones): string {
  return group([
    line('M116 -46Q70 -92 -26 -80', shade, 44, 0.35),
    line('M120 -50Q74 -100 -28 -86', skin, 40),
    flat(ellipse(-34, -86, 12, 10), '#fff1dc', 0.6),
    line('M42 -94q4 8 -2 16', shade, 4, 0.6),
  ])
}

const giver: Tones = { skin: '#e9b488', shade: '#b96a45', sleeve: colour.white, fold: colour.blue }
const taker: Tones = { skin: '#f3cba6', shade: '#cf8460', sleeve: colour.forest, fold: colour.pine }

/** The four places of the hands; the upper ones have their thumbs below. */
const places = {
  giverAbove: 'translate(560 436) rotate(17) scale(-1 -1)',
  giverBelow: 'translate(560 692) rotate(-15) scale(-1 1)',
  takerAbove: 'translate(1020 430) rotate(-18) scale(1 -1)',
  takerBelow: 'translate(1020 690) rotate(16)',
}
const at = (spot: keyof typeof places, content: string): string =>
  `<g transform="${places[spot]}">${content}</g>`

function armsBelow(): string {
  return at('takerAbove', limb(taker)) + at('takerBelow', limb(taker))
}

function armsAbove(): string {
  return (
    at('takerAbove', thumb(taker)) +
    at('takerBelow', thumb(taker)) +
    at('giverAbove', limb(giver) + thumb(giver) + fingers(giver)) +
    at('giverBelow', limb(giver) + thumb(giver) + fingers(giver))
  )
}

function loaf(): string {
  const d =
    'M500 548C490 410 640 318 806 320C980 318 1112 410 1104 552C1110 694 972 786 800 784C630 786 496 692 500 548Z'
  const cut = (x: number, y: number, turn: number, length: number) =>
    place(
      shaded(`M${-length} 0Q0 -44 ${length} 0Q0 34 ${-length} 0Z`, '#f6dfb6', colour.wheat, 'bottom', 0.7) +
        line(`M${-length} 0Q0 -44 ${length} 0`, colour.brick, 6, 0.75),
      x,
      y,
      1,
      turn,
    )
  return group([
    flat(ellipse(824, 588, 312, 232), colour.cocoa, 0.4),
    shaded(d, '#cf853d', colour.brick, 'corner', 0.95),
    inside(d, [
      glow(690, 440, 280, '#f6cd8a', 0.95),
      spray(d, colour.plum, 'corner', 0.5, 0.55),
      flat(
        'M540 470C580 380 700 340 800 346C720 366 640 410 600 480C580 520 540 520 540 470Z',
        colour.white,
        0.35,
      ),
    ]),
    cut(690, 552, -62, 150),
    cut(800, 552, -62, 178),
    cut(910, 552, -62, 150),
    line('M556 612Q590 700 676 744M960 372Q1040 414 1062 494', '#f6dfb6', 5, 0.5),
  ])
}
