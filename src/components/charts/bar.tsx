'use client'

import { useId } from 'react'
import { Bar, BarChart, CartesianGrid, LabelList, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { type ChartProps, printFigure } from '../chart-data'
import { axisText, ChartTooltip, fillOf, flatten, Hatches, MarkLink } from './parts'

export const BarsChart = (props: ChartProps) => <Bars {...props} />
export const StackedBarsChart = (props: ChartProps) => <Bars {...props} stacked />

/** More names than fit side by side stand aslant. */
const leaning = { angle: -45, textAnchor: 'end', height: 64 } as const

type Drawn = { x?: number; y?: number; width?: number; height?: number; fill?: string; payload?: { place?: number } }

function Bars({ series, points, format, unit, stacked }: ChartProps & { stacked?: boolean }) {
  const id = useId().replace(/[^a-z0-9]/gi, '')
  const how = { format, unit }
  const axis = (value: number) => printFigure(value, { format })
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={flatten(points)} accessibilityLayer={false} margin={{ top: 16, right: 8, bottom: 0, left: 0 }}>
        <Hatches chart={id} series={series} />
        <CartesianGrid vertical={false} stroke="var(--color-divider)" />
        <XAxis
          dataKey="label"
          tick={axisText}
          tickLine={false}
          stroke="var(--color-control)"
          interval={0}
          {...(points.length > 8 && leaning)}
        />
        <YAxis tick={axisText} tickLine={false} axisLine={false} tickFormatter={axis} width="auto" />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--color-header-row)' }}
          content={({ active, payload }) => <ChartTooltip active={active} payload={payload} points={points} series={series} how={how} />}
        />
        {series.length > 1 && <Legend itemSorter={null} formatter={(label) => <span className="text-ink">{label}</span>} />}
        {series.map((one, place) => (
          <Bar
            key={one.id}
            dataKey={one.id}
            name={one.label}
            stackId={stacked ? 'all' : undefined}
            fill={fillOf(id, place)}
            maxBarSize={40}
            isAnimationActive={false}
            shape={({ x = 0, y = 0, width = 0, height = 0, fill, payload }: Drawn) => (
              <MarkLink point={points[payload?.place ?? -1]} series={one} how={how}>
                <rect x={x} y={y} width={width} height={Math.max(0, height)} fill={fill} stroke="var(--color-panel)" />
              </MarkLink>
            )}
          >
            {!stacked && series.length === 1 && (
              <LabelList
                dataKey={one.id}
                position="top"
                fill="var(--color-ink)"
                fontSize="0.8125rem"
                formatter={(value) => axis(Number(value))}
              />
            )}
          </Bar>
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}
