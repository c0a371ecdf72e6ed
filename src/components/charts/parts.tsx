import type { ReactNode } from 'react'
import { partText } from '#messages/zh/display-parts'
import { type ChartPoint, type ChartProps, type ChartSeries, hrefOf, printFigure } from '../chart-data'

/** The colour of a series by its place; from the ninth on they repeat, so a chart should not have nine. */
export const colourOf = (place: number) => `var(--color-chart-${(place % 8) + 1})`

/** Every second series is hatched, so that neighbours differ without colour. */
export const fillOf = (chart: string, place: number) => (place % 2 === 0 ? colourOf(place) : `url(#${chart}-${place})`)

export function Hatches({ chart, series }: { chart: string; series: readonly ChartSeries[] }) {
  return (
    <defs>
      {series.map(
        (one, place) =>
          place % 2 === 1 && (
            <pattern key={one.id} id={`${chart}-${place}`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="6" height="6" fill={colourOf(place)} />
              <line x1="0" y1="0" x2="0" y2="6" stroke="var(--color-panel)" strokeWidth="2" />
            </pattern>
          ),
      )}
    </defs>
  )
}

/** Rows as recharts wants them: flat, one key a series. */
export const flatten = (points: readonly ChartPoint[]) => points.map((point, place) => ({ place, label: point.label, ...point.values }))

export const axisText = { fill: 'var(--color-ink-2)', fontSize: '0.8125rem' }

/** A mark that is a link to the rows behind it; without an address it is only drawn. */
export function MarkLink({
  point,
  series,
  how,
  children,
}: {
  point: ChartPoint | undefined
  series: ChartSeries
  how: Pick<ChartProps, 'format' | 'unit'>
  children: ReactNode
}) {
  const href = point && hrefOf(point, series.id)
  if (!point || !href) return <g>{children}</g>
  return (
    <a href={href} aria-label={`${point.label} ${series.label} ${printFigure(point.values[series.id], how)} ${partText.openRows}`}>
      {children}
    </a>
  )
}

export function ChartTooltip({
  active,
  payload,
  points,
  series,
  how,
}: {
  active?: boolean
  payload?: readonly { payload?: { place?: number } }[]
  points: readonly ChartPoint[]
  series: readonly ChartSeries[]
  how: Pick<ChartProps, 'format' | 'unit'>
}) {
  const point = points[payload?.[0]?.payload?.place ?? -1]
  if (!active || !point) return null
  return (
    <div className="bg-panel border-control rounded-control shadow-popover border px-3 py-2">
      <p className="font-semibold">{point.label}</p>
      {series.map((one) => (
        <p key={one.id}>
          {one.label}：<span className="tabular-nums">{printFigure(point.values[one.id], how)}</span>
        </p>
      ))}
    </div>
  )
}
