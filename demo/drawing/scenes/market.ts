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
import { arm, head, legs, torso, type Head } from '../people'

/** A market street at dusk, awnings on both sides, lights between them. */
export function market(): string {
  return sheet(colour.navy, [
    sky(),
    farEnd(),
    sides(),
    ground(),
    lights(),
    farPeople(),
    leftStall(),
    rightStall(),
    shopper(),
    boy(),
  ])
}

function sky(): string {
  const d = rect(-20, -20, 1640, 800)
  return group([
    flat(d, '#56788f'),
    spray(d, '#f2b98a', 'bottom', 1, 0.05),
    spray(d, colour.navy, 'top', 0.9, 0.35),
    glow(800, 560, 460, '#ffe1a6', 0.95),
    ...(
      [
        [560, 90],
        [700, 150],
        [930, 70],
        [1030, 170],
        [820, 120],
        [640, 40],
        [1100, 60],
      ] as const
    ).map(([x, y]) => flat(ellipse(x, y, 4), colour.cream, 0.9)),
    flat('M1120 36a44 44 0 1 0 40 62a36 36 0 1 1 -40 -62Z', '#fff0c8'),
  ])
}

function farEnd(): string {
  return group([
    shaded('M560 600Q700 520 800 560Q900 510 1040 600V740H560Z', colour.blue, '#f2b98a', 'bottom', 0.9),
    shaded(rect(640, 500, 120, 220), colour.plum, colour.navy, 'left', 0.5),
    shaded(rect(860, 480, 120, 240), colour.plum, colour.navy, 'right', 0.5),
    ...[664, 706, 884, 926].map((x, i) => flat(rect(x, 540 + (i % 2) * 30, 26, 30, 3), '#ffdf98')),
    line('M690 716V470Q800 404 910 470V716', colour.brick, 24),
    line('M682 716V474', colour.apricot, 5, 0.6),
    flat(ellipse(800, 440, 30), colour.mustard),
  ])
}

/** One row of shop fronts, drawn for the left side and mirrored for the right. */
function row(tones: string[]): string {
  const fronts = [
    { x0: -20, x1: 250, t0: 60, t1: 236, b0: 1000, b1: 860 },
    { x0: 250, x1: 440, t0: 236, t1: 350, b0: 860, b1: 790 },
    { x0: 440, x1: 580, t0: 350, t1: 430, b0: 790, b1: 744 },
    { x0: 580, x1: 680, t0: 430, t1: 484, b0: 744, b1: 716 },
  ]
  return group(
    fronts.map(({ x0, x1, t0, t1, b0, b1 }, i) => {
      const wallShape = polygon([x0, t0], [x1, t1], [x1, b1], [x0, b0])
      const mid0 = t0 + (b0 - t0) * 0.36
      const mid1 = t1 + (b1 - t1) * 0.36
      const w = x1 - x0
      const opening = polygon(
        [x0 + w * 0.08, mid0 + 8],
        [x1 - w * 0.08, mid1 + 4],
        [x1 - w * 0.08, b1 - 8],
        [x0 + w * 0.08, b0 - 14],
      )
      const drop = 0.42
      const out = w * drop
      const fill = tones[i]!
      const stripes = Array.from({ length: 6 }, (_, n) => {
        const at = (f: number) => ({ x: x0 + w * f, y: mid0 + (mid1 - mid0) * f })
        const a = at(n / 6)
        const b = at((n + 1) / 6)
        const h = (b0 - t0) * 0.15 * (1 - i * 0.04)
        return shaded(
          `M${a.x} ${a.y - h * 0.5}L${b.x} ${b.y - h * 0.5}L${b.x + out * 0.5} ${b.y + h}Q${(a.x + b.x) / 2 + out * 0.5} ${(a.y + b.y) / 2 + h * 1.5} ${a.x + out * 0.5} ${a.y + h}Z`,
          n % 2 ? colour.cream : fill,
          n % 2 ? colour.brown : colour.plum,
          'bottom',
          0.5,
        )
      })
      const panes = [0.2, 0.56].map((f) => {
        const y = t0 + (t1 - t0) * f + (b0 - t0) * 0.09
        return flat(rect(x0 + w * f, y, w * 0.22, (b0 - t0) * 0.13, 4), i % 2 ? '#ffdf98' : '#6e8c98')
      })
      return group([
        shaded(
          wallShape,
          [colour.terracotta, '#b98565', colour.brick, colour.plum][i]!,
          colour.navy,
          'left',
          0.65,
        ),
        ...panes,
        flat(opening, '#ffd88c'),
        inside(opening, [
          glow((x0 + x1) / 2, (mid0 + b0) / 2, w * 0.8, '#fff3cf', 0.9),
          ...[0.3, 0.52, 0.74].map((f) =>
            line(
              `M${x0} ${mid0 + (b0 - mid0) * f}L${x1} ${mid1 + (b1 - mid1) * f}`,
              colour.brown,
              9 - i * 1.5,
            ),
          ),
          ...Array.from({ length: 9 }, (_, n) =>
            flat(
              ellipse(
                x0 + w * (0.12 + n * 0.1),
                mid0 + (b0 - mid0) * 0.27 - (mid0 - mid1) * (0.1 + n * 0.1) * 0.2 + n * 2,
                10 - i,
                16 - i * 2,
              ),
              [colour.brick, colour.forest, colour.mustard][n % 3]!,
            ),
          ),
        ]),
        ...stripes,
      ])
    }),
  )
}

