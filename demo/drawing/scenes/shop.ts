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
import { arm, head, legs, torso } from '../people'

/** A refill shop on a corner in the morning, a customer with bottles, a bicycle. */
export function shop(): string {
  return sheet(colour.mist, [
    sky(),
    neighbours(),
    front(),
    display(),
    door(),
    awning(),
    street(),
    plants(),
    bicycle(),
    customer(),
  ])
}

function sky(): string {
  const d = rect(-20, -20, 1640, 700)
  return group([
    flat(d, '#c5d9d2'),
    spray(d, '#fae6bc', 'bottom', 0.95, 0.1),
    spray(d, colour.sky, 'top', 0.9, 0.4),
    ...(
      [
        [180, 130, 0.9],
        [1440, 170, 0.8],
      ] as const
    ).map(([x, y, s]) =>
      place(
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
  ])
}

function neighbours(): string {
  const pane = (x: number, y: number) =>
    flat(rect(x - 6, y - 6, 82, 112, 6), colour.cream) +
    shaded(rect(x, y, 70, 100, 3), '#8fb4ba', colour.teal, 'corner', 0.7) +
    line(`M${x + 35} ${y}v100M${x} ${y + 50}h70`, colour.cream, 5)
  return group([
    shaded(rect(-20, 250, 300, 640), colour.blush, colour.brick, 'right', 0.5),
    flat(polygon([-20, 250], [-20, 200], [300, 230], [300, 258]), colour.brick),
    pane(40, 320),
    pane(160, 320),
    pane(40, 500),
    pane(160, 500),
    shaded(rect(1340, 190, 300, 700), colour.sand, colour.brown, 'right', 0.6),
    shaded(rect(1320, 166, 320, 36), colour.teal, colour.navy, 'right', 0.5),
    pane(1400, 270),
    pane(1520, 270),
    pane(1400, 440),
    pane(1520, 440),
    line('M280 280Q340 330 420 316', colour.cocoa, 4, 0.6),
  ])
}

function front(): string {
  const wall = rect(250, 120, 1100, 780)
  return group([
    flat(wall, '#f0dbb6'),
    spray(wall, colour.brown, 'right', 0.5, 0.3),
    shaded(rect(226, 96, 1148, 40, 6), colour.forest, colour.pine, 'right', 0.5),
    ...[340, 520, 700, 880, 1060, 1210].map((x) =>
      group([
        flat(rect(x - 8, 162, 96, 112, 8), colour.white),
        shaded(rect(x, 170, 80, 96, 4), '#a9c7c4', colour.teal, 'corner', 0.7),
        line(`M${x + 40} 170v96`, colour.white, 6),
        flat(rect(x - 14, 272, 108, 12, 4), colour.brick),
        ...[14, 40, 66].map((dx, i) =>
          flat(ellipse(x + dx, 264, 17, 13), [colour.forest, colour.sage, colour.terracotta][i]!),
        ),
      ]),
    ),
  ])
}

function display(): string {
  const glass = rect(320, 440, 560, 350, 6)
  const dispenser = (x: number, fill: string, level: number) =>
    group([
      flat(rect(x, 470, 72, 150, 14), colour.white, 0.85),
      inside(rect(x + 5, 476, 62, 138, 10), [
        shaded(rect(x + 5, 616 - level, 62, level + 10), fill, colour.cocoa, 'right', 0.45),
      ]),
      flat(rect(x - 4, 458, 80, 18, 6), colour.brown),
      flat(rect(x + 26, 620, 20, 18, 4), colour.brown),
    ])
  const jar = (x: number, fill: string, h: number) =>
    flat(rect(x, 772 - h, 60, h, 12), colour.white, 0.75) +
    shaded(rect(x + 5, 772 - h + 22, 50, h - 26, 9), fill, colour.cocoa, 'right', 0.45) +
    flat(rect(x + 4, 762 - h, 52, 16, 5), colour.brown)
  return group([
    flat(rect(298, 418, 604, 394, 10), colour.forest),
    flat(glass, '#fbe3ae'),
    spray(glass, colour.apricot, 'bottom', 0.8),
    glow(600, 520, 300, '#fff6d6', 0.9),
    ...[340, 430, 520, 610, 700, 790].map((x, i) =>
      dispenser(
        x,
        [colour.mustard, colour.cream, colour.brick, colour.sage, colour.wheat, colour.plum][i]!,
        [96, 120, 70, 110, 84, 100][i]!,
      ),
    ),
    flat(rect(320, 640, 560, 14), colour.brown),
    ...[346, 420, 494, 568, 642, 716, 790].map((x, i) =>
      jar(
        x,
        [
          colour.sage,
          colour.terracotta,
          colour.sky,
          colour.mustard,
          colour.forest,
          colour.blush,
          colour.teal,
        ][i]!,
        84 + (i % 3) * 10,
      ),
    ),
    flat(rect(320, 772, 560, 20), colour.brown),
    flat(polygon([340, 440], [450, 440], [330, 640], [320, 640], [320, 470]), colour.white, 0.35),
    flat(polygon([480, 440], [520, 440], [360, 790], [320, 790]), colour.white, 0.2),
    shaded(rect(298, 806, 604, 84, 4), colour.teal, colour.navy, 'right', 0.6),
    line('M340 828H860V868H340Z', colour.sky, 4, 0.5),
  ])
}

function door(): string {
  return group([
    flat(rect(962, 428, 296, 470, 8), colour.forest),
    flat(rect(984, 450, 252, 448), '#f8d999'),
    glow(1110, 580, 240, '#fff6d6', 0.9),
    shaded(rect(984, 740, 252, 160), colour.brown, colour.cocoa, 'bottom', 0.5),
    place(
      torso({ top: colour.mustard, shade: colour.brick, apron: colour.forest, length: 250 }) +
        head({ hair: 'short', hairColour: '#2e2730', look: -0.6, eyes: 'smile', skin: 'warm' }) +
        arm([-76, 52], [-124, 96], [-120, 0], colour.mustard, 'warm') +
        arm([76, 52], [106, 150], [56, 196], colour.mustard, 'warm'),
      1118,
      610,
      1.02,
    ),
    shaded(rect(984, 790, 252, 110), colour.apricot, colour.brick, 'right', 0.5),
    place(
      shaded('M-60 0L-48 -26H48L60 0Z', colour.mist, colour.teal, 'right', 0.6) +
        flat(ellipse(0, -30, 66, 10), colour.mist) +
        flat(ellipse(0, -12, 14, 9), colour.white),
      1060,
      790,
    ),
    shaded(
      polygon([1258, 428], [1330, 456], [1330, 926], [1258, 898]),
      colour.teal,
      colour.navy,
      'right',
      0.7,
    ),
    flat(polygon([1272, 466], [1318, 484], [1318, 720], [1272, 706]), '#a9c7c4'),
    flat(ellipse(1276, 770, 8), colour.mustard),
  ])
}

function awning(): string {
  const stripes = Array.from({ length: 14 }, (_, i) => {
    const x = 270 + i * 76
    const top = 290 + i * 72.6
    const fill = i % 2 ? colour.white : colour.forest
    return group([
      shaded(
        `M${top} 320L${top + 72.6} 320L${x + 76} 440L${x} 440Z`,
        fill,
        i % 2 ? colour.blue : colour.pine,
        'bottom',
        0.55,
      ),
      shaded(
        `M${x} 438H${x + 76}V456Q${x + 76} 482 ${x + 38} 482Q${x} 482 ${x} 456Z`,
        fill,
        i % 2 ? colour.blue : colour.pine,
        'bottom',
        0.5,
      ),
    ])
  })
  return group([
    flat(rect(290, 470, 1030, 36), colour.cocoa, 0.25),
    ...stripes,
    shaded(rect(276, 302, 1048, 24, 8), colour.brown, colour.cocoa, 'right', 0.5),
  ])
}

function street(): string {
  const d = rect(-20, 888, 1640, 200)
  return group([
    flat(d, '#dcc09a'),
    spray(d, colour.brown, 'bottom', 0.55),
    flat(rect(-20, 884, 1640, 14), colour.cream),
    line('M-20 950H1640M-20 1020H1640', colour.brown, 4, 0.3),
    ...Array.from({ length: 15 }, (_, i) =>
      line(`M${i * 120 - 40} ${i % 2 ? 900 : 952}l-14 ${i % 2 ? 48 : 66}`, colour.brown, 4, 0.3),
    ),
    flat(ellipse(700, 910, 460, 14), colour.cocoa, 0.2),
  ])
}

function pot(x: number, y: number, s: number, fill: string, leafy: string): string {
  return place(
    group([
      flat(ellipse(4, 2, 64, 10), colour.cocoa, 0.35),
      ...[-46, -22, 4, 28, 50].map((dx, i) =>
        line(`M0 -70Q${dx * 0.4} -120 ${dx} ${-150 - (i % 2) * 36}`, colour.forest, 7),
      ),
      ...[-46, -22, 4, 28, 50].map((dx, i) =>
        shaded(
          ellipse(dx, -158 - (i % 2) * 36, 24, 32),
          i % 2 ? leafy : colour.forest,
          colour.pine,
          'right',
          0.55,
        ),
      ),
      shaded('M-56 -84H56L42 0H-42Z', fill, colour.cocoa, 'right', 0.6),
    ]),
    x,
    y,
    s,
  )
}

function plants(): string {
  return group([
    pot(930, 912, 0.9, colour.terracotta, colour.sage),
    pot(1300, 936, 1.06, colour.blue, colour.leaf),
    place(
      group([
        flat(ellipse(0, 2, 100, 10), colour.cocoa, 0.35),
        ...[0, 1].map((i) =>
          shaded(rect(-90, -62 - i * 58, 180, 54, 4), colour.wheat, colour.brown, 'right', 0.6),
        ),
        ...[-60, -20, 20, 60].map((x, i) =>
          shaded(
            ellipse(x, -124, 24, 22),
            [colour.terracotta, colour.leaf, '#e98a3a', colour.brick][i]!,
            colour.plum,
            'right',
            0.5,
          ),
        ),
        line('M-84 -36H84M-84 -94H84', colour.brown, 4, 0.5),
      ]),
      1446,
      930,
    ),
  ])
}

function bicycle(): string {
  const wheel = (x: number) =>
    line(ellipse(x, -84, 80), colour.cocoa, 10) +
    [0, 30, 60, 90, 120, 150]
      .map((a) =>
        line(
          `M${x + 76 * Math.cos((a * Math.PI) / 180)} ${-84 + 76 * Math.sin((a * Math.PI) / 180)}L${x - 76 * Math.cos((a * Math.PI) / 180)} ${-84 - 76 * Math.sin((a * Math.PI) / 180)}`,
          colour.mist,
          2,
          0.9,
        ),
      )
      .join('') +
    flat(ellipse(x, -84, 9), colour.cocoa)
  return place(
    group([
      flat(ellipse(0, 0, 260, 14), colour.cocoa, 0.35),
      wheel(-150),
      wheel(150),
      line(
        'M-150 -84L-60 -90L-90 -220L90 -210L-60 -90M90 -210L150 -84M-90 -220L-150 -84M76 -260L90 -210',
        colour.brick,
        13,
      ),
      line('M76 -260Q110 -280 136 -254', colour.cocoa, 11),
      line('M-124 -232H-60', colour.cocoa, 18),
      flat(ellipse(-60, -90, 20), colour.cocoa),
      shaded('M96 -250H224L208 -160H112Z', colour.wheat, colour.brown, 'right', 0.6),
      line('M104 -220H218M108 -190H212', colour.brown, 4, 0.6),
      ...[124, 156, 188].map(
        (x, i) =>
          shaded(
            rect(x - 14, -300, 28, 54, 8),
            [colour.sky, colour.leaf, colour.blush][i]!,
            colour.teal,
            'right',
            0.5,
          ) + flat(rect(x - 7, -318, 14, 22, 4), [colour.sky, colour.leaf, colour.blush][i]!),
      ),
    ]),
    390,
    1010,
    0.98,
  )
}

function customer(): string {
  const bottle = (x: number, fill: string, h: number) =>
    shaded(rect(x - 15, -h, 30, h, 9), fill, colour.teal, 'right', 0.6) +
    flat(rect(x - 7, -h - 22, 14, 26, 4), fill)
  return group([
    flat(ellipse(778, 1038, 130, 14), colour.cocoa, 0.35),
    place(
      group([
        legs(colour.navy, 240, 390, colour.brick, 34),
        torso({
          top: colour.terracotta,
          shade: colour.plum,
          length: 268,
          collar: colour.cream,
          breadth: 0.92,
        }),
        head({ hair: 'tail', hairColour: '#4c2f2a', look: -0.75, eyes: 'smile', skin: 'light' }),
        arm([68, 52], [104, 150], [92, 214], colour.terracotta, 'light', true),
        place(
          group([
            bottle(-34, colour.sky, 96),
            bottle(0, colour.leaf, 120),
            bottle(34, colour.white, 90),
            line('M-44 -40Q0 -150 44 -40', colour.brown, 8),
            shaded('M-70 -52H70L58 76H-58Z', colour.cream, colour.brown, 'right', 0.5),
            flat(ellipse(0, 14, 22), colour.sage),
          ]),
          94,
          262,
          0.94,
        ),
        flat(ellipse(92, 212, 17), '#f3cba6'),
        arm([-68, 52], [-120, 110], [-134, 10], colour.terracotta, 'light', true),
      ]),
      778,
      622,
      1,
      0,
      true,
    ),
  ])
}
