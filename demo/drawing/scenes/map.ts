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

/** The province from above: sea, river, fields, towns and the roads between them. */
export function map(): string {
  return sheet(colour.sand, [
    land(),
    fields(),
    shores(),
    river(),
    sea(),
    roads(),
    mountains(),
    forests(),
    towns(),
    landmarks(),
    clouds(),
  ])
}

const coast = 'M-20 820C120 760 190 840 300 860C420 884 470 980 600 990C700 1000 740 1060 780 1100L-20 1100Z'

function land(): string {
  const d = rect(-20, -20, 1640, 1107)
  return group([
    flat(d, '#dfcf98'),
    spray(d, colour.sage, 'right', 0.6, 0.2),
    spray(d, '#f6e6bd', 'left', 0.6, 0.5),
  ])
}

function sea(): string {
  return group([
    shaded(coast, colour.blue, colour.teal, 'left', 0.8),
    inside(coast, [
      ...[890, 940, 990, 1040].map((y, i) =>
        line(
          `M${-10 + i * 40} ${y}q20 -14 40 0t40 0M${180 + i * 60} ${y + 26}q20 -14 40 0t40 0`,
          colour.sky,
          6,
          0.7,
        ),
      ),
      place(
        shaded('M-60 0H66L44 30H-40Z', colour.brick, colour.plum, 'right', 0.5) +
          flat(polygon([0, -10], [0, -96], [54, -10]), colour.white) +
          flat(polygon([-8, -10], [-8, -76], [-46, -10]), colour.cream) +
          line('M-4 -100V0', colour.cocoa, 6),
        190,
        1000,
        0.92,
        -4,
      ),
      place(
        shaded('M-60 0H66L44 30H-40Z', colour.navy, colour.cocoa, 'right', 0.5) +
          flat(polygon([0, -10], [0, -96], [54, -10]), colour.mustard) +
          line('M-4 -100V0', colour.cocoa, 6),
        500,
        1056,
        0.6,
        3,
      ),
    ]),
  ])
}

function fields(): string {
  const field = (points: [number, number][], fill: string, shade: string, turn: number) => {
    const d = polygon(...points)
    const [cx, cy] = points[0]!
    const rows = Array.from({ length: 30 }, (_, i) => `M-500 ${-420 + i * 30}H700`).join('')
    return group([
      shaded(d, fill, shade, 'corner', 0.55),
      inside(d, [place(line(rows, shade, 5, 0.5), cx, cy, 1, turn)]),
      line(d, '#f4e6c2', 9),
    ])
  }
  return group([
    field(
      [
        [60, 430],
        [260, 380],
        [330, 520],
        [110, 600],
      ],
      colour.leaf,
      colour.sage,
      14,
    ),
    field(
      [
        [270, 376],
        [450, 350],
        [500, 480],
        [342, 516],
      ],
      colour.wheat,
      colour.mustard,
      -40,
    ),
    field(
      [
        [116, 612],
        [334, 532],
        [390, 660],
        [220, 740],
        [100, 720],
      ],
      colour.mustard,
      colour.brick,
      60,
    ),
    field(
      [
        [346, 528],
        [506, 492],
        [560, 620],
        [402, 656],
      ],
      colour.sage,
      colour.forest,
      14,
    ),
    field(
      [
        [900, 820],
        [1080, 770],
        [1150, 900],
        [960, 960],
      ],
      colour.wheat,
      colour.brown,
      16,
    ),
    field(
      [
        [1092, 766],
        [1280, 730],
        [1340, 860],
        [1162, 896],
      ],
      colour.leaf,
      colour.forest,
      -36,
    ),
    field(
      [
        [966, 972],
        [1156, 910],
        [1220, 1030],
        [1010, 1100],
      ],
      colour.sage,
      colour.forest,
      -20,
    ),
    field(
      [
        [1168, 908],
        [1346, 872],
        [1420, 1010],
        [1230, 1030],
      ],
      '#e8a565',
      colour.brick,
      50,
    ),
    field(
      [
        [1354, 856],
        [1520, 820],
        [1590, 960],
        [1430, 1004],
      ],
      colour.leaf,
      colour.sage,
      20,
    ),
    field(
      [
        [1220, 250],
        [1380, 220],
        [1440, 340],
        [1270, 380],
      ],
      colour.leaf,
      colour.forest,
      18,
    ),
    field(
      [
        [1392, 216],
        [1560, 200],
        [1610, 310],
        [1452, 336],
      ],
      colour.wheat,
      colour.mustard,
      -32,
    ),
  ])
}