function sides(): string {
  return group([
    row([colour.mustard, colour.forest, colour.mustard, colour.teal]),
    place(row([colour.teal, colour.mustard, colour.brick, colour.mustard]), 1600, 0, 1, 0, true),
  ])
}

function ground(): string {
  const d = polygon([680, 716], [920, 716], [1640, 1010], [1640, 1100], [-20, 1100], [-20, 1010])
  return group([
    flat(d, '#b98a68'),
    spray(d, colour.plum, 'bottom', 0.7, 0.1),
    inside(d, [
      glow(800, 770, 380, '#ffe6b0', 0.9),
      ...[760, 806, 868, 950, 1050].map((y) => line(`M-20 ${y}H1640`, colour.plum, 4, 0.25)),
      ...[-400, 60, 360, 620, 800, 980, 1240, 1540, 2000].map((x) =>
        line(`M${800 + (x - 800) * 0.16} 716L${x} 1100`, colour.plum, 4, 0.25),
      ),
    ]),
  ])
}

function lights(): string {
  const string_ = (x0: number, y0: number, x1: number, y1: number, sag: number, count: number, r: number) => {
    const mx = (x0 + x1) / 2
    const my = (y0 + y1) / 2 + sag
    const bulbs = Array.from({ length: count }, (_, i) => {
      const t = (i + 0.5) / count
      const x = (1 - t) ** 2 * x0 + 2 * t * (1 - t) * mx + t * t * x1
      const y = (1 - t) ** 2 * y0 + 2 * t * (1 - t) * my + t * t * y1
      return glow(x, y + r, r * 4.4, '#ffe9b0', 0.75) + flat(ellipse(x, y + r, r, r * 1.2), '#fff3cf')
    })
    return group([line(`M${x0} ${y0}Q${mx} ${my} ${x1} ${y1}`, colour.cocoa, 4), ...bulbs])
  }
  return group([
    string_(560, 420, 1040, 420, 70, 7, 7),
    string_(380, 300, 1220, 310, 120, 8, 11),
    string_(120, 130, 1480, 140, 190, 9, 16),
  ])
}

function small(x: number, y: number, s: number, h: Head, top: string, trousers: string): string {
  return place(legs(trousers, 240, 370) + torso({ top, shade: colour.plum, length: 262 }) + head(h), x, y, s)
}

function farPeople(): string {
  return group([
    flat(ellipse(764, 792, 40, 6), colour.plum, 0.4),
    flat(ellipse(880, 806, 44, 6), colour.plum, 0.4),
    small(764, 656, 0.33, { hair: 'bob', away: true, hairColour: '#38272a' }, colour.sky, colour.navy),
    small(836, 664, 0.32, { hair: 'crop', away: true, skin: 'tan' }, colour.cream, colour.brown),
    small(
      884,
      652,
      0.37,
      { hair: 'perm', hairColour: '#bcb3a8', look: -0.4, eyes: 'smile' },
      colour.mustard,
      colour.plum,
    ),
  ])
}

