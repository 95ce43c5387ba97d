declare module 'fontkit' {
  interface Glyph {
    id: number
    path: { toSVG(): string }
  }
  interface GlyphRun {
    glyphs: Glyph[]
    positions: { xAdvance: number; xOffset: number; yOffset: number }[]
  }
  interface Font {
    unitsPerEm: number
    /** The code points it has glyphs for. */
    characterSet: number[]
    variationAxes: Record<string, { min: number; default: number; max: number }>
    hasGlyphForCodePoint(point: number): boolean
    getVariation(axes: Record<string, number>): Font
    layout(text: string): GlyphRun
  }
  export function create(bytes: Buffer): Font
}

declare module 'wawoff2' {
  export function decompress(woff2: Uint8Array): Promise<Uint8Array>
}
