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
  polygon,
  rect,
  shaded,
  sheet,
  spray,
} from '../paint'
import { arm, head, skinOf, torso } from '../people'

/** Four in the afternoon in the little library: a grandmother, a child, a cat and the sun. */
export function library(): string {
  return sheet(colour.cream, [
    room(),
    window(),
    shelves(),
    beam(),
    rug(),
    lamp(),
    grandmother(),
    child(),
    cat(),
    books(),
  ])
}

function room(): string {
  const wall = rect(-20, -20, 1640, 860)
  const floor = rect(-20, 830, 1640, 260)
  return group([
    flat(wall, '#e8b98a'),
    spray(wall, colour.brick, 'right', 0.6, 0.3),
    spray(wall, '#fbe7bb', 'left', 0.5, 0.5),
    flat(floor, '#a8653f'),
    spray(floor, colour.cocoa, 'right', 0.7, 0.2),
    ...[870, 930, 1000].map((y) => line(`M-20 ${y}H1640`, colour.cocoa, 4, 0.3)),
    flat(rect(-20, 812, 1640, 22), colour.cream),
  ])
}

function window(): string {
  const pane = rect(96, 110, 470, 470, 10)
  return group([
    flat(rect(62, 76, 538, 538, 14), colour.white),
    inside(pane, [
      flat(pane, '#fbe8bd'),
      spray(pane, colour.sky, 'top', 0.9, 0.3),
      glow(250, 260, 240, '#fff6d8', 1),
      flat(ellipse(250, 260, 60), '#fff6dc'),
      flat('M60 470Q200 350 340 430T600 400V600H60Z', colour.blue),
      flat('M60 520Q240 430 400 490T600 470V600H60Z', colour.sage),
      line('M480 600V380M480 450L530 400M480 480L440 430', colour.brown, 14),
      ...(
        [
          [480, 330, 76],
          [540, 390, 56],
          [430, 400, 52],
          [560, 300, 50],
        ] as const
      ).map(([x, y, r], i) =>
        shaded(ellipse(x, y, r), i % 2 ? colour.leaf : colour.forest, colour.pine, 'right', 0.5),
      ),
    ]),
    line('M331 110V580M96 345H566', colour.white, 14),
    shaded(rect(40, 606, 582, 30, 8), colour.white, colour.brown, 'bottom', 0.5),
    place(
      group([
        ...[-40, -14, 14, 40].map((x, i) =>
          place(
            shaded(
              'M0 0C-22 -30 -16 -84 0 -110C16 -84 22 -30 0 0Z',
              i % 2 ? colour.forest : colour.sage,
              colour.pine,
              'right',
              0.6,
            ),
            x * 0.4,
            -54,
            1,
            x * 0.9,
          ),
        ),
        shaded('M-40 -58H40L30 0H-30Z', colour.terracotta, colour.brick, 'right', 0.7),
      ]),
      150,
      606,
    ),
    ...[0, 1, 2].map((i) =>
      shaded(
        rect(430, 584 - i * 24, 120 - i * 14, 22, 4),
        [colour.teal, colour.mustard, colour.brick][i]!,
        colour.cocoa,
        'right',
        0.5,
      ),
    ),
  ])
}