const course =
  'M1010 -20C980 120 1090 200 1040 320C990 430 820 430 780 560C740 690 820 760 740 850C690 910 660 920 600 1040'

function shores(): string {
  return line(course, '#f7ecd2', 86) + line(coast, '#f7ecd2', 34)
}

function river(): string {
  return group([
    line(course, colour.blue, 64),
    line(
      'M1000 -20C970 120 1080 200 1030 320C980 430 810 430 770 560C730 690 810 760 730 850',
      colour.sky,
      7,
      0.7,
    ),
    line('M1036 60q10 60 30 100M1052 300q-20 60 -80 100M800 560q-20 60 -6 110', colour.white, 5, 0.6),
  ])
}

function roads(): string {
  const d = [
    'M-20 330C200 260 420 300 560 300C700 300 760 260 900 300C1040 340 1180 420 1300 500C1400 566 1500 580 1640 560',
    'M560 300C600 440 640 560 640 680C640 760 560 800 420 760',
    'M1300 500C1260 620 1060 660 900 690C800 706 700 690 640 680',
    'M1300 500C1320 640 1400 700 1640 740',
    'M900 300C860 200 860 120 900 -20',
    'M1180 420C1160 340 1160 200 1220 120',
  ]
  return group([
    ...d.map((road) => line(road, colour.brown, 34, 0.35)),
    ...d.map((road) => line(road, '#f8ecd0', 26)),
    ...d.map(
      (road) =>
        `<path d="${road}" fill="none" stroke="${colour.wheat}" stroke-width="4" stroke-dasharray="22 18"/>`,
    ),
    place(
      flat(rect(-60, -22, 120, 44, 6), colour.brown) +
        [-44, -20, 4, 28].map((x) => flat(rect(x, -22, 14, 44), colour.wheat)).join('') +
        line('M-60 -24H60M-60 24H60', colour.cocoa, 8),
      1010,
      352,
      1,
      24,
    ),
    place(
      flat(rect(-60, -20, 120, 40, 6), colour.brown) + line('M-60 -22H60M-60 22H60', colour.cocoa, 8),
      766,
      696,
      1,
      4,
    ),
  ])
}

function peak(x: number, y: number, s: number, tone: string, shade: string): string {
  return place(
    group([
      flat('M-150 8Q0 40 170 8L150 -6H-130Z', colour.pine, 0.3),
      shaded(
        'M-150 10C-100 -40 -60 -190 0 -200C60 -190 100 -40 156 10Q0 30 -150 10Z',
        tone,
        shade,
        'right',
        0.85,
      ),
      flat(
        'M-44 -148C-28 -186 -16 -198 0 -200C18 -198 32 -180 46 -146Q26 -160 14 -136Q0 -162 -14 -134Q-26 -156 -44 -148Z',
        colour.white,
      ),
    ]),
    x,
    y,
    s,
  )
}

function mountains(): string {
  return group([
    peak(130, 170, 0.9, colour.teal, colour.navy),
    peak(420, 160, 0.8, colour.blue, colour.navy),
    peak(270, 220, 1.1, colour.forest, colour.pine),
    peak(620, 200, 0.74, colour.teal, colour.navy),
    peak(1380, 130, 0.8, colour.blue, colour.navy),
    peak(1530, 160, 0.95, colour.teal, colour.navy),
  ])
}

