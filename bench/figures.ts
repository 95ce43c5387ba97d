/** One line of what `npm run bench` prints. */
export interface Figure {
  name: string
  value: number
  unit: string
  /** To what was measured beside it in the same run. */
  ratio?: number
  /** What the figure is held to, in words. */
  goal?: string
}

export function print(title: string, figures: Figure[]): void {
  console.log(`\n${title}`)
  for (const { name, value, unit, ratio, goal } of figures) {
    const shown = value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
    const beside = ratio === undefined ? '' : `  ratio ${ratio.toFixed(2)}`
    console.log(
      `  ${name.padEnd(58)} ${shown.padStart(9)} ${unit.padEnd(5)}${beside}${goal ? `  (held to ${goal})` : ''}`,
    )
  }
}
