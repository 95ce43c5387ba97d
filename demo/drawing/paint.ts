/**
 * Flat shapes with grained shading, as SVG. A picture is 1600 by 1067; every function returns a piece of SVG that
 * stands on its own, so that scenes are made by putting strings one after another, the farthest first.
 */

export const width = 1600
export const height = 1067

/** The few colours of all pictures. Light comes from the left and is warm; shadows lean to navy and plum. */
export const colour = {
  paper: '#f7ecdc',
  cream: '#f2dfc4',
  sand: '#e6c59c',
  wheat: '#e0a957',
  mustard: '#d98f2b',
  apricot: '#eda373',
  terracotta: '#cf6a48',
  brick: '#a4462f',
  plum: '#5d3442',
  blush: '#eeb7a0',
  mist: '#d5e0da',
  sky: '#b5cfd0',
  blue: '#6e9aa6',
  teal: '#3c7078',
  navy: '#233c4d',
  leaf: '#a9b67c',
  sage: '#7d9770',
  forest: '#44664f',
  pine: '#2c4a41',
  brown: '#7b4a32',
  cocoa: '#4c2f2a',
  white: '#fffaf1',
} as const

let names = 0
const name = (): string => `n${++names}`

export function group(content: string[], attributes = ''): string {
  return `<g ${attributes}>${content.join('')}</g>`
}

export function place(content: string, x: number, y: number, scale = 1, turn = 0, mirror = false): string {
  const flip = mirror ? -scale : scale
  return `<g transform="translate(${x} ${y}) rotate(${turn}) scale(${flip} ${scale})">${content}</g>`
}

export function flat(d: string, fill: string, opacity = 1): string {
  return `<path d="${d}" fill="${fill}" opacity="${opacity}"/>`
}

export function line(d: string, stroke: string, thickness: number, opacity = 1): string {
  return `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${thickness}" stroke-linecap="round" stroke-linejoin="round" opacity="${opacity}"/>`
}

/** Where the shade lies on a shape. */
export type Side = 'left' | 'right' | 'top' | 'bottom' | 'corner'

const directions: Record<Side, string> = {
  left: 'x1="1" y1="0" x2="0" y2="0"',
  right: 'x1="0" y1="0" x2="1" y2="0"',
  top: 'x1="0" y1="1" x2="0" y2="0"',
  bottom: 'x1="0" y1="0" x2="0" y2="1"',
  corner: 'x1="0.1" y1="0" x2="0.95" y2="1"',
}

/** A flat shape with a sprayed shade on one side. */
export function shaded(
  d: string,
  fill: string,
  shade: string,
  side: Side = 'right',
  strength = 0.55,
): string {
  return flat(d, fill) + spray(d, shade, side, strength)
}

/** The spray alone: dots of one colour, dense on one side and gone before the other. */
export function spray(d: string, fill: string, side: Side, strength = 0.55, from = 0.25): string {
  const id = name()
  return (
    `<linearGradient id="${id}" ${directions[side]}><stop offset="${from}" stop-color="${fill}" stop-opacity="0"/>` +
    `<stop offset="1" stop-color="${fill}" stop-opacity="${strength}"/></linearGradient>` +
    `<path d="${d}" fill="url(#${id})" filter="url(#grain)"/>`
  )
}

/** A round light, sprayed. */
export function glow(x: number, y: number, radius: number, fill: string, strength = 0.7): string {
  const id = name()
  return (
    `<radialGradient id="${id}"><stop offset="0" stop-color="${fill}" stop-opacity="${strength}"/>` +
    `<stop offset="0.45" stop-color="${fill}" stop-opacity="${strength * 0.45}"/>` +
    `<stop offset="1" stop-color="${fill}" stop-opacity="0"/></radialGradient>` +
    `<circle cx="${x}" cy="${y}" r="${radius}" fill="url(#${id})" filter="url(#grain)"/>`
  )
}

/** Content seen only inside a shape. */
export function inside(d: string, content: string[]): string {
  const id = name()
  return `<clipPath id="${id}"><path d="${d}"/></clipPath><g clip-path="url(#${id})">${content.join('')}</g>`
}

export function rect(x: number, y: number, w: number, h: number, radius = 0): string {
  const r = Math.min(radius, w / 2, h / 2)
  if (r === 0) return `M${x} ${y}h${w}v${h}h${-w}Z`
  return (
    `M${x + r} ${y}h${w - 2 * r}q${r} 0 ${r} ${r}v${h - 2 * r}q0 ${r} ${-r} ${r}h${2 * r - w}` +
    `q${-r} 0 ${-r} ${-r}v${2 * r - h}q0 ${-r} ${r} ${-r}Z`
  )
}

export function ellipse(x: number, y: number, rx: number, ry = rx): string {
  return `M${x - rx} ${y}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0Z`
}

export function polygon(...points: [number, number][]): string {
  return `M${points.map(([x, y]) => `${x} ${y}`).join('L')}Z`
}

/** Numbers that look like chance and are the same on every run. */
export function chance(seed: number): () => number {
  let state = seed * 2654435761
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return state / 4294967296
  }
}

/** Sets the pieces on a sheet: edges slightly uneven as if cut by hand, and paper over everything. */
export function sheet(background: string, pieces: string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="6 6 ${width - 12} ${height - 8}">
<defs>
<filter id="grain" x="-5%" y="-5%" width="110%" height="110%" color-interpolation-filters="sRGB">
  <feTurbulence type="fractalNoise" baseFrequency="0.36" numOctaves="1" seed="7" result="noise"/>
  <feColorMatrix in="noise" type="matrix" values="0 0 0 0 1  0 0 0 0 1  0 0 0 0 1  2.2 0 0 0 -0.62" result="dots"/>
  <feComposite in="SourceGraphic" in2="dots" operator="arithmetic" k1="0.95" k2="0.5" k3="0" k4="0"/>
</filter>
<filter id="hand" x="-20" y="-20" width="1640" height="1107" filterUnits="userSpaceOnUse" color-interpolation-filters="sRGB">
  <feTurbulence type="fractalNoise" baseFrequency="0.012" numOctaves="2" seed="3" result="drift"/>
  <feDisplacementMap in="SourceGraphic" in2="drift" scale="6" xChannelSelector="R" yChannelSelector="G"/>
</filter>
<filter id="paper" x="0" y="0" width="100%" height="100%" color-interpolation-filters="sRGB">
  <feTurbulence type="fractalNoise" baseFrequency="0.22" numOctaves="3" seed="11"/>
  <feColorMatrix type="matrix" values="0 0 0 0 0.35  0 0 0 0 0.24  0 0 0 0 0.18  0.9 0 0 0 -0.36"/>
</filter>
</defs>
<rect width="${width}" height="${height}" fill="${background}"/>
<g filter="url(#hand)"><rect x="-20" y="-20" width="1640" height="1107" fill="${background}"/>${pieces.join('\n')}</g>
<rect width="${width}" height="${height}" filter="url(#paper)" opacity="0.16"/>
</svg>`
}
