import { colour, ellipse, flat, glow, group, inside, line, place, rect, shaded, sheet, spray } from '../paint'
import { profile } from '../people'

/** Two people talking, the mountains between them. */
export function portrait(): string {
  return sheet(colour.sand, [wall(), window(), chairman(), driver(), table()])
}

function wall(): string {
  const d = rect(0, 0, 1600, 1067)
  return group([
    flat(d, '#dba67c'),
    spray(d, colour.brick, 'right', 0.6, 0.35),
    spray(d, '#f8dfae', 'left', 0.6, 0.4),
    ...[90, 1480].map((x) => line(`M${x} 0V1067`, colour.brown, 5, 0.18)),
  ])
}

function window(): string {
  const pane = rect(470, 110, 660, 560, 10)
  return group([
    flat(rect(436, 76, 728, 632, 14), colour.brown),
    flat(rect(452, 92, 696, 600, 12), colour.cream),
    inside(pane, [
      flat(pane, '#f8e2b4'),
      spray(pane, colour.sky, 'top', 0.95, 0.2),
      spray(pane, colour.apricot, 'bottom', 0.6, 0.4),
      glow(860, 300, 240, '#fff4d2', 0.95),
      flat(ellipse(860, 300, 62), '#fff3d0'),
      shaded(
        'M440 470C540 330 640 300 720 400C800 300 920 260 1010 380C1080 330 1120 350 1180 390L1180 600L440 600Z',
        '#9dbab9',
        '#f6dcb2',
        'bottom',
        0.9,
      ),
      shaded(
        'M440 560C540 450 660 440 760 510C880 420 1020 440 1180 520L1180 680L440 680Z',
        colour.blue,
        '#e9d6ac',
        'bottom',
        0.85,
      ),
      shaded(
        'M440 620C600 540 740 560 840 590C960 540 1080 560 1180 590L1180 700L440 700Z',
        colour.teal,
        colour.forest,
        'bottom',
        0.7,
      ),
      line('M440 672C600 640 700 650 780 640C860 628 880 606 830 594', colour.cream, 13),
      place(
        shaded(rect(-46, -44, 92, 40, 12), colour.forest, colour.pine, 'right', 0.6) +
          [-36, -12, 12].map((x) => flat(rect(x, -36, 18, 16, 4), '#fbe6b4')).join('') +
          flat(ellipse(-24, -4, 10), colour.cocoa) +
          flat(ellipse(26, -4, 10), colour.cocoa),
        610,
        648,
      ),
      ...[0, 1, 2].map((i) =>
        line(`M${690 + i * 46} ${230 - (i % 2) * 24}q12 -12 20 0q10 -12 20 0`, colour.teal, 5, 0.7),
      ),
    ]),
    line('M800 110V670', colour.cream, 14),
    shaded(rect(410, 690, 780, 34, 8), colour.cream, colour.brown, 'bottom', 0.6),
    plant(),
  ])
}

function plant(): string {
  return place(
    group([
      ...[-58, -30, 0, 34, 60].map((x, i) =>
        line(`M0 -56Q${x * 0.5} -110 ${x} ${-140 - (i % 2) * 34}`, colour.forest, 7),
      ),
      ...[-58, -30, 0, 34, 60].map((x, i) =>
        place(
          shaded(
            'M0 10C-26 -14 -20 -58 0 -78C20 -58 26 -14 0 10Z',
            i % 2 ? colour.sage : colour.forest,
            colour.pine,
            'right',
            0.6,
          ),
          x,
          -126 - (i % 2) * 34,
          1,
          x * 0.5,
        ),
      ),
      shaded('M-50 -66H50L38 0H-38Z', colour.white, colour.blue, 'right', 0.55),
      flat('M-50 -66H50L47 -48H-47Z', colour.teal),
    ]),
    1060,
    694,
    0.92,
  )
}

