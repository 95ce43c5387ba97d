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
import { arm, head, legs, torso } from '../people'

/** The bus comes over the pass in the early morning; one passenger is there already. */
export function villageBus(): string {
  return sheet('#f4dcb8', [
    sky(),
    mountains(),
    valley(),
    village(),
    road(),
    bus(),
    stop(),
    cosmos(),
    persimmon(),
  ])
}

function sky(): string {
  const d = rect(0, 0, 1600, 700)
  return group([
    flat(d, '#f6dcb2'),
    spray(d, colour.apricot, 'bottom', 0.7, 0.1),
    spray(d, colour.sky, 'top', 0.95, 0.3),
    glow(1060, 300, 420, '#fff3cd', 0.9),
    flat(ellipse(1060, 300, 92), '#fff1cc'),
    ...[
      [240, 150, 1],
      [1330, 130, 0.8],
      [620, 96, 0.6],
    ].map(([x, y, s]) =>
      place(
        flat('M-150 0Q-140 -34 -84 -30Q-60 -74 0 -60Q50 -84 84 -40Q150 -44 156 0Z', colour.white, 0.75),
        x!,
        y!,
        s,
      ),
    ),
  ])
}

function mountains(): string {
  return group([
    shaded(
      'M-20 430C120 300 220 250 330 330C430 240 520 170 640 290C760 200 860 250 960 350C1100 260 1240 200 1360 300C1460 270 1560 320 1640 370L1640 540L-20 540Z',
      '#a8bfbd',
      '#f6dcb2',
      'bottom',
      0.85,
    ),
    shaded(
      'M-20 520C80 440 210 380 320 440C420 400 520 390 650 470C800 380 930 420 1040 480C1180 400 1320 380 1440 440C1540 400 1600 430 1640 450L1640 640L-20 640Z',
      colour.blue,
      '#ecd2a4',
      'bottom',
      0.75,
    ),
    shaded(
      'M-20 610C100 520 260 500 400 570C560 500 700 560 820 580C1000 500 1180 520 1320 570C1460 520 1560 520 1640 560L1640 720L-20 720Z',
      colour.teal,
      colour.leaf,
      'bottom',
      0.8,
    ),
    ...Array.from({ length: 44 }, (_, i) => {
      const x = i * 38 - 20
      const y = 590 + Math.sin(i * 0.7) * 24 + (i % 3) * 10
      return flat(`M${x} ${y - 44}l20 60h-40Z`, i % 2 ? colour.forest : colour.teal, 0.8)
    }),
  ])
}

function valley(): string {
  const field = (d: string, fill: string, shade: string, rows: string) =>
    group([shaded(d, fill, shade, 'bottom', 0.6), inside(d, [line(rows, shade, 4, 0.45)])])
  const rows = (y: number) =>
    Array.from(
      { length: 6 },
      (_, i) => `M-20 ${y + i * 26}Q500 ${y - 40 + i * 34} 1640 ${y + 20 + i * 24}`,
    ).join('')
  return group([
    field(
      'M-20 660C200 600 420 610 640 640C880 600 1300 600 1640 650L1640 1100L-20 1100Z',
      colour.leaf,
      colour.sage,
      rows(660),
    ),
    field(
      'M-20 770C240 700 520 720 760 760C640 860 300 900 -20 900Z',
      colour.wheat,
      colour.mustard,
      rows(740),
    ),
    field(
      'M900 760C1180 690 1420 700 1640 720L1640 900C1360 880 1080 850 900 760Z',
      '#c9bd6d',
      colour.sage,
      rows(720),
    ),
    field('M-20 880C300 830 560 880 820 960L900 1100L-20 1100Z', colour.sage, colour.forest, rows(880)),
    field(
      'M1640 860C1400 880 1160 920 1040 1000L1000 1100L1640 1100Z',
      colour.forest,
      colour.pine,
      rows(900),
    ),
  ])
}