function forests(): string {
  const random = chance(17)
  const spots: [number, number, number][] = [
    [480, 230, 9],
    [740, 150, 10],
    [60, 280, 7],
    [1110, 620, 9],
    [1460, 660, 10],
    [470, 880, 8],
    [880, 480, 8],
    [1140, 90, 6],
    [1520, 430, 8],
    [280, 800, 6],
  ]
  const trees = spots.flatMap(([x, y, n]) =>
    Array.from({ length: n }, () => {
      const tx = x + (random() - 0.5) * 170
      const ty = y + (random() - 0.5) * 90
      return [
        ty,
        random() < 0.5
          ? line(`M${tx} ${ty}v-16`, colour.brown, 7) +
            shaded(
              ellipse(tx, ty - 38, 23, 29),
              [colour.forest, colour.sage, colour.mustard][Math.floor(random() * 3)]!,
              colour.pine,
              'right',
              0.6,
            )
          : line(`M${tx} ${ty}v-12`, colour.brown, 7) +
            shaded(
              `M${tx - 24} ${ty - 10}L${tx} ${ty - 78}L${tx + 24} ${ty - 10}Z`,
              colour.forest,
              colour.pine,
              'right',
              0.7,
            ),
      ] as const
    }),
  )
  return group(trees.sort((a, b) => a[0] - b[0]).map(([, tree]) => tree))
}

function house(x: number, y: number, s: number, wallFill: string, roofFill: string): string {
  return place(
    group([
      flat(polygon([-44, 4], [44, 14], [96, -2], [50, -8]), colour.brown, 0.35),
      shaded(polygon([-46, -50], [0, -40], [0, 12], [-46, 0]), wallFill, colour.brown, 'right', 0.3),
      shaded(polygon([0, -40], [46, -52], [46, -2], [0, 12]), wallFill, colour.brown, 'right', 0.85),
      flat(rect(-34, -32, 14, 16, 2), colour.teal),
      flat(polygon([14, -26], [28, -30], [28, 3], [14, 8]), colour.brown),
      shaded(polygon([-56, -46], [-22, -92], [26, -88], [0, -34]), roofFill, colour.plum, 'right', 0.35),
      flat(polygon([0, -34], [26, -88], [58, -52]), wallFill),
      spray(polygon([0, -34], [26, -88], [58, -52]), colour.brown, 'right', 0.8),
      line('M-4 -34L26 -88L58 -50', roofFill, 9),
    ]),
    x,
    y,
    s,
  )
}

function tower(x: number, y: number, h: number, fill: string): string {
  const windows = Array.from(
    { length: Math.floor(h / 34) },
    (_, i) =>
      flat(rect(-28, -h + 14 + i * 32, 12, 16, 2), colour.teal) +
      flat(rect(-10, -h + 18 + i * 32, 12, 16, 2), colour.teal),
  ).join('')
  return place(
    group([
      flat(polygon([-34, 4], [34, 14], [110, -8], [40, -14]), colour.brown, 0.35),
      shaded(polygon([-36, -h], [6, -h + 10], [6, 14], [-36, 2]), fill, colour.brown, 'right', 0.25),
      shaded(polygon([6, -h + 10], [40, -h - 4], [40, 0], [6, 14]), fill, colour.brown, 'bottom', 0.95),
      flat(polygon([-36, -h], [0, -h - 14], [40, -h - 4], [6, -h + 10]), colour.cream),
      windows,
    ]),
    x,
    y,
  )
}