function crate(x: number, y: number, w: number, h: number, goods: string): string {
  return group([
    goods,
    shaded(rect(x, y, w, h, 6), colour.wheat, colour.brown, 'right', 0.6),
    line(`M${x + 8} ${y + h / 2}H${x + w - 8}`, colour.brown, 5, 0.6),
    flat(rect(x + 12, y, 10, h), colour.brown, 0.35),
    flat(rect(x + w - 22, y, 10, h), colour.brown, 0.35),
  ])
}

function round(x: number, y: number, w: number, r: number, fill: string, shade: string, rows = 2): string {
  const count = Math.floor(w / (r * 1.7))
  return Array.from({ length: rows }, (_, j) =>
    Array.from({ length: count - (rows - 1 - j) }, (_, i) =>
      shaded(
        ellipse(x + r + 8 + (i + (rows - 1 - j) * 0.5) * r * 1.7, y - r * 0.3 - (rows - 1 - j) * r * 1.15, r),
        fill,
        shade,
        'right',
        0.65,
      ),
    ).join(''),
  ).join('')
}

function cabbage(x: number, y: number, s: number): string {
  return place(
    shaded(
      'M-44 30C-64 -10 -40 -66 0 -70C40 -66 64 -10 44 30Q0 46 -44 30Z',
      colour.leaf,
      colour.forest,
      'right',
      0.7,
    ) +
      flat('M-20 34C-34 0 -22 -46 0 -60C22 -46 34 0 20 34Q0 40 -20 34Z', colour.white, 0.85) +
      line('M0 34V-30M-10 34Q-20 0 -10 -28M10 34Q20 0 10 -28', colour.leaf, 4),
    x,
    y,
    s,
  )
}

function leftStall(): string {
  return group([
    place(
      torso({ top: colour.blue, shade: colour.navy, apron: colour.brick, length: 300 }) +
        head({ hair: 'perm', hairColour: colour.cocoa, look: 0.6, eyes: 'smile', skin: 'warm' }) +
        arm([-76, 50], [-110, 150], [-60, 220], colour.blue, 'warm') +
        arm([76, 50], [130, 130], [196, 116], colour.blue, 'warm'),
      246,
      584,
      1.14,
    ),
    cabbage(474, 704, 0.7),
    shaded(rect(-20, 800, 560, 40), colour.brown, colour.cocoa, 'right', 0.6),
    crate(-10, 770, 170, 90, round(-10, 770, 170, 26, '#e98a3a', colour.brick)),
    crate(176, 782, 176, 90, [210, 262, 316].map((x) => cabbage(x, 762, 0.62)).join('')),
    crate(366, 776, 180, 94, round(366, 776, 180, 22, colour.brick, colour.plum, 3)),
    shaded(
      polygon([-20, 862], [560, 862], [540, 1080], [-20, 1080]),
      colour.forest,
      colour.pine,
      'right',
      0.7,
    ),
    line('M-20 900H556', colour.leaf, 5, 0.4),
    crate(
      20,
      960,
      210,
      120,
      [64, 104, 146, 188]
        .map(
          (x, i) =>
            line(`M${x} 960Q${x + 6} 900 ${x - 8 + i * 5} 856`, colour.white, 20) +
            line(
              `M${x - 8 + i * 5} 880Q${x - 30} 840 ${x - 20} 806M${x - 8 + i * 5} 880Q${x + 20} 840 ${x + 10} 800`,
              colour.forest,
              12,
            ),
        )
        .join(''),
    ),
    crate(256, 980, 220, 110, round(256, 980, 220, 28, colour.wheat, colour.brown)),
  ])
}