function house(fill: string, roof: string, lit: boolean): string {
  return group([
    flat('M-86 6Q0 22 92 6Z', colour.pine, 0.35),
    shaded(rect(-66, -58, 132, 64), fill, colour.brown, 'right', 0.5),
    flat(rect(-46, -40, 30, 30, 3), lit ? '#ffe6a3' : colour.blue),
    flat(rect(8, -44, 28, 50, 3), colour.brown),
    shaded(
      'M-92 -52Q-74 -60 -58 -100Q0 -110 58 -100Q74 -60 92 -52Q0 -66 -92 -52Z',
      roof,
      colour.navy,
      'right',
      0.65,
    ),
    line('M-58 -100Q0 -110 58 -100', colour.cocoa, 6, 0.55),
  ])
}

function village(): string {
  return group([
    place(house(colour.cream, colour.brick, true), 250, 700, 0.86),
    place(house(colour.white, colour.navy, true), 400, 676, 0.7),
    place(house(colour.sand, colour.terracotta, false), 546, 706, 0.9),
    place(house(colour.white, colour.teal, true), 1180, 690, 0.78),
    place(house(colour.cream, colour.brick, false), 1330, 716, 0.96),
    place(house(colour.cream, colour.navy, true), 1490, 690, 0.8),
    ...[140, 326, 476, 640, 1090, 1256, 1420, 1580].map((x, i) =>
      group([
        line(`M${x} ${712 + (i % 2) * 12}v-40`, colour.brown, 8),
        shaded(
          ellipse(x, 640 + (i % 3) * 12, 34, 44),
          i % 2 ? colour.forest : colour.sage,
          colour.pine,
          'right',
          0.7,
        ),
      ]),
    ),
  ])
}

function road(): string {
  const d =
    'M850 610C900 640 900 664 830 690C730 726 660 760 760 806C880 858 1010 880 960 960C930 1010 860 1050 830 1100L1240 1100C1270 1010 1300 930 1180 850C1080 790 860 776 850 744C842 716 940 690 940 652C940 630 900 612 872 606Z'
  return group([
    shaded(d, '#e9cfa6', colour.brown, 'bottom', 0.4),
    line(
      'M862 612C918 640 920 668 868 696C790 736 740 760 820 790C940 836 1110 870 1080 970C1066 1020 1040 1060 1030 1100',
      colour.white,
      6,
      0.7,
    ),
  ])
}

function bus(): string {
  const body = rect(-190, -170, 380, 150, 34)
  const wheel = (x: number) =>
    flat(ellipse(x, -18, 36), colour.cocoa) + flat(ellipse(x, -18, 16), colour.sand)
  return place(
    group([
      flat(ellipse(0, 10, 210, 20), colour.pine, 0.4),
      shaded(body, colour.forest, colour.pine, 'right', 0.75),
      flat(rect(-190, -78, 380, 20), colour.cream),
      ...[-164, -86, -8].map((x) => flat(rect(x, -150, 66, 60, 10), '#fbe6b4')),
      ...[-130, -52, 26].map((x, i) =>
        inside(rect(x - 34, -150, 66, 60, 10), [
          flat(ellipse(x, -112, 15, 18), ['#e9b488', '#d29a6c', '#f3cba6'][i]!),
          flat(
            `M${x - 17} -112C${x - 18} -140 ${x + 18} -140 ${x + 17} -112C${x + 8} -122 ${x - 8} -122 ${x - 17} -112Z`,
            [colour.cocoa, '#8d8078', colour.navy][i]!,
          ),
          flat(ellipse(x, -76, 26, 20), [colour.terracotta, colour.blue, colour.mustard][i]!),
        ]),
      ),
      flat(rect(80, -150, 82, 66, 12), '#fbe6b4'),
      inside(rect(80, -150, 82, 66, 12), [
        flat(ellipse(124, -110, 15, 18), '#e9b488'),
        flat('M106 -114C106 -142 142 -142 142 -114Z', colour.navy) + flat('M136 -122h18v8h-18Z', colour.navy),
        flat(ellipse(124, -74, 28, 20), colour.brick),
      ]),
      line('M70 -88L70 -24M110 -88L110 -24', colour.pine, 4, 0.6),
      flat(ellipse(176, -46, 12, 12), '#fff1b8'),
      glow(196, -44, 100, '#fff1b8', 0.8),
      flat(rect(-196, -40, 392, 16, 8), colour.pine),
      wheel(-112),
      wheel(118),
      line('M-150 -170v-14h120v14', colour.cocoa, 6),
      shaded(rect(-140, -206, 50, 34, 6), colour.wheat, colour.brown, 'right', 0.6),
      shaded(rect(-84, -198, 44, 26, 6), colour.terracotta, colour.brick, 'right', 0.6),
    ]),
    958,
    910,
    1.08,
    5,
  )
}

