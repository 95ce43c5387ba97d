import { colour, ellipse, flat, glow, group, inside, line, place, rect, shaded, sheet, spray } from '../paint'
import { arm, head, torso } from '../people'

/** The tool library: a wall of tools, a chair on the bench, two people and a plane. */
export function workshop(): string {
  return sheet(colour.teal, [
    wall(),
    toolWall(),
    shelf(),
    lamp(),
    learners(),
    bench(),
    chair(),
    hands(),
    floor(),
  ])
}

function wall(): string {
  const d = rect(-20, -20, 1640, 1107)
  return group([
    flat(d, '#3f7177'),
    spray(d, colour.navy, 'right', 0.85, 0.2),
    spray(d, '#9cc0b4', 'left', 0.5, 0.35),
    glow(700, 330, 700, '#ffe3a6', 0.55),
  ])
}

const steel = (d: string) => shaded(d, colour.mist, colour.teal, 'right', 0.7)
const wood = (d: string) => shaded(d, colour.wheat, colour.brown, 'right', 0.7)
const red = (d: string) => shaded(d, colour.terracotta, colour.brick, 'right', 0.7)

const hammer = () => wood(rect(-9, -10, 18, 170, 8)) + steel('M-62 -34H40Q58 -34 62 -14L40 -6H-62Z')
const saw = () =>
  steel('M-10 0L190 30L190 54L-10 70Z') +
  line(
    'M-4 70l12 10l12 -12l12 10l12 -12l12 10l12 -12l12 10l12 -12l12 10l12 -12l12 10l12 -12',
    colour.mist,
    4,
  ) +
  wood('M-90 -16Q-96 84 -30 88L-4 76V-6Z') +
  flat(ellipse(-52, 34, 17, 24), '#3f7177')
const wrench = () =>
  steel(
    'M-14 10L-14 150Q-14 172 0 172Q14 172 14 150L14 10Q40 -6 36 -36Q32 -52 20 -60V-22L0 -10L-20 -22V-60Q-34 -50 -36 -36Q-40 -6 -14 10Z',
  )
const driver = (fill: string) =>
  shaded(rect(-17, -20, 34, 84, 15), fill, colour.plum, 'right', 0.6) + steel(rect(-6, 62, 12, 96, 4))
const pliers = () =>
  red('M-10 10Q-52 60 -38 160L-18 160Q-26 80 2 26Z') +
  red('M10 10Q52 60 38 160L18 160Q26 80 -2 26Z') +
  steel('M-24 -50Q-34 -8 -8 24L8 24Q34 -8 24 -50L6 -58V-10H-6V-58Z')
const drill = () =>
  shaded(
    'M-100 -30H60Q84 -30 84 -4V18Q84 34 66 34H-28L-14 130H-78L-92 34Q-112 30 -112 0Z',
    colour.mustard,
    colour.brick,
    'right',
    0.75,
  ) +
  flat(rect(-96, 126, 96, 44, 10), colour.navy) +
  steel('M84 -18L120 -10V12L84 20Z') +
  steel(rect(118, -4, 62, 9, 3)) +
  flat(rect(-84, -12, 74, 12, 6), colour.cream, 0.8)
const level = () =>
  shaded(rect(-120, -20, 240, 42, 8), colour.mustard, colour.brick, 'right', 0.6) +
  flat(rect(-26, -10, 52, 22, 8), colour.leaf) +
  line('M-6 -10v22M8 -10v22', colour.pine, 3)
const brushTool = () =>
  wood('M-10 0Q-16 80 -9 100H9Q16 80 10 0Z') +
  steel(rect(-26, -24, 52, 30, 3)) +
  shaded('M-26 -24H26L20 -84Q0 -96 -20 -84Z', colour.cream, colour.brown, 'right', 0.5)