function chairman(): string {
  const body =
    'M-44 -4C-110 18 -170 60 -190 160L-214 460L170 460C176 330 160 190 116 96C92 44 60 14 20 -2C0 14 -24 14 -44 -4Z'
  return place(
    group([
      shaded(body, colour.forest, colour.pine, 'left', 0.75),
      flat('M-42 -4C-20 26 6 22 22 -2L60 24C40 70 20 90 6 96C-10 70 -40 40 -64 6Z', colour.cream),
      line('M8 96L40 460', colour.pine, 6, 0.7),
      ...[150, 220, 290].map((y) => flat(ellipse(34 + (y - 150) * 0.1, y, 7), colour.wheat)),
      profile({
        hair: 'cap',
        hairColour: '#b9b2a8',
        cloth: colour.mustard,
        skin: 'tan',
        eyes: 'smile',
        tilt: 2,
      }),
      line('M96 216L150 188', '#d29a6c', 44),
      place(hand('#d29a6c', '#a4623f'), 178, 170, 0.84, -20),
      shaded(
        'M-140 120C-172 200 -170 262 -110 280C-40 300 40 280 126 240L98 184C40 214 -20 226 -50 210C-66 180 -60 140 -48 112C-70 84 -124 84 -140 120Z',
        colour.forest,
        colour.pine,
        'left',
        0.7,
      ),
      line('M-48 112C-60 140 -66 180 -50 210C-20 226 40 214 98 184', colour.pine, 6, 0.7),
    ]),
    404,
    574,
    1.5,
  )
}

/** An open hand that explains something, pointing to the right. */
function hand(skin: string, shade: string): string {
  return group([
    line('M10 -20L44 -58', skin, 21),
    flat('M-30 -26C0 -36 40 -34 56 -22L58 22C40 32 0 32 -30 24Z', skin),
    line('M44 -18L96 -30M50 -2L106 -6M50 14L98 18', skin, 20),
    line('M60 -11L92 -17M60 6L98 6', shade, 3, 0.6),
    spray('M-30 -26C0 -36 40 -34 56 -22L58 22C40 32 0 32 -30 24Z', shade, 'bottom', 0.6),
  ])
}

function driver(): string {
  const body =
    'M-44 -4C-104 14 -156 50 -176 140L-210 460L150 460C156 330 146 190 108 92C86 42 60 14 20 -2C0 14 -24 14 -44 -4Z'
  return place(
    group([
      shaded(body, colour.blue, colour.navy, 'left', 0.8),
      flat('M-40 -6C-14 22 8 18 20 -4L44 14C20 50 -44 46 -68 8Z', colour.white),
      line('M-90 20C-70 120 -76 300 -84 460M60 34C66 120 56 300 60 460', colour.navy, 7, 0.35),
      profile({ hair: 'tail', hairColour: '#38272a', skin: 'light', eyes: 'open', tilt: 3 }),
      line('M50 246L110 232', '#f3cba6', 38),
      flat(ellipse(122, 226, 28, 22), '#f3cba6'),
      line('M126 212q24 0 26 12M126 226q22 0 24 10', '#d98e6c', 3, 0.7),
      shaded(
        'M-136 116C-166 200 -160 270 -96 286L66 272L60 214C10 228 -30 226 -48 206C-62 176 -58 140 -46 112C-68 84 -120 84 -136 116Z',
        colour.blue,
        colour.navy,
        'left',
        0.75,
      ),
      line('M-46 112C-58 140 -62 176 -48 206C-30 226 10 228 60 214', colour.navy, 6, 0.55),
    ]),
    1204,
    592,
    1.46,
    0,
    true,
  )
}

function table(): string {
  return group([
    shaded(rect(-20, 960, 1640, 130), colour.brown, colour.cocoa, 'bottom', 0.8),
    shaded(rect(-20, 948, 1640, 30), colour.apricot, colour.brick, 'right', 0.5),
    place(
      flat(ellipse(4, 6, 74, 12), colour.cocoa, 0.45) +
        line('M50 -70q44 0 36 32q-8 24 -42 18', colour.white, 13) +
        shaded('M-56 -98h112l-14 92q-4 10 -42 10t-42 -10Z', colour.white, colour.blue, 'right', 0.6) +
        flat(ellipse(0, -98, 56, 14), colour.cocoa) +
        flat(ellipse(0, -95, 46, 10), colour.mustard),
      836,
      956,
    ),
    place(
      flat(ellipse(0, 4, 110, 10), colour.cocoa, 0.45) +
        shaded('M-104 -6L-84 -34L92 -34L108 -6Z', colour.white, colour.brown, 'right', 0.3) +
        line('M-60 -24H60M-66 -15H50', colour.blue, 4, 0.6) +
        line('M30 -34L96 -54', colour.brick, 9),
      990,
      962,
    ),
    line('M814 826C794 800 830 780 812 748M856 826C836 794 872 774 856 736', colour.white, 12, 0.55),
  ])
}
