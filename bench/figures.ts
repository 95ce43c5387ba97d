/** One line of what `npm run bench` prints. */
export interface Figure {
  name: string
  value: number
  unit: string
  /** To what was measured beside it in the same run. */
  ratio?: number
  /** The lowest and the highest of several rounds: of the ratio where there is one, else of the value. */
  spread?: [number, number]
  /** What the figure is held to, in words. */
  goal?: string
}

export function print(title: string, figures: Figure[]): void {
  console.log(`\n${title}`)
  for (const { name, value, unit, ratio, spread, goal } of figures) {
    const between = spread ? ` (${spread.map(short).join('–')})` : ''
    const beside = ratio === undefined ? between : `  ratio ${ratio.toFixed(2)}${between}`
    console.log(
      `  ${name.padEnd(58)} ${short(value).padStart(9)} ${unit.padEnd(5)}${beside}${goal ? `  (held to ${goal})` : ''}`,
    )
  }
}

function short(value: number): string {
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2)
}
