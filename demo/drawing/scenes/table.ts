import {
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
import { arm, head, person, torso } from '../people'

/** Neighbours of three generations around one table. */
export function table(): string {
  return sheet(colour.sage, [room(), farSide(), board(), things(), nearSide()])
}

function room(): string {
  const wall = rect(0, 0, 1600, 1067)
  const arch = (x: number) => `M${x} 470V220C${x} 60 ${x + 300} 60 ${x + 300} 220V470Z`
  const outlook = (x: number, mirrored = false) =>
    group([
      flat(`M${x - 18} 488V220C${x - 18} 36 ${x + 318} 36 ${x + 318} 220V488Z`, colour.white),
      inside(arch(x), [
        flat(arch(x), '#f9e3b6'),
        spray(arch(x), colour.apricot, 'bottom', 0.8),
        glow(x + 210, 210, 170, '#fff4d2', 0.95),
        flat(`M${x - 20} 400Q${x + 120} 300 ${x + 330} 380V480H${x - 20}Z`, colour.blue),
        flat(`M${x - 20} 440Q${x + 170} 380 ${x + 330} 424V480H${x - 20}Z`, colour.teal),
        mirrored
          ? ''
          : line(
              `M${x + 60} 480V250M${x + 60} 330L${x + 110} 270M${x + 60} 380L${x + 16} 320`,
              colour.brown,
              12,
            ),
        ...(mirrored
          ? ([
              [250, 380, 60],
              [196, 420, 46],
              [300, 430, 60],
              [60, 440, 44],
              [20, 420, 50],
            ] as const)
          : ([
              [60, 220, 74],
              [118, 254, 52],
              [10, 292, 54],
              [84, 300, 40],
            ] as const)
        ).map(([dx, dy, r], i) =>
          shaded(
            ellipse(x + dx, dy, r),
            [colour.mustard, colour.terracotta, colour.wheat, colour.apricot][i % 4]!,
            colour.brick,
            'right',
            0.55,
          ),
        ),
      ]),
      line(`M${x + 150} 90V470M${x} 280H${x + 300}`, colour.white, 12),
      shaded(rect(x - 34, 474, 368, 24, 8), colour.cream, colour.brown, 'bottom', 0.5),
    ])
  return group([
    flat(wall, '#8fa98a'),
    spray(wall, colour.forest, 'right', 0.75, 0.2),
    spray(wall, '#f2dfae', 'left', 0.4, 0.4),
    outlook(120),
    outlook(1180, true),
    ...[640, 760, 900].map((x, i) =>
      group([
        shaded(
          rect(x, 190 + (i % 2) * 26, 96, 116, 4),
          [colour.cream, colour.blush, colour.sky][i]!,
          colour.brown,
          'right',
          0.35,
        ),
        line(
          `M${x + 18} ${228 + (i % 2) * 26}h60M${x + 18} ${252 + (i % 2) * 26}h44M${x + 18} ${276 + (i % 2) * 26}h52`,
          colour.teal,
          6,
          0.6,
        ),
        flat(ellipse(x + 48, 194 + (i % 2) * 26, 8), colour.brick),
      ]),
    ),
    glow(800, 430, 560, '#ffeab4', 0.55),
    line('M800 0V96', colour.cocoa, 6),
    flat(ellipse(800, 172, 34, 20), '#fff3cf'),
    shaded(
      'M690 170C698 110 750 86 800 86C850 86 902 110 910 170Z',
      colour.brick,
      colour.plum,
      'right',
      0.75,
    ),
  ])
}

function farSide(): string {
  return group([
    person(
      { x: 330, y: 540, scale: 1.3 },
      { hair: 'perm', hairColour: '#bcb3a8', look: 0.8, eyes: 'smile', skin: 'light', glasses: true },
      { top: colour.plum, shade: colour.cocoa, collar: colour.blush, length: 270 },
      arm([76, 52], [112, 150], [70, 190], colour.plum, 'light', true),
    ),
    person(
      { x: 600, y: 500, scale: 1.26 },
      { hair: 'short', hairColour: colour.cocoa, look: 0.5, eyes: 'open', skin: 'tan', beard: true },
      { top: colour.cream, shade: colour.brown, stripes: colour.blue, length: 280 },
      arm([-76, 52], [-106, 140], [-40, 196], colour.cream, 'tan'),
    ),
    person(
      { x: 870, y: 496, scale: 1.26 },
      { hair: 'bob', hairColour: '#2e2730', look: -0.2, eyes: 'smile', skin: 'light' },
      { top: colour.mustard, shade: colour.brick, length: 280 },
      arm([-76, 52], [-128, 96], [-134, -14], colour.mustard, 'light', true) +
        arm([76, 52], [108, 140], [50, 196], colour.mustard, 'light', true),
    ),
    person(
      { x: 1090, y: 570, scale: 0.98 },
      { hair: 'mop', hairColour: colour.cocoa, look: -0.6, eyes: 'open', skin: 'warm' },
      { top: colour.terracotta, shade: colour.plum, length: 280 },
      arm([-76, 52], [-112, 150], [-60, 196], colour.terracotta, 'warm'),
    ),
    person(
      { x: 1300, y: 544, scale: 1.3 },
      { hair: 'bald', hairColour: '#d8d0c4', look: -0.8, eyes: 'down', skin: 'warm' },
      { top: colour.teal, shade: colour.navy, collar: colour.white, length: 270 },
      arm([-76, 52], [-110, 150], [-60, 188], colour.teal, 'warm', true),
    ),
  ])
}

function board(): string {
  return group([
    flat(ellipse(800, 960, 690, 210), colour.plum, 0.5),
    flat(ellipse(800, 930, 680, 206), colour.brown),
    shaded(ellipse(800, 906, 680, 204), colour.apricot, colour.brick, 'right', 0.6),
    inside(ellipse(800, 906, 680, 204), [
      glow(760, 860, 480, '#ffe6b8', 0.75),
      line(
        'M100 860Q800 810 1500 870M120 940Q800 900 1480 960M240 1030Q800 990 1360 1040',
        colour.terracotta,
        5,
        0.35,
      ),
    ]),
  ])
}

function cup(x: number, y: number, fill: string): string {
  return place(
    flat(ellipse(4, 22, 46, 12), colour.brick, 0.45) +
      line('M30 -14q26 0 22 18q-4 14 -26 10', fill, 8) +
      shaded('M-34 -26h68l-8 46q-4 8 -26 8t-26 -8Z', fill, colour.navy, 'right', 0.45) +
      flat(ellipse(0, -26, 34, 10), colour.cocoa) +
      flat(ellipse(0, -24, 28, 7), colour.mustard),
    x,
    y,
  )
}

function things(): string {
  const sheetOf = (x: number, y: number, turn: number) =>
    place(
      flat('M-84 -22L64 -32L92 26L-70 40Z', colour.white) +
        line('M-56 -8L44 -14M-52 8L56 2M-48 22L24 18', colour.blue, 5, 0.7),
      x,
      y,
      1,
      turn,
    )
  const tangerine = (x: number, y: number) =>
    shaded(ellipse(x, y, 27, 25), '#ec9440', colour.brick, 'right', 0.7) +
    flat(ellipse(x + 2, y - 22, 8, 4), colour.forest)
  return group([
    sheetOf(560, 866, -4),
    sheetOf(1010, 872, 7),
    place(
      flat(ellipse(6, 54, 96, 18), colour.brick, 0.45) +
        line('M66 -6Q122 -20 112 -62', colour.white, 20) +
        line('M-64 -30Q-120 -20 -104 26Q-96 44 -66 34', colour.white, 14) +
        shaded(
          'M-70 -16C-80 44 -50 62 0 62C50 62 80 44 70 -16C60 -48 -60 -48 -70 -16Z',
          colour.white,
          colour.blue,
          'right',
          0.7,
        ) +
        shaded('M-44 -40Q0 -70 44 -40Q0 -30 -44 -40Z', colour.sky, colour.navy, 'right', 0.5) +
        flat(ellipse(0, -62, 11), colour.teal) +
        line('M-40 16Q-10 -6 0 18T40 14', colour.blue, 7),
      790,
      850,
    ),
    cup(400, 842, colour.white),
    cup(662, 936, colour.sky),
    cup(950, 950, colour.blush),
    cup(1190, 846, colour.white),
    place(
      flat(ellipse(4, 40, 110, 18), colour.brick, 0.45) +
        shaded('M-100 -4h200q-10 50 -70 52h-60q-60 -2 -70 -52Z', colour.teal, colour.navy, 'right', 0.7),
      800,
      996,
    ),
    tangerine(748, 972),
    tangerine(800, 966),
    tangerine(852, 974),
    tangerine(776, 944),
    tangerine(826, 942),
    flat(polygon([1096, 930], [1180, 944], [1160, 962], [1082, 946]), colour.wheat),
    line('M1080 968L1180 926', colour.navy, 8),
  ])
}

function nearSide(): string {
  return group([
    place(
      torso({ top: colour.navy, shade: '#101e28', length: 330, breadth: 1.05 }) +
        head({ hair: 'bun', hairColour: colour.cocoa, away: true, skin: 'warm', tilt: 4 }),
      286,
      870,
      1.72,
    ),
    place(
      torso({ top: colour.brick, shade: colour.plum, length: 330, breadth: 1.08 }) +
        head({ hair: 'crop', hairColour: '#3a2c2c', away: true, skin: 'tan', tilt: -5 }),
      1316,
      866,
      1.76,
    ),
  ])
}