function rightStall(): string {
  return group([
    place(
      torso({ top: colour.cream, shade: colour.brown, apron: colour.teal, length: 300 }) +
        head({
          hair: 'cap',
          hairColour: colour.cocoa,
          cloth: colour.brick,
          look: -0.6,
          eyes: 'open',
          skin: 'deep',
          beard: true,
        }) +
        arm([76, 50], [112, 150], [60, 214], colour.cream, 'deep') +
        arm([-76, 50], [-106, 150], [-70, 214], colour.cream, 'deep'),
      1396,
      596,
      1.1,
    ),
    crate(1080, 790, 160, 84, round(1080, 790, 160, 20, colour.plum, colour.navy, 2)),
    crate(
      1256,
      784,
      166,
      90,
      [1292, 1340, 1388]
        .map((x, i) =>
          shaded(
            `M${x - 26} 790Q${x} ${690 + (i % 2) * 14} ${x + 26} 790Z`,
            [colour.mustard, colour.brick, colour.wheat][i]!,
            colour.plum,
            'right',
            0.6,
          ),
        )
        .join(''),
    ),
    crate(1438, 778, 180, 96, round(1438, 778, 180, 26, colour.leaf, colour.forest)),
    shaded(
      polygon([1060, 866], [1640, 866], [1640, 1080], [1084, 1080]),
      colour.plum,
      colour.navy,
      'right',
      0.7,
    ),
    line('M1070 904H1640', colour.blush, 5, 0.35),
    crate(1380, 976, 220, 110, round(1380, 976, 220, 24, colour.terracotta, colour.plum)),
    place(
      shaded('M-70 -150H70L56 0H-56Z', colour.cream, colour.brown, 'right', 0.6) +
        shaded('M-70 -150Q0 -196 70 -150Q0 -130 -70 -150Z', colour.terracotta, colour.brick, 'right', 0.5),
      1260,
      1076,
    ),
  ])
}

function shopper(): string {
  return group([
    flat(ellipse(690, 1050, 120, 14), colour.plum, 0.45),
    place(
      group([
        legs(colour.plum, 240, 390, colour.cocoa, 30),
        torso({ top: colour.mustard, shade: colour.brick, length: 272, collar: colour.cream, breadth: 0.9 }),
        head({ hair: 'bun', hairColour: '#38272a', look: -0.7, eyes: 'smile', skin: 'light' }),
        arm([-66, 52], [-116, 130], [-170, 96], colour.mustard, 'light', true),
        arm([66, 52], [100, 150], [88, 214], colour.mustard, 'light', true),
        place(
          line('M-46 -40Q0 -130 46 -40', colour.brown, 9) +
            [-30, 0, 28]
              .map((x, i) =>
                line(
                  `M${x} -40Q${x + 4} -90 ${x + (i - 1) * 16} -120`,
                  [colour.forest, colour.leaf, colour.sage][i]!,
                  17,
                ),
              )
              .join('') +
            shaded('M-74 -46H74L56 50H-56Z', colour.wheat, colour.brown, 'right', 0.65) +
            line('M-66 -18H66M-62 10H62', colour.brown, 5, 0.5),
          88,
          262,
        ),
        flat(ellipse(88, 212, 17), '#f3cba6'),
      ]),
      690,
      640,
      1,
    ),
    cabbage(514, 726, 0.66),
  ])
}

function boy(): string {
  return group([
    flat(ellipse(914, 1060, 90, 12), colour.plum, 0.45),
    place(
      group([
        legs(colour.navy, 190, 280, colour.brick, 32),
        torso({ top: colour.white, stripes: colour.teal, shade: colour.brown, length: 212, breadth: 0.86 }),
        head({ hair: 'mop', hairColour: colour.cocoa, look: 0.6, eyes: 'open', skin: 'warm' }),
        arm([-64, 52], [-96, 130], [-72, 190], colour.white, 'warm', false, 34),
        arm([64, 52], [108, 120], [120, 50], colour.white, 'warm', false, 34),
        shaded(ellipse(124, 26, 26), colour.brick, colour.plum, 'right', 0.6) +
          line('M124 2q4 -14 14 -16', colour.forest, 5),
      ]),
      914,
      790,
      0.86,
    ),
  ])
}