function shelves(): string {
  const random = chance(13)
  const spines = [
    colour.brick,
    colour.teal,
    colour.mustard,
    colour.forest,
    colour.navy,
    colour.terracotta,
    colour.cream,
    colour.plum,
    colour.blue,
    colour.sage,
    colour.apricot,
  ]
  const rowOf = (y: number) => {
    const content: string[] = []
    let x = 768
    while (x < 1560) {
      if (random() < 0.07) {
        x += 26
        content.push(
          shaded(
            `M${x + 14} ${y - 104}h20q-4 26 8 40q16 24 0 64h-36q-16 -40 0 -64q12 -14 8 -40Z`,
            colour.blush,
            colour.brick,
            'right',
            0.6,
          ),
        )
        x += 68
        continue
      }
      const w = 20 + random() * 26
      const h = 96 + random() * 44
      const fill = spines[Math.floor(random() * spines.length)]!
      const lean = random() < 0.06 ? 8 : 0
      const book =
        shaded(rect(0, -h, w, h, 3), fill, colour.cocoa, 'right', 0.45) +
        flat(rect(0, -h + 18, w, 7), colour.cream, 0.7) +
        (random() < 0.5 ? flat(rect(0, -26, w, 6), colour.cream, 0.55) : '')
      content.push(place(book, x, y, 1, lean))
      x += w + 3 + lean * 2
    }
    return group(content)
  }
  return group([
    flat(rect(756, 66, 864, 766), colour.cocoa, 0.35),
    shaded(rect(740, 50, 900, 780, 6), colour.brown, colour.cocoa, 'right', 0.75),
    ...[76, 260, 444, 628].map((y) => flat(rect(762, y, 880, 164), '#4f3029')),
    inside(rect(762, 60, 880, 760), [240, 424, 608, 792].map(rowOf)),
    ...[240, 424, 608, 792].map((y) => flat(rect(740, y, 900, 20), '#8c5639')),
    line('M1178 884L1330 40M1250 884L1402 40', colour.wheat, 15),
    ...[0, 1, 2, 3, 4, 5, 6, 7].map((i) => line(`M${1190 + i * 18.4} ${818 - i * 102}h72`, colour.wheat, 12)),
  ])
}

function beam(): string {
  const d = polygon([560, 120], [1600, 520], [1600, 1090], [760, 1090], [560, 590])
  return (
    spray(d, '#ffedc0', 'left', 0.36, 0) +
    flat(polygon([560, 130], [1420, 470], [1240, 1090], [820, 1090], [560, 560]), '#ffedc0', 0.12)
  )
}

function rug(): string {
  return group([
    shaded(ellipse(800, 972, 620, 100), colour.teal, colour.navy, 'right', 0.6),
    line(ellipse(800, 970, 560, 84), colour.cream, 7, 0.7),
    line(ellipse(800, 968, 490, 70), colour.mustard, 9, 0.8),
  ])
}

function lamp(): string {
  return group([
    line('M690 960V420', colour.cocoa, 10),
    flat(ellipse(690, 962, 62, 14), colour.cocoa),
    shaded('M618 424L648 310H732L762 424Z', colour.mustard, colour.brick, 'right', 0.6),
    glow(690, 440, 160, '#fff0c0', 0.6),
  ])
}

function openBook(cover: string): string {
  return group([
    flat('M-86 -32Q-40 -48 0 -28Q40 -48 86 -32L92 44Q44 26 0 48Q-44 26 -92 44Z', cover),
    flat('M-78 -40Q-36 -54 0 -34V38Q-40 20 -82 34Z', colour.white),
    shaded('M78 -40Q36 -54 0 -34V38Q40 20 82 34Z', colour.white, colour.brown, 'left', 0.35),
    line('M-64 -24Q-36 -32 -16 -22M-66 -6Q-36 -14 -16 -4M-66 12Q-36 4 -16 14', colour.blue, 4, 0.5),
  ])
}

function grandmother(): string {
  return group([
    flat(ellipse(400, 968, 260, 26), colour.navy, 0.45),
    line('M230 920L216 972M580 920L596 972', colour.cocoa, 22),
    shaded('M190 560Q190 430 400 430Q610 430 610 560L620 880H180Z', colour.brick, colour.plum, 'right', 0.75),
    place(
      torso({ top: colour.sage, shade: colour.pine, length: 250, collar: colour.white }) +
        head({
          hair: 'bun',
          hairColour: '#d8d1c6',
          look: 0.5,
          eyes: 'down',
          skin: 'light',
          glasses: true,
          tilt: 7,
        }),
      400,
      570,
      1.36,
    ),
    shaded(
      'M270 830Q400 770 540 830L580 910Q590 960 560 972H500L470 900H350L330 972H268Q240 960 250 900Z',
      colour.plum,
      colour.cocoa,
      'right',
      0.6,
    ),
    shaded('M254 976q0 -30 40 -30q40 0 44 30Z', colour.cocoa, colour.navy, 'right', 0.4),
    shaded('M494 976q0 -30 40 -30q44 0 44 30Z', colour.cocoa, colour.navy, 'right', 0.4),
    shaded(
      'M150 680Q150 640 190 640H216Q250 640 250 680V900H170Q150 900 150 870Z',
      colour.terracotta,
      colour.brick,
      'right',
      0.6,
    ),
    shaded(
      'M552 680Q552 640 590 640H616Q652 640 652 680V870Q652 900 632 900H552Z',
      colour.terracotta,
      colour.brick,
      'right',
      0.8,
    ),
    place(
      arm([-78, 50], [-112, 160], [-38, 176], colour.sage, 'light', true) +
        arm([78, 50], [112, 160], [72, 178], colour.sage, 'light', true),
      400,
      570,
      1.36,
    ),
    place(openBook(colour.mustard), 422, 782, 1.04, 3),
    flat(ellipse(338, 806, 18), skinOf('light')),
    flat(ellipse(508, 806, 18), skinOf('light')),
  ])
}

