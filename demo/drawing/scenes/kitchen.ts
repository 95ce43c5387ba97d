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
import { arm, person } from '../people'

/** Dinner for a hundred and sixty: three cooks behind the stove, dusk in the window. */
export function kitchen(): string {
  return sheet(colour.sand, [wall(), window(), shelves(), lamps(), cooks(), stove(), bench()])
}

function wall(): string {
  const d = rect(0, 0, 1600, 1067)
  const tiles = Array.from({ length: 17 }, (_, i) =>
    line(`M${i * 100} 470L${i * 100} 900`, colour.cream, 4, 0.8),
  )
  const rows = [470, 542, 614, 686, 758, 830].map((y) => line(`M0 ${y}L1600 ${y}`, colour.cream, 4, 0.8))
  return group([
    flat(d, '#efcf9f'),
    spray(d, colour.terracotta, 'right', 0.35, 0.3),
    flat(rect(0, 470, 1600, 430), '#d9b98c'),
    ...tiles,
    ...rows,
    spray(rect(0, 470, 1600, 430), colour.brown, 'bottom', 0.45),
  ])
}

function window(): string {
  const pane = rect(110, 96, 380, 300, 14)
  return group([
    flat(rect(92, 78, 416, 336, 20), colour.white),
    inside(pane, [
      flat(pane, colour.blue),
      spray(pane, colour.apricot, 'bottom', 0.95, 0.2),
      glow(390, 330, 190, colour.wheat, 0.9),
      flat('M90 340C150 280 210 300 260 322C320 282 400 280 510 330L510 420L90 420Z', colour.teal),
      flat('M90 372C190 330 270 352 330 362C400 344 460 352 510 366L510 420L90 420Z', colour.navy),
      ...[140, 178, 262, 300, 404, 440].map((x, i) =>
        flat(rect(x, 372 + (i % 2) * 10, 10, 10), colour.wheat),
      ),
    ]),
    line('M300 96L300 396M110 246L490 246', colour.white, 12),
    shaded(rect(78, 404, 444, 24, 8), colour.cream, colour.brown, 'bottom', 0.5),
    place(pottedHerb(), 170, 404),
    place(pottedHerb(), 430, 404, 0.85),
  ])
}

function pottedHerb(): string {
  return group([
    ...[-30, -16, 0, 16, 30].map((x, i) =>
      line(`M0 -40Q${x} -70 ${x * 1.5} ${-92 - (i % 2) * 18}`, colour.forest, 7),
    ),
    ...[-44, -26, -2, 24, 44].map((x, i) =>
      flat(ellipse(x, -94 - (i % 2) * 18, 15, 20), i % 2 ? colour.sage : colour.forest),
    ),
    shaded('M-34 -48L34 -48L26 0L-26 0Z', colour.terracotta, colour.brick, 'right', 0.7),
  ])
}

function shelves(): string {
  const board = (y: number) => shaded(rect(1010, y, 500, 20, 6), colour.brown, colour.cocoa, 'right', 0.6)
  const bowls = [1046, 1130, 1214].map((x, i) =>
    group(
      [0, 1, 2].map((n) =>
        shaded(
          `M${x} ${176 - n * 20}h70q-4 34 -35 34t-35 -34Z`,
          [colour.white, colour.sky, colour.apricot][(n + i) % 3]!,
          colour.navy,
          'right',
          0.35,
        ),
      ),
    ),
  )
  const jars = [1320, 1390, 1452].map((x, i) =>
    group([
      shaded(
        rect(x, 140 - i * 8, 52, 70 + i * 8, 10),
        [colour.brick, colour.mustard, colour.sage][i]!,
        colour.cocoa,
        'right',
        0.5,
      ),
      flat(rect(x - 3, 126 - i * 8, 58, 18, 6), colour.white),
    ]),
  )
  const hooks = [1040, 1110, 1180, 1260, 1340, 1430].map((x, i) =>
    i % 2
      ? group([
          line(`M${x} 320L${x} 410`, colour.navy, 8),
          shaded(`M${x - 30} 402h60q0 40 -30 40t-30 -40Z`, colour.blue, colour.navy, 'right', 0.7),
        ])
      : group([
          line(`M${x} 320L${x} 400`, colour.cocoa, 9),
          shaded(ellipse(x, 424, 21, 32), colour.wheat, colour.brown, 'right', 0.7),
        ]),
  )
  return group([...bowls, ...jars, board(210), line('M1020 316L1500 316', colour.navy, 8), ...hooks])
}

