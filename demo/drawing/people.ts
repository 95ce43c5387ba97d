import { colour, ellipse, flat, line, place, rect, shaded, spray } from './paint'

/**
 * People, drawn around the pit of the neck at 0,0: the head above it is about 110 high, the shoulders 170 wide.
 */

export type Hair =
  'short' | 'bob' | 'bun' | 'perm' | 'long' | 'tail' | 'bald' | 'kerchief' | 'cap' | 'mop' | 'crop'

export interface Head {
  skin?: keyof typeof skins
  hair: Hair
  hairColour?: string
  /** The colour of a kerchief or a cap. */
  cloth?: string
  /** -1 looks to the left, 1 to the right. */
  look?: number
  eyes?: 'open' | 'down' | 'smile'
  glasses?: boolean
  beard?: boolean
  /** Hair comes out below the kerchief. */
  full?: boolean
  /** Seen from behind. */
  away?: boolean
  /** Bends the head, in degrees. */
  tilt?: number
}

const skins = {
  light: { base: '#f3cba6', shade: '#d98e6c', cheek: '#e58c6f' },
  warm: { base: '#e9b488', shade: '#c47a55', cheek: '#d8704f' },
  tan: { base: '#d29a6c', shade: '#a4623f', cheek: '#bf5c3e' },
  deep: { base: '#9c6644', shade: '#6b3f2c', cheek: '#a4462f' },
} as const

export function skinOf(skin: keyof typeof skins = 'light'): string {
  return skins[skin].base
}

export function head(h: Head): string {
  const skin = skins[h.skin ?? 'light']
  const hairColour = h.hairColour ?? colour.cocoa
  const look = h.look ?? 0
  const earsShow = h.hair !== 'long' && h.hair !== 'bob' && !h.full
  const face = 'M-37 -68C-38 -112 38 -112 37 -68C37 -34 21 -10 0 -10C-21 -10 -37 -34 -37 -68Z'
  const neck = 'M-16 -34L-18 4Q0 34 18 4L16 -34Z'

  if (h.away) {
    const crown = 'M-41 -58C-48 -130 48 -130 41 -58C40 -32 22 -24 0 -24C-22 -24 -40 -32 -41 -58Z'
    return (
      shaded('M-17 -34L-18 6Q0 16 18 6L17 -34Z', skin.base, skin.shade, 'top', 0.7) +
      `<g transform="rotate(${h.tilt ?? 0} 0 -20)">` +
      flat(ellipse(-40, -56, 7, 11), skin.base) +
      flat(ellipse(40, -56, 7, 11), skin.shade) +
      behind(h.hair, hairColour, look) +
      shaded(crown, hairColour, colour.cocoa, 'right', 0.5) +
      (h.hair === 'bun' ? shaded(ellipse(0, -96, 24, 22), hairColour, colour.cocoa, 'right', 0.9) : '') +
      (h.hair === 'kerchief' || h.hair === 'cap'
        ? shaded('M-44 -70C-48 -128 48 -128 44 -70Z', h.cloth ?? colour.white, colour.plum, 'right', 0.4)
        : '') +
      `</g>`
    )
  }

  return (
    `<g transform="rotate(${h.tilt ?? 0} 0 -20)">${behind(h.hair, hairColour, look)}</g>` +
    flat(neck, skin.base) +
    flat('M-16 -26L-16 -8Q4 2 16 -12L16 -30Z', skin.shade, 0.55) +
    `<g transform="rotate(${h.tilt ?? 0} 0 -20)">` +
    (h.full
      ? flat(
          'M-45 -34C-54 -112 54 -112 45 -34C42 -22 30 -22 27 -28L-27 -28C-30 -22 -42 -22 -45 -34Z',
          hairColour,
        )
      : '') +
    (look < 0.7 && earsShow ? flat(ellipse(-37 + look * 5, -58, 7, 11), skin.base) : '') +
    (look > -0.7 && earsShow ? flat(ellipse(37 + look * 5, -58, 7, 11), skin.shade, 0.9) : '') +
    shaded(face, skin.base, skin.shade, 'right', 0.5) +
    features(h, skin, look) +
    before(h.hair, hairColour, h.cloth ?? colour.white, look) +
    `</g>`
  )
}

