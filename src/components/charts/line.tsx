'use client'

import { CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { type ChartProps, printFigure } from '../chart-data'
import { axisText, ChartTooltip, colourOf, flatten, MarkLink } from './parts'

/** Lines differ by their dashes too. */
const dashes = ['0', '6 3', '2 3', '8 3 2 3'] as const

type Drawn = { cx?: number; cy?: number; payload?: { place?: number } }

export function LinesChart({ series, points, format, unit }: ChartProps) {
  const how = { format, unit }
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={flatten(points)} accessibilityLayer={false} margin={{ top: 16, right: 16, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--color-divider)" />
        <XAxis dataKey="label" tick={axisText} tickLine={false} stroke="var(--color-control)" />
        <YAxis
          tick={axisText}
          tickLine={false}
          axisLine={false}
          tickFormatter={(value: number) => printFigure(value, { format })}
          width="auto"
        />
        <Tooltip
          isAnimationActive={false}
          content={({ active, payload }) => <ChartTooltip active={active} payload={payload} points={points} series={series} how={how} />}
        />
        {series.length > 1 && <Legend itemSorter={null} formatter={(label) => <span className="text-ink">{label}</span>} />}
        {series.map((one, place) => (
          <Line
            key={one.id}
            dataKey={one.id}
            name={one.label}
            type="linear"
            stroke={colourOf(place)}
            strokeWidth={2}
            strokeDasharray={dashes[place % dashes.length]}
            isAnimationActive={false}
            activeDot={false}
            dot={({ cx = 0, cy = 0, payload }: Drawn) => (
              <MarkLink key={payload?.place} point={points[payload?.place ?? -1]} series={one} how={how}>
                <circle cx={cx} cy={cy} r={12} fill="transparent" />
                <circle cx={cx} cy={cy} r={4} fill="var(--color-panel)" stroke={colourOf(place)} strokeWidth={2} />
              </MarkLink>
            )}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  )
}