function toolWall(): string {
  const board = rect(250, 70, 870, 470, 12)
  const dots = Array.from({ length: 14 }, (_, i) =>
    Array.from({ length: 7 }, (_, j) => flat(ellipse(290 + i * 62, 108 + j * 66, 4), colour.brown, 0.5)),
  ).flat()
  return group([
    flat(rect(262, 88, 870, 470, 12), colour.navy, 0.4),
    flat(board, '#e3c394'),
    spray(board, colour.brown, 'right', 0.55, 0.25),
    ...dots,
    place(saw(), 400, 138, 1.06),
    place(hammer(), 690, 160, 0.98),
    place(wrench(), 800, 176, 0.86),
    place(wrench(), 880, 176, 0.64),
    place(pliers(), 320, 370, 0.86),
    place(driver(colour.brick), 420, 340, 0.86),
    place(driver(colour.forest), 474, 340, 0.8),
    place(driver(colour.blue), 524, 340, 0.74),
    place(drill(), 1010, 170, 0.82),
    place(level(), 640, 480, 0.74),
    place(brushTool(), 984, 420, 0.86),
  ])
}

function shelf(): string {
  const box = (x: number, y: number, w: number, fill: string) =>
    shaded(rect(x, y - 74, w, 74, 6), fill, colour.cocoa, 'right', 0.5) +
    flat(rect(x + w / 2 - 26, y - 52, 52, 24, 4), colour.cream)
  const can = (x: number, y: number, fill: string) =>
    shaded(rect(x, y - 84, 70, 84, 6), colour.mist, colour.teal, 'right', 0.6) +
    flat(rect(x, y - 58, 70, 34), fill) +
    line(`M${x + 4} ${y - 84}q31 -52 62 0`, colour.navy, 4)
  return group([
    ...[240, 420].map((y) => shaded(rect(1190, y, 390, 18, 4), colour.brown, colour.cocoa, 'right', 0.6)),
    box(1204, 240, 116, colour.terracotta),
    box(1332, 240, 104, colour.blue),
    can(1452, 240, colour.mustard),
    place(
      group([
        shaded(rect(-86, -96, 172, 30, 12), colour.plum, colour.cocoa, 'right', 0.6),
        shaded('M40 -96H86V0H-86V-22H22V-66H40Z', colour.plum, colour.cocoa, 'right', 0.6),
        flat(rect(-80, -66, 24, 40, 4), colour.plum),
        line('M-68 -26V-8', colour.mist, 5),
        flat(ellipse(92, -74, 22), colour.wheat),
        flat(rect(-10, -120, 26, 26, 4), colour.mustard),
      ]),
      1310,
      420,
    ),
    can(1430, 420, colour.sage),
    can(1506, 420, colour.brick),
    place(
      line('M-44 0L-20 -500M44 0L20 -500', colour.wheat, 17) +
        [-420, -330, -240, -150, -60]
          .map((y) => line(`M${-38 - y * 0.04} ${y}H${38 + y * 0.04}`, colour.wheat, 13))
          .join(''),
      130,
      790,
      1.12,
      4,
    ),
  ])
}

function lamp(): string {
  return group([
    line('M700 -10V30', colour.cocoa, 6),
    glow(700, 170, 420, '#fff0c0', 0.55),
    flat(ellipse(700, 110, 34, 18), '#fff3cf'),
    shaded(
      'M596 106C606 44 650 22 700 22C750 22 794 44 804 106Z',
      colour.mustard,
      colour.brick,
      'right',
      0.7,
    ),
  ])
}

function learners(): string {
  return group([
    place(
      torso({
        top: colour.cream,
        shade: colour.brown,
        apron: colour.brown,
        length: 330,
        collar: colour.white,
      }) +
        head({
          hair: 'bald',
          hairColour: '#d8d0c4',
          look: 0.7,
          eyes: 'down',
          skin: 'warm',
          glasses: true,
          tilt: 8,
        }),
      480,
      510,
      1.42,
    ),
    place(
      torso({ top: colour.terracotta, shade: colour.plum, apron: colour.navy, length: 330 }) +
        head({ hair: 'long', hairColour: '#38272a', look: -0.75, eyes: 'open', skin: 'light', tilt: -7 }),
      1130,
      520,
      1.38,
    ),
  ])
}