function lamps(): string {
  return group(
    [608, 992].map((x, i) =>
      group([
        glow(x, 320, 330, '#fff0c4', 0.6),
        line(`M${x} 0L${x} ${160 + (i % 2) * 26}`, colour.cocoa, 5),
        place(
          flat(ellipse(0, 76, 26, 15), '#fff3cf') +
            shaded('M-82 74C-76 14 -36 -6 0 -6C36 -6 76 14 82 74Z', colour.teal, colour.navy, 'right', 0.75),
          x,
          152 + (i % 2) * 26,
        ),
      ]),
    ),
  )
}

function cooks(): string {
  return group([
    person(
      { x: 410, y: 512, scale: 1.42 },
      {
        hair: 'kerchief',
        hairColour: '#8d8078',
        cloth: colour.white,
        full: true,
        look: 0.55,
        eyes: 'down',
        tilt: 5,
      },
      { top: colour.terracotta, shade: colour.plum, apron: colour.cream, length: 230 },
      arm([-76, 50], [-96, 132], [-30, 156], colour.terracotta) +
        arm([76, 50], [104, 120], [66, 168], colour.terracotta),
    ),
    person(
      { x: 800, y: 470, scale: 1.5 },
      {
        hair: 'kerchief',
        hairColour: colour.cocoa,
        cloth: colour.mustard,
        full: true,
        look: -0.35,
        eyes: 'smile',
        skin: 'warm',
        tilt: -4,
      },
      { top: colour.teal, shade: colour.navy, apron: colour.white, length: 250 },
      arm([-76, 50], [-112, 110], [-52, 160], colour.teal, 'warm') +
        arm([76, 50], [110, 118], [58, 152], colour.teal, 'warm'),
    ),
    person(
      { x: 1190, y: 498, scale: 1.42 },
      {
        hair: 'kerchief',
        hairColour: colour.cocoa,
        cloth: colour.white,
        look: -0.5,
        eyes: 'open',
        skin: 'tan',
        glasses: true,
        tilt: -3,
      },
      { top: colour.cream, shade: colour.brown, apron: colour.forest, length: 240 },
      arm([-76, 50], [-104, 128], [-60, 170], colour.cream, 'tan') +
        arm([76, 50], [108, 124], [40, 166], colour.cream, 'tan'),
    ),
  ])
}

function pot(x: number, y: number, w: number, fill: string, shade: string): string {
  const h = w * 0.62
  return group([
    steam(x - w * 0.3, y - 10, 0.9),
    steam(x + w * 0.22, y - 14, 1.1),
    flat(ellipse(x, y, w / 2, w * 0.1), colour.cocoa),
    flat(ellipse(x, y + 5, w / 2 - 16, w * 0.07), colour.mustard),
    ...[-0.26, -0.06, 0.14, 0.28].map((s, i) =>
      flat(ellipse(x + w * s, y + 3 + (i % 2) * 6, 15, 6), i % 2 ? colour.leaf : colour.cream),
    ),
    shaded(
      `M${x - w / 2} ${y}A${w / 2} ${w * 0.1} 0 0 0 ${x + w / 2} ${y}L${x + w / 2 - 6} ${y + h - 22}Q${x + w / 2 - 10} ${y + h} ${x + w / 2 - 40} ${y + h}L${x - w / 2 + 40} ${y + h}Q${x - w / 2 + 10} ${y + h} ${x - w / 2 + 6} ${y + h - 22}Z`,
      fill,
      shade,
      'right',
      0.8,
    ),
    line(`M${x - w / 2 + 4} ${y + 52}h-26v30h26M${x + w / 2 - 4} ${y + 52}h26v30h-26`, shade, 11),
    line(`M${x - w / 2 + 26} ${y + 46}L${x - w / 2 + 30} ${y + h - 36}`, colour.white, 9, 0.45),
  ])
}