function stop(): string {
  return group([
    place(
      group([
        flat(ellipse(20, 6, 150, 16), colour.pine, 0.4),
        line('M-96 0L-96 -250', colour.brown, 12),
        shaded(ellipse(-96, -270, 46), colour.mustard, colour.brick, 'right', 0.6),
        flat(rect(-122, -284, 52, 28, 8), colour.white),
        shaded(rect(-30, -66, 190, 20, 8), colour.wheat, colour.brown, 'right', 0.6),
        line('M-8 -46v44M140 -46v44', colour.brown, 12),
      ]),
      1370,
      1010,
      1,
    ),
    place(
      legs(colour.plum, 240, 330, colour.cocoa, 30) +
        torso({
          top: colour.terracotta,
          shade: colour.plum,
          length: 262,
          breadth: 0.86,
          collar: colour.cream,
        }) +
        head({ hair: 'perm', hairColour: '#c9c0b4', look: -0.8, eyes: 'smile', skin: 'warm' }) +
        arm([-66, 52], [-124, 96], [-152, -6], colour.terracotta, 'warm', true, 36) +
        arm([68, 52], [92, 130], [72, 206], colour.terracotta, 'warm', true, 36) +
        place(
          line('M-24 -50Q0 -96 24 -50', colour.brown, 7) +
            shaded('M-40 -50H40L32 18H-32Z', colour.wheat, colour.brown, 'right', 0.7),
          74,
          262,
        ),
      1440,
      806,
      0.6,
    ),
  ])
}

function persimmon(): string {
  const random = chance(5)
  const leaf = (x: number, y: number, turn: number, fill: string) =>
    place(flat('M0 0C26 -30 66 -26 88 0C66 22 26 24 0 0Z', fill), x, y, 0.9, turn)
  const fruit = (x: number, y: number) =>
    group([
      line(`M${x} ${y - 24}Q${x - 4} ${y - 50} ${x - 14} ${y - 84}`, colour.cocoa, 7),
      shaded(ellipse(x, y, 34, 31), '#e98a3a', colour.brick, 'right', 0.75),
      flat(
        `M${x - 20} ${y - 26}Q${x} ${y - 14} ${x + 20} ${y - 26}Q${x} ${y - 40} ${x - 20} ${y - 26}Z`,
        colour.forest,
      ),
      flat(ellipse(x - 12, y - 6, 6, 9), '#fbd59a', 0.8),
    ])
  const leaves = Array.from({ length: 34 }, (_, i) =>
    leaf(
      -30 + random() * 470,
      -20 + random() * (240 - i * 2),
      random() * 360,
      [colour.brick, colour.terracotta, colour.mustard, colour.forest][i % 4]!,
    ),
  )
  return group([
    line(
      'M-40 -20C120 40 230 60 420 40M90 36C150 110 210 150 300 170M-30 150C60 190 110 230 130 300',
      colour.cocoa,
      18,
    ),
    ...leaves,
    ...(
      [
        [118, 180],
        [226, 130],
        [306, 262],
        [404, 126],
        [40, 250],
        [140, 382],
      ] as const
    ).map(([x, y]) => fruit(x, y)),
  ])
}

function cosmos(): string {
  const random = chance(9)
  return group(
    Array.from({ length: 26 }, (_, i) => {
      const x = 10 + random() * 640
      const y = 1010 + random() * 60 - (i % 4) * 34
      const petal = [colour.blush, colour.white, colour.terracotta][i % 3]!
      const size = 0.8 + random() * 0.5
      return (
        line(`M${x} ${y}Q${x + 10} ${y + 50} ${x - 4} 1090`, colour.pine, 5) +
        place(
          [0, 60, 120, 180, 240, 300]
            .map((turn) => place(flat(ellipse(0, -15, 9, 13), petal), 0, 0, 1, turn))
            .join('') + flat(ellipse(0, 0, 8), colour.mustard),
          x,
          y,
          size,
        )
      )
    }),
  )
}
