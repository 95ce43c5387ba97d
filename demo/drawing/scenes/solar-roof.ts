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
import { arm, head, legs, torso } from '../people'

/** A school roof at noon: rows of panels, two members on their round, the town below. */
export function solarRoof(): string {
  return sheet(colour.sky, [sky(), town(), wing(), trees(), roof(), panels(), members(), parapet()])
}

function sky(): string {
  const d = rect(0, 0, 1600, 640)
  return group([
    flat(d, '#bfd8d6'),
    spray(d, '#f9e6bd', 'bottom', 0.95, 0.15),
    spray(d, colour.blue, 'top', 0.5, 0.4),
    glow(1270, 190, 430, '#fff3c8', 0.95),
    flat(ellipse(1270, 190, 88), '#fff4d0'),
    ...Array.from({ length: 16 }, (_, i) => {
      const a = (i / 16) * Math.PI * 2
      return line(
        `M${1270 + Math.cos(a) * 122} ${190 + Math.sin(a) * 122}L${1270 + Math.cos(a) * (i % 2 ? 150 : 172)} ${190 + Math.sin(a) * (i % 2 ? 150 : 172)}`,
        colour.wheat,
        9,
        0.8,
      )
    }),
    ...(
      [
        [330, 150, 1.1],
        [760, 96, 0.7],
        [960, 250, 0.55],
      ] as const
    ).map(([x, y, s]) =>
      place(
        shaded(
          'M-150 0Q-146 -40 -92 -38Q-66 -92 4 -76Q54 -100 88 -50Q150 -52 158 0Z',
          colour.white,
          colour.sky,
          'bottom',
          0.7,
        ),
        x,
        y,
        s,
      ),
    ),
  ])
}

function town(): string {
  const random = chance(21)
  const houses = Array.from({ length: 26 }, (_, i) => {
    const x = i * 66 - 30 + random() * 18
    const h = 40 + random() * 60
    const w = 84 + random() * 40
    const y = 590 - (i % 3) * 34
    const fill = [colour.cream, colour.blush, colour.sand, colour.white, colour.apricot][i % 5]!
    const roofFill = [colour.brick, colour.teal, colour.terracotta, colour.navy][i % 4]!
    return group([
      shaded(rect(x, y - h, w, h + 120), fill, colour.brown, 'right', 0.4),
      i % 3
        ? flat(polygon([x - 8, y - h], [x + w / 2, y - h - 40], [x + w + 8, y - h]), roofFill)
        : flat(rect(x - 4, y - h - 8, w + 8, 12), roofFill),
      ...[0, 1, 2].map((n) => flat(rect(x + 14 + n * 24, y - h + 18, 13, 17), colour.blue, 0.75)),
    ])
  })
  return group([
    shaded(
      'M-20 420C200 300 360 320 520 380C700 280 880 320 1020 370C1200 300 1400 330 1640 390L1640 600L-20 600Z',
      '#98b6b0',
      '#f6e0b4',
      'bottom',
      0.8,
    ),
    shaded(
      'M-20 480C260 400 520 420 760 450C1000 400 1300 410 1640 460L1640 640L-20 640Z',
      colour.sage,
      colour.leaf,
      'bottom',
      0.7,
    ),
    ...houses,
  ])
}

function wing(): string {
  return group([
    shaded(rect(-20, 330, 560, 360), colour.terracotta, colour.brick, 'right', 0.75),
    ...Array.from({ length: 9 }, (_, i) => line(`M-20 ${366 + i * 38}H540`, colour.brick, 3, 0.35)),
    shaded(rect(-30, 306, 590, 34, 4), colour.cream, colour.brown, 'right', 0.5),
    ...[40, 160, 280, 400].map((x) =>
      group([
        flat(rect(x - 8, 382, 96, 136, 6), colour.cream),
        shaded(rect(x, 390, 80, 120, 3), '#8fb4ba', colour.teal, 'corner', 0.8),
        line(`M${x + 40} 390v120M${x} 450h80`, colour.cream, 6),
      ]),
    ),
    line('M470 306V150', colour.cocoa, 8),
    shaded('M474 152Q540 150 620 190Q540 208 474 226Z', colour.mustard, colour.brick, 'right', 0.5),
    flat(polygon([120, 312], [150, 200], [314, 200], [344, 312]), colour.cream),
    shaded('M130 206Q232 120 334 206Z', colour.teal, colour.navy, 'right', 0.6),
    flat(ellipse(232, 252, 54), colour.brown),
    flat(ellipse(232, 252, 42), colour.white),
    line('M232 252V222M232 252L254 262', colour.navy, 7),
  ])
}