function steam(x: number, y: number, scale: number): string {
  return place(
    line('M0 0C-40 -40 36 -76 0 -120C-30 -158 24 -186 6 -226', colour.white, 17, 0.5) +
      line('M44 -10C14 -44 76 -74 46 -112C26 -140 62 -160 50 -186', colour.white, 11, 0.38),
    x,
    y,
    scale,
  )
}

function stove(): string {
  return group([
    line('M470 736L548 620', colour.brown, 15),
    pot(430, 728, 300, colour.blue, colour.navy),
    line('M864 694L950 600', colour.brown, 15),
    pot(806, 706, 340, colour.brick, colour.plum),
    pot(1200, 738, 290, colour.wheat, colour.brown),
  ])
}

function bench(): string {
  const top = polygon([0, 890], [1600, 890], [1600, 936], [0, 936])
  const boxes = [70, 256, 442].map((x, i) => lunchbox(x, 846, i))
  return group([
    shaded(rect(0, 890, 1600, 180), colour.brown, colour.cocoa, 'bottom', 0.85),
    shaded(top, colour.apricot, colour.brick, 'right', 0.5),
    ...[200, 520, 840, 1160, 1480].map((x) => line(`M${x} 960L${x} 1067`, colour.cocoa, 5, 0.5)),
    ...boxes,
    board(),
    place(bag(colour.teal, colour.navy), 1230, 918, 1.08),
    place(bag(colour.mustard, colour.brick), 1420, 928, 1.16),
  ])
}

function lunchbox(x: number, y: number, turn: number): string {
  const lid = [colour.sage, colour.sky, colour.blush][turn]!
  return group([
    flat(ellipse(x + 84, y + 80, 100, 12), colour.plum, 0.3),
    shaded(rect(x, y + 22, 168, 58, 16), colour.white, colour.blue, 'right', 0.6),
    shaded(rect(x - 6, y, 180, 32, 14), lid, colour.navy, 'right', 0.45),
    shaded(rect(x + 4, y - 44, 160, 48, 16), colour.white, colour.blue, 'right', 0.6),
    shaded(rect(x - 4, y - 62, 176, 30, 14), lid, colour.navy, 'right', 0.45),
  ])
}

function board(): string {
  const greens = [700, 736, 772, 808].map((x, i) =>
    group([
      line(`M${x} 892Q${x + 18} 866 ${x + 8 + i * 4} 830`, colour.leaf, 14),
      flat(
        `M${x + 8 + i * 4} 846C${x - 34} 830 ${x - 20} 776 ${x + 14 + i * 4} 760C${x + 52} 786 ${x + 44} 832 ${x + 8 + i * 4} 846Z`,
        i % 2 ? colour.forest : colour.sage,
      ),
    ]),
  )
  return group([
    flat(ellipse(860, 912, 210, 14), colour.plum, 0.3),
    shaded(rect(660, 880, 400, 30, 12), colour.wheat, colour.brown, 'right', 0.6),
    ...greens,
    ...[900, 940, 980, 1020].map((x, i) =>
      shaded(
        ellipse(x, 868 - (i % 2) * 4, 23, 17),
        i % 2 ? colour.terracotta : colour.apricot,
        colour.brick,
        'right',
        0.7,
      ),
    ),
  ])
}

function bag(fill: string, shade: string): string {
  return group([
    flat(ellipse(0, 2, 90, 12), colour.plum, 0.3),
    line('M-42 -118C-42 -186 42 -186 42 -118', shade, 12),
    shaded('M-76 -126L76 -126L86 0L-86 0Z', fill, shade, 'right', 0.8),
    flat('M-76 -126L76 -126L78 -100L-78 -100Z', shade, 0.5),
    flat(rect(-30, -78, 60, 44, 8), colour.cream, 0.9),
  ])
}
