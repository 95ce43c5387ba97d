declare module 'subset-font' {
  interface Wishes {
    targetFormat: 'woff2'
    /** Tags of OpenType; all others are dropped, with the glyphs that only they lead to. */
    keepFeatures: string[]
    variationAxes: Record<string, { min: number; max: number }>
  }
  export default function subsetFont(font: Buffer, characters: string, wishes: Wishes): Promise<Buffer>
}