function towns(): string {
  const roofs = [colour.brick, colour.teal, colour.terracotta, colour.navy, colour.mustard]
  const walls = [colour.white, colour.cream, colour.blush, colour.white]
  const homes: [number, number, number][] = [
    [180, 356, 0.8],
    [96, 380, 0.7],
    [520, 400, 0.66],
    [586, 250, 0.7],
    [690, 330, 0.8],
    [500, 744, 0.9],
    [410, 716, 0.8],
    [560, 820, 0.8],
    [700, 620, 0.7],
    [1190, 540, 0.9],
    [1120, 470, 0.8],
    [1250, 610, 0.86],
    [1400, 520, 0.9],
    [1460, 600, 0.8],
    [1330, 440, 0.84],
    [1230, 440, 0.76],
    [900, 760, 0.74],
    [990, 740, 0.8],
    [1500, 780, 0.84],
    [1410, 770, 0.74],
    [1230, 170, 0.7],
    [950, 220, 0.66],
    [850, 370, 0.7],
  ]
  const built: [number, string][] = homes.map(([x, y, s], i) => [
    y,
    house(x, y, s, walls[i % 4]!, roofs[i % 5]!),
  ])
  built.push(
    [548, tower(1320, 590, 150, colour.apricot)],
    [556, tower(1384, 600, 110, colour.white)],
    [566, tower(1260, 540, 116, colour.sky)],
  )
  return group([glow(1310, 520, 210, '#fbe6b4', 0.9), ...built.sort((a, b) => a[0] - b[0]).map(([, b]) => b)])
}

function landmarks(): string {
  const pin = (x: number, y: number, fill: string, shade: string, sign: string) =>
    place(
      flat(ellipse(0, 2, 30, 9), colour.pine, 0.4) +
        shaded(
          'M0 0C-20 -50 -66 -70 -66 -124C-66 -164 -36 -190 0 -190C36 -190 66 -164 66 -124C66 -70 20 -50 0 0Z',
          fill,
          shade,
          'right',
          0.6,
        ) +
        flat(ellipse(0, -124, 44), colour.white) +
        place(sign, 0, -124),
      x,
      y,
    )
  const bowl =
    flat('M-28 -4H28Q24 26 0 26Q-24 26 -28 -4Z', colour.brick) +
    line('M-10 -14q-6 -8 0 -16M8 -14q-6 -8 0 -16', colour.brick, 5)
  const sun =
    flat(ellipse(0, 0, 15), colour.mustard) +
    [0, 45, 90, 135, 180, 225, 270, 315]
      .map((a) => place(line('M0 -22V-31', colour.mustard, 6), 0, 0, 1, a))
      .join('')
  const bus =
    flat(rect(-28, -18, 56, 32, 8), colour.forest) +
    [-20, -3, 14].map((x) => flat(rect(x - 4, -12, 12, 11, 2), '#fbe6b4')).join('') +
    flat(ellipse(-14, 16, 7), colour.cocoa) +
    flat(ellipse(14, 16, 7), colour.cocoa)
  const book =
    flat('M-30 -16Q-14 -24 0 -14Q14 -24 30 -16V18Q14 10 0 20Q-14 10 -30 18Z', colour.teal) +
    line('M0 -12V18', colour.white, 4)
  const loaf =
    flat('M-30 12Q-34 -20 0 -20Q34 -20 30 12Q0 22 -30 12Z', colour.wheat) +
    line('M-12 -8L-4 8M2 -10L10 6', colour.brown, 5)
  return group([
    pin(420, 400, colour.forest, colour.pine, bus),
    pin(1330, 396, colour.brick, colour.plum, bowl),
    pin(1060, 600, colour.mustard, colour.brick, sun),
    pin(470, 660, colour.teal, colour.navy, book),
    pin(1180, 830, colour.terracotta, colour.plum, loaf),
  ])
}

function clouds(): string {
  return group(
    (
      [
        [300, 90, 0.9],
        [1480, 60, 0.7],
        [800, 60, 0.5],
      ] as const
    ).map(([x, y, s]) =>
      place(
        flat('M-130 40Q0 60 170 34Q140 10 -110 14Z', colour.pine, 0.18) +
          shaded(
            'M-150 0Q-146 -40 -92 -38Q-66 -92 4 -76Q54 -100 88 -50Q150 -52 158 0Z',
            colour.white,
            colour.sky,
            'bottom',
            0.6,
          ),
        x,
        y,
        s,
      ),
    ),
  )
}