function features(h: Head, skin: (typeof skins)[keyof typeof skins], look: number): string {
  const x = look * 13
  const ink = colour.cocoa
  const eyes = {
    open: flat(ellipse(x - 14, -60, 3.4, 4.2), ink) + flat(ellipse(x + 14, -60, 3.4, 4.2), ink),
    down: line(`M${x - 20} -60q6 6 12 0M${x + 8} -60q6 6 12 0`, ink, 3),
    smile: line(`M${x - 20} -57q6 -7 12 0M${x + 8} -57q6 -7 12 0`, ink, 3),
  }[h.eyes ?? 'open']
  return (
    flat(ellipse(look * 7 - 20, -44, 9, 7), skin.cheek, 0.38) +
    flat(ellipse(look * 7 + 20, -44, 9, 7), skin.cheek, 0.38) +
    eyes +
    line(`M${x - 20} -72q6 -4 12 -1M${x + 8} -73q6 -3 12 1`, ink, 2.6, 0.75) +
    line(`M${x + look * 2} -56q${look < 0 ? -7 : 7} 9 ${look < 0 ? 1 : -1} 12`, skin.shade, 3) +
    line(`M${x - 8} -31q8 7 16 0`, colour.brick, 3) +
    (h.glasses
      ? line(ellipse(x - 15, -59, 12, 11), ink, 2.6) +
        line(ellipse(x + 15, -59, 12, 11), ink, 2.6) +
        line(`M${x - 3} -60q3 -3 6 0`, ink, 2.6)
      : '') +
    (h.beard
      ? flat(
          'M-36 -52C-36 -22 -20 -2 0 -2C20 -2 36 -22 36 -52C30 -40 18 -40 8 -39C2 -36 -2 -36 -8 -39C-18 -40 -30 -40 -36 -52Z',
          h.hairColour ?? colour.cocoa,
          0.95,
        ) + line(`M${x - 7} -29q7 5 14 0`, skin.base, 3)
      : '')
  )
}

function behind(hair: Hair, fill: string, look: number): string {
  switch (hair) {
    case 'bob':
      return flat(
        'M-48 -36C-60 -132 60 -132 48 -36C47 -20 32 -18 27 -24L-27 -24C-32 -18 -47 -20 -48 -36Z',
        fill,
      )
    case 'long':
      return flat(
        'M-48 -50C-56 -132 56 -132 48 -50C50 -16 62 6 52 34C34 44 -34 44 -52 34C-62 6 -50 -16 -48 -50Z',
        fill,
      )
    case 'tail':
      return flat(
        `M${-look * 30} -96C${-look * 70} -110 ${-look * 92} -70 ${-look * 74} -10C${-look * 66} -36 ${-look * 56} -50 ${-look * 34} -56Z`,
        fill,
      )
    case 'bun':
      return flat(ellipse(-look * 22, -118, 22, 20), fill)
    case 'perm':
      return [-46, -38, -20, 2, 24, 40, 46]
        .map((x, i) => flat(ellipse(x, [-62, -90, -108, -114, -106, -88, -60][i]!, 21), fill))
        .join('')
    case 'bald':
    case 'cap':
    case 'crop':
    case 'kerchief':
    case 'mop':
    case 'short':
      return ''
  }
}

