import { partText } from '#messages/zh/display-parts'

export type ChartSeries = { id: string; label: string }

/** One place on the axis: its figures by series, and where the rows behind them are. `hrefs` differ by series. */
export type ChartPoint = {
  id: string
  label: string
  values: Readonly<Record<string, number | null>>
  href?: string
  hrefs?: Readonly<Record<string, string>>
}

export type ChartProps = {
  series: readonly ChartSeries[]
  points: readonly ChartPoint[]
  /** How a figure is printed; `percent` takes a share of 1. */
  format?: 'number' | 'percent'
  unit?: string
  height?: 'md' | 'lg'
}

export const printFigure = (value: number | null | undefined, { format, unit }: Pick<ChartProps, 'format' | 'unit'>): string => {
  if (value === null || value === undefined) return partText.noFigure
  const text = format === 'percent' ? `${(value * 100).toFixed(1)}%` : value.toLocaleString('zh-CN')
  return unit ? `${text} ${unit}` : text
}

export const hrefOf = (point: ChartPoint, series: string) => point.hrefs?.[series] ?? point.href