function bench(): string {
  return group([
    shaded(rect(-20, 872, 1640, 54, 4), colour.apricot, colour.brick, 'right', 0.55),
    line('M-20 888H1640', colour.cream, 5, 0.35),
    shaded(rect(-20, 924, 1640, 160), colour.brown, colour.cocoa, 'bottom', 0.8),
    ...[360, 800, 1240].map((x) =>
      group([
        shaded(rect(x - 150, 954, 300, 90, 8), '#8c5639', colour.cocoa, 'right', 0.6),
        flat(rect(x - 40, 984, 80, 16, 8), colour.wheat),
      ]),
    ),
  ])
}

function chair(): string {
  return place(
    group([
      flat(ellipse(10, 6, 190, 14), colour.brick, 0.45),
      line('M-104 -160L-126 0M104 -160L126 0', colour.brown, 26),
      line('M-70 -160L-84 -6M70 -160L84 -6', colour.wheat, 24),
      line('M-92 -70H92', colour.brown, 15),
      shaded(rect(-140, -190, 280, 40, 16), colour.wheat, colour.brown, 'right', 0.7),
      line('M-112 -190L-128 -420M112 -190L128 -420', colour.wheat, 26),
      spray('M100 -190L116 -430L142 -430L126 -190Z', colour.brown, 'right', 0.8),
      shaded('M-140 -436Q0 -466 140 -436V-392Q0 -420 -140 -392Z', colour.wheat, colour.brown, 'right', 0.7),
      line('M-56 -196L-62 -404M0 -196V-412M56 -196L62 -404', colour.wheat, 15),
    ]),
    786,
    874,
  )
}

function hands(): string {
  return group([
    place(
      arm([-78, 50], [-128, 190], [-20, 236], colour.cream, 'warm') +
        arm([78, 50], [112, 150], [144, 116], colour.cream, 'warm'),
      480,
      510,
      1.42,
    ),
    place(
      arm([78, 50], [126, 170], [10, 218], colour.terracotta, 'light') +
        arm([-78, 50], [-116, 150], [-166, 104], colour.terracotta, 'light'),
      1130,
      520,
      1.38,
    ),
    place(driver(colour.mustard), 1152, 806, 0.86, 66),
    flat(ellipse(1144, 822, 25), '#f3cba6'),
    place(
      shaded('M-86 0V-34Q-86 -46 -70 -46H40Q78 -46 92 -20V0Z', colour.brick, colour.plum, 'right', 0.6) +
        shaded('M-60 -44Q-70 -92 -34 -92Q-14 -92 -18 -44Z', colour.wheat, colour.brown, 'right', 0.6) +
        flat(ellipse(48, -52, 17, 14), colour.wheat),
      420,
      872,
    ),
    ...[330, 372, 540, 580, 1010].map((x, i) =>
      line(`M${x} 868c-14 -22 20 -34 26 -14c4 14 -14 16 -14 4`, colour.cream, 8, 0.9 - i * 0.05),
    ),
    place(wood(rect(-70, -30, 140, 30, 6)) + red(rect(-58, -56, 90, 28, 6)), 1310, 872),
    place(
      shaded('M-50 -84H50L40 0H-40Z', colour.white, colour.blue, 'right', 0.6) +
        line('M-16 -84L-26 -160M4 -84L8 -176M22 -84L36 -150', colour.wheat, 9) +
        flat('M-34 -150l18 -6l2 -30l-22 4Z', colour.terracotta) +
        flat('M0 -170h18l4 -30h-22Z', colour.navy),
      180,
      872,
    ),
  ])
}

function floor(): string {
  return inside(rect(-20, 860, 1640, 220), [glow(700, 880, 500, '#ffe3a6', 0.35)])
}