function before(hair: Hair, fill: string, cloth: string, look: number): string {
  const part = look * 8
  switch (hair) {
    case 'short':
      return flat(
        `M-41 -60C-47 -112 -22 -126 4 -124C36 -122 46 -100 41 -60C37 -72 34 -82 24 -90C4 -84 -14 -86 -28 -92C-36 -84 -38 -72 -41 -60Z`,
        fill,
      )
    case 'crop':
      return flat(
        'M-40 -62C-44 -106 -24 -118 0 -118C26 -118 44 -106 40 -62C38 -76 34 -88 26 -92C8 -97 -8 -97 -26 -92C-34 -88 -38 -76 -40 -62Z',
        fill,
      )
    case 'mop':
      return flat(
        'M-44 -58C-52 -104 -36 -132 -4 -128C30 -136 54 -104 44 -58C40 -66 38 -74 34 -80C26 -74 18 -76 10 -82C0 -74 -10 -74 -18 -82C-26 -74 -34 -74 -36 -78C-40 -72 -42 -66 -44 -58Z',
        fill,
      )
    case 'bob':
    case 'long':
      return flat(
        `M-42 -44C-52 -128 52 -128 42 -44C40 -62 36 -78 ${part + 6} -96C-8 -82 -36 -78 -42 -44Z`,
        fill,
      )
    case 'bun':
    case 'tail':
      return flat(`M-40 -56C-46 -124 46 -124 40 -56C36 -78 22 -92 ${part} -94C-22 -92 -36 -78 -40 -56Z`, fill)
    case 'perm':
      return [-34, -16, 4, 24, 36]
        .map((x, i) => flat(ellipse(x, [-86, -97, -100, -96, -84][i]!, 15, 13), fill))
        .join('')
    case 'bald':
      return (
        flat('M-40 -52C-46 -66 -44 -82 -36 -90C-34 -78 -36 -66 -35 -54Z', fill) +
        flat('M40 -52C46 -66 44 -82 36 -90C34 -78 36 -66 35 -54Z', fill)
      )
    case 'kerchief':
      return (
        flat('M-40 -54C-40 -62 -40 -70 -38 -76L-30 -80C-34 -72 -36 -62 -36 -52Z', fill) +
        flat('M40 -54C40 -62 40 -70 38 -76L30 -80C34 -72 36 -62 36 -52Z', fill) +
        shaded('M-43 -76C-46 -122 46 -122 43 -76C22 -90 -22 -90 -43 -76Z', cloth, colour.plum, 'right', 0.3)
      )
    case 'cap':
      return (
        flat('M-40 -54C-42 -66 -40 -74 -36 -80L36 -80C40 -74 42 -66 40 -54L35 -70L-35 -70Z', fill) +
        shaded('M-42 -78C-46 -124 46 -124 42 -78Z', cloth, colour.plum, 'right', 0.35) +
        flat(
          `M${look * 20 - 40} -80Q${look * 34} -94 ${look * 20 + 40} -80Q${look * 50} -68 ${look * 20 - 40} -80Z`,
          cloth,
        )
      )
  }
}

export interface Clothes {
  top: string
  shade?: string
  apron?: string
  collar?: string
  /** How far the body goes down. */
  length?: number
  /** Narrower than 1 for a child or somebody slight. */
  breadth?: number
  stripes?: string
}

export function torso({
  top,
  shade = colour.plum,
  apron,
  collar,
  length = 260,
  breadth = 1,
  stripes,
}: Clothes): string {
  const w = (n: number): number => n * breadth
  const d = `M${w(-24)} 0C${w(-56)} 6 ${w(-84)} 18 ${w(-90)} 58L${w(-94)} ${length}L${w(94)} ${length}L${w(90)} 58C${w(84)} 18 ${w(56)} 6 ${w(24)} 0C14 18 -14 18 ${w(-24)} 0Z`
  const rows = stripes
    ? Array.from({ length: Math.floor((length - 50) / 30) }, (_, i) =>
        line(`M${w(-84)} ${54 + i * 30}Q0 ${62 + i * 30} ${w(84)} ${54 + i * 30}`, stripes, 7),
      ).join('')
    : ''
  return (
    flat(d, top) +
    rows +
    spray(d, shade, 'right', 0.55) +
    (collar ? flat('M-26 0L0 30L26 0C14 18 -14 18 -26 0Z', collar) : '') +
    (apron
      ? line('M-40 66L-26 4M40 66L26 4', apron, 9) +
        shaded(
          `M-46 62Q0 70 46 62L${w(56)} 120L${w(84)} 136L${w(88)} ${length}L${w(-88)} ${length}L${w(-84)} 136L${w(-56)} 120Z`,
          apron,
          shade,
          'right',
          0.42,
        )
      : '')
  )
}

/** An arm from the shoulder over the elbow to the hand; the sleeve ends at the elbow or at the wrist. */
export function arm(
  shoulder: [number, number],
  elbow: [number, number],
  hand: [number, number],
  sleeve: string,
  skin: keyof typeof skins = 'light',
  long = false,
  thickness = 40,
): string {
  const [sx, sy] = shoulder
  const [ex, ey] = elbow
  const [hx, hy] = hand
  const reach = long ? 0.82 : 0.12
  const cuff: [number, number] = [ex + (hx - ex) * reach, ey + (hy - ey) * reach]
  return (
    line(`M${ex} ${ey}L${hx} ${hy}`, skinOf(skin), thickness * 0.62) +
    flat(ellipse(hx, hy, thickness * 0.42), skinOf(skin)) +
    line(`M${sx} ${sy}Q${ex} ${ey} ${ex} ${ey}L${cuff[0]} ${cuff[1]}`, sleeve, thickness)
  )
}