function child(): string {
  return group([
    flat(ellipse(950, 1012, 190, 24), colour.navy, 0.45),
    shaded(
      'M780 990Q770 934 850 930H1060Q1130 936 1122 990Q1100 1016 950 1016Q800 1016 780 990Z',
      colour.mustard,
      colour.brick,
      'right',
      0.6,
    ),
    place(
      torso({
        top: colour.white,
        stripes: colour.terracotta,
        shade: colour.brown,
        length: 230,
        breadth: 0.86,
      }) + head({ hair: 'bob', hairColour: '#38272a', look: -0.55, eyes: 'down', skin: 'warm', tilt: -7 }),
      950,
      728,
      1.06,
    ),
    shaded(
      'M840 960Q820 900 900 890L1010 890Q1080 900 1066 960Q1050 990 1000 984L950 960L900 984Q852 990 840 960Z',
      colour.navy,
      '#101e28',
      'right',
      0.6,
    ),
    shaded(
      'M820 984q4 -30 46 -26l40 24q-8 20 -46 20q-36 0 -40 -18Z',
      colour.brick,
      colour.plum,
      'right',
      0.5,
    ),
    shaded(
      'M1084 984q-4 -30 -46 -26l-40 24q8 20 46 20q36 0 40 -18Z',
      colour.brick,
      colour.plum,
      'right',
      0.5,
    ),
    place(
      arm([-66, 52], [-96, 140], [-52, 178], colour.white, 'warm', false, 34) +
        arm([66, 52], [96, 140], [46, 178], colour.white, 'warm', false, 34),
      950,
      728,
      1.06,
    ),
    place(openBook(colour.forest), 946, 904, 0.84, -2),
    flat(ellipse(878, 922, 15), skinOf('warm')),
    flat(ellipse(1016, 922, 15), skinOf('warm')),
  ])
}

function cat(): string {
  return place(
    group([
      flat(ellipse(0, 6, 130, 14), colour.navy, 0.45),
      line('M96 -20Q150 -40 132 -84', colour.apricot, 26),
      shaded(
        'M-110 -4C-120 -90 -30 -110 30 -96C100 -80 116 -30 104 0Q40 14 -110 -4Z',
        colour.apricot,
        colour.brick,
        'right',
        0.65,
      ),
      line('M-10 -96Q0 -70 -4 -50M28 -94Q38 -70 34 -50M64 -80Q74 -60 70 -44', colour.brick, 9, 0.6),
      shaded(
        'M-148 -62L-140 -112L-112 -92Q-92 -98 -74 -92L-48 -112L-42 -62Q-42 -22 -96 -22Q-148 -22 -148 -62Z',
        colour.apricot,
        colour.brick,
        'right',
        0.45,
      ),
      line('M-126 -62q8 7 16 0M-84 -62q8 7 16 0M-100 -48q4 5 8 0', colour.cocoa, 4),
      flat('M-110 -4Q-100 -26 -70 -22Q-50 -14 -60 2Z', colour.white, 0.85),
    ]),
    1330,
    980,
    1.06,
  )
}

function books(): string {
  return group([
    ...[0, 1, 2, 3].map((i) =>
      group([
        shaded(
          rect(1480 - (i % 2) * 14, 960 - i * 36, 150, 34, 5),
          [colour.teal, colour.brick, colour.wheat, colour.forest][i]!,
          colour.cocoa,
          'right',
          0.5,
        ),
        flat(rect(1480 - (i % 2) * 14, 968 - i * 36, 14, 18), colour.white, 0.9),
      ]),
    ),
  ])
}