function trees(): string {
  return group(
    [590, 676, 1490, 1570, 1400].map((x, i) =>
      group([
        line(`M${x} 660v-60`, colour.brown, 12),
        shaded(
          ellipse(x, 570 - (i % 2) * 20, 58, 74),
          i % 2 ? colour.forest : colour.sage,
          colour.pine,
          'right',
          0.7,
        ),
      ]),
    ),
  )
}

const edge = polygon([-20, 690], [540, 640], [1640, 640], [1640, 1100], [-20, 1100])

function roof(): string {
  return group([
    flat(edge, '#e5d2b4'),
    spray(edge, colour.brown, 'right', 0.45, 0.2),
    spray(edge, '#fff1d0', 'left', 0.6, 0.4),
    shaded(
      polygon([-20, 676], [540, 626], [1640, 626], [1640, 656], [540, 656], [-20, 706]),
      colour.cream,
      colour.brown,
      'right',
      0.4,
    ),
    inside(edge, [
      line(
        'M-20 800L1640 724M-20 940L1640 852M-20 1060L1640 990M300 640L120 1100M760 640L720 1100M1220 640L1320 1100',
        colour.brown,
        3,
        0.25,
      ),
    ]),
  ])
}

function panel(x: number, y: number, s: number): string {
  const face = 'M0 0L56 -150L236 -150L200 0Z'
  return place(
    group([
      flat('M12 10L206 10L290 34L84 34Z', colour.plum, 0.3),
      line('M30 0V26M180 0V26M214 -110L226 20', colour.brown, 8),
      shaded(face, colour.navy, colour.blue, 'top', 0.85),
      inside(face, [
        line('M19 -50H220M37 -100H232M67 0L112 -150M134 0L172 -150', colour.sky, 4, 0.8),
        flat('M40 0L110 -150L140 -150L84 0Z', colour.white, 0.2),
        flat('M104 0L166 -150L178 -150L124 0Z', colour.white, 0.16),
      ]),
      line(face, colour.mist, 6),
    ]),
    x,
    y,
    s,
  )
}

function panels(): string {
  return group([
    ...[560, 752, 944, 1136, 1328].map((x) => panel(x, 772, 0.92)),
    ...[330, 572, 1176, 1418].map((x) => panel(x, 908, 1.16)),
    ...[40, 340].map((x) => panel(x, 1076, 1.44)),
    ...[1226, 1526].map((x) => panel(x, 1076, 1.44)),
  ])
}

function members(): string {
  const vest = (fill: string) =>
    line('M-52 10L-40 250M52 10L40 250', fill, 17) + line('M-92 150H92', fill, 15, 0.9)
  return group([
    flat(ellipse(930, 1040, 190, 20), colour.plum, 0.35),
    place(
      group([
        legs(colour.navy, 250, 410, colour.brown, 36),
        torso({ top: colour.mustard, shade: colour.brick, length: 276, collar: colour.white }),
        vest(colour.white),
        head({
          hair: 'cap',
          hairColour: colour.cocoa,
          cloth: colour.white,
          look: 0.7,
          eyes: 'smile',
          skin: 'tan',
        }),
        arm([76, 52], [134, 108], [196, 40], colour.mustard, 'tan', true),
        arm([-76, 52], [-108, 150], [-60, 214], colour.mustard, 'tan', true),
      ]),
      862,
      704,
      0.74,
    ),
    place(
      group([
        legs(colour.plum, 250, 410, colour.cocoa, 36),
        torso({
          top: colour.terracotta,
          shade: colour.plum,
          length: 276,
          collar: colour.white,
          breadth: 0.92,
        }),
        vest(colour.white),
        head({
          hair: 'cap',
          hairColour: '#39292c',
          full: true,
          cloth: colour.cream,
          look: 0.45,
          eyes: 'open',
          skin: 'light',
        }),
        arm([70, 52], [104, 150], [40, 176], colour.terracotta, 'light', true),
        place(
          shaded(rect(-44, -34, 104, 74, 8), colour.brown, colour.cocoa, 'right', 0.5) +
            flat(rect(-36, -26, 88, 58, 4), colour.white) +
            line('M-24 -10H34M-24 6H34M-24 20H10', colour.blue, 5),
          0,
          184,
          1,
          -8,
        ),
        arm([-70, 52], [-104, 150], [-44, 190], colour.terracotta, 'light', true),
      ]),
      1050,
      716,
      0.74,
    ),
  ])
}

function parapet(): string {
  return group([
    place(
      flat(ellipse(0, 4, 60, 9), colour.plum, 0.35) +
        shaded('M-40 -84H40L32 0H-32Z', colour.blue, colour.navy, 'right', 0.7) +
        line('M-40 -84C-36 -130 36 -130 40 -84', colour.navy, 7) +
        line('M14 -84L46 -190', colour.wheat, 11) +
        flat('M28 -180L74 -190L82 -160L36 -152Z', colour.cream),
      700,
      1044,
    ),
  ])
}