/** A head from the side, looking to the right. */
export function profile(h: Head): string {
  const skin = skins[h.skin ?? 'light']
  const hairColour = h.hairColour ?? colour.cocoa
  const face =
    'M-34 -70C-36 -108 -6 -122 18 -114C32 -108 36 -98 36 -88C37 -82 34 -79 36 -74C40 -66 47 -60 48 -55C48 -51 43 -50 39 -50C39 -47 43 -44 42 -41C41 -39 38 -38 38 -37C40 -35 41 -31 38 -29C38 -22 38 -14 28 -11C18 -8 8 -14 4 -20L4 -8L-30 -8C-26 -30 -32 -48 -34 -70Z'
  const crown = {
    tail: 'M24 -112C30 -104 34 -98 34 -94C16 -92 4 -84 -2 -70C-4 -62 -8 -56 -14 -46C-26 -38 -42 -52 -44 -74C-48 -118 4 -136 24 -112Z',
    crop: 'M30 -108C34 -102 34 -96 34 -92C22 -94 12 -92 4 -84C2 -76 2 -66 -4 -62C-8 -54 -10 -40 -20 -34C-40 -44 -44 -62 -42 -78C-42 -118 10 -134 30 -108Z',
  }
  const style = h.hair === 'tail' ? 'tail' : 'crop'
  return (
    shaded('M-32 -40L-34 6Q-4 24 18 4L10 -24Z', skin.base, skin.shade, 'left', 0.5) +
    flat('M-10 -16Q8 -8 16 -8L17 2Q4 -4 -12 -6Z', skin.shade, 0.6) +
    `<g transform="rotate(${h.tilt ?? 0} 0 -20)">` +
    (h.hair === 'tail'
      ? shaded(
          'M-36 -96C-78 -104 -84 -50 -66 -2C-64 -28 -52 -48 -36 -62Z',
          hairColour,
          colour.navy,
          'left',
          0.5,
        )
      : '') +
    shaded(face, skin.base, skin.shade, 'left', 0.5) +
    flat(ellipse(22, -44, 10, 8), skin.cheek, 0.4) +
    (h.eyes === 'smile'
      ? line('M22 -66q6 -6 11 -1', colour.cocoa, 3)
      : flat(ellipse(28, -67, 3.2, 4.4), colour.cocoa)) +
    line('M20 -80q8 -5 14 -1', colour.cocoa, 3, 0.8) +
    line('M40 -40q-5 4 -10 1', colour.brick, 2.6) +
    shaded(crown[style], hairColour, colour.navy, 'left', 0.4) +
    shaded(ellipse(-9, -60, 9, 13), skin.base, skin.shade, 'left', 0.6) +
    (h.glasses
      ? line(ellipse(28, -67, 11, 11), colour.cocoa, 2.6) + line('M17 -68L-8 -66', colour.cocoa, 2.6)
      : '') +
    (h.hair === 'cap'
      ? shaded(
          'M-44 -82C-44 -134 34 -136 37 -88Q0 -96 -44 -82Z',
          h.cloth ?? colour.teal,
          colour.navy,
          'left',
          0.55,
        ) + flat('M30 -98Q62 -98 72 -84Q50 -84 30 -87Z', h.cloth ?? colour.teal)
      : '') +
    `</g>`
  )
}

/** Head and body together, with arms laid over by whoever calls. */
export function person(
  at: { x: number; y: number; scale?: number; mirror?: boolean },
  h: Head,
  c: Clothes,
  arms = '',
): string {
  return place(torso(c) + head(h) + arms, at.x, at.y, at.scale ?? 1, 0, at.mirror ?? false)
}

/** Trousers and shoes of somebody standing, hung below a torso of the given length. */
export function legs(
  fill: string,
  from: number,
  to: number,
  shoe: string = colour.cocoa,
  spread = 34,
): string {
  return (
    flat(rect(-78, from - 20, 156, 60, 30), fill) +
    line(`M-42 ${from}L${-spread - 6} ${to}M42 ${from}L${spread + 6} ${to}`, fill, 66) +
    flat(`M${-spread - 42} ${to + 34}q4 -34 36 -34q34 0 34 34Z`, shoe) +
    flat(`M${spread - 28} ${to + 34}q0 -34 34 -34q32 0 36 34Z`, shoe)
  )
}
