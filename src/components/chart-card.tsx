'use client'

import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useState } from 'react'
import { partText } from '#messages/zh/display-parts'
import { type ChartProps, hrefOf, printFigure } from './chart-data'
import { Button } from './ui/button'
import { Card } from './ui/card'
import { Icon } from './ui/icon'
import { Skeleton } from './ui/progress'

const loading = () => <Skeleton lines={6} label={partText.loadingChart} />
const charts = {
  bar: dynamic(() => import('./charts/bar').then((file) => file.BarsChart), { ssr: false, loading }),
  stackedBar: dynamic(() => import('./charts/bar').then((file) => file.StackedBarsChart), { ssr: false, loading }),
  line: dynamic(() => import('./charts/line').then((file) => file.LinesChart), { ssr: false, loading }),
}

/** A chart and, one press away, the same figures as a table. Every mark and every figure opens its rows. */
export function ChartCard({ title, kind, note, ...chart }: ChartProps & { title: string; kind: keyof typeof charts; note?: string }) {
  const [asTable, setAsTable] = useState(false)
  const Chart = charts[kind]
  return (
    <Card
      title={title}
      actions={
        <fieldset aria-label={partText.chartOrTable} className="flex gap-1">
          <Button size="sm" aria-pressed={!asTable} variant={asTable ? 'quiet' : 'outline'} onClick={() => setAsTable(false)}>
            <Icon name="chart-column" />
            {partText.chart}
          </Button>
          <Button size="sm" aria-pressed={asTable} variant={asTable ? 'outline' : 'quiet'} onClick={() => setAsTable(true)}>
            <Icon name="table-2" />
            {partText.table}
          </Button>
        </fieldset>
      }
    >
      {asTable ? (
        <FigureTable title={title} {...chart} />
      ) : (
        <div className={chart.height === 'lg' ? 'h-96' : 'h-64'}>
          <Chart {...chart} />
        </div>
      )}
      {note && <p className="text-hint mt-2">{note}</p>}
    </Card>
  )
}

function FigureTable({ title, series, points, ...how }: ChartProps & { title: string }) {
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">{title}</caption>
      <thead>
        <tr>
          {[partText.item, ...series.map((one) => one.label)].map((heading, place) => (
            <th
              key={heading}
              scope="col"
              className={`bg-header-row border-divider text-ink-2 border-b px-3 py-1 font-semibold ${place === 0 ? 'text-start' : 'text-end'}`}
            >
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.id}>
            <th scope="row" className="border-divider border-b px-3 py-1 text-start font-normal">
              {point.label}
            </th>
            {series.map((one) => {
              const href = hrefOf(point, one.id)
              const text = printFigure(point.values[one.id], how)
              return (
                <td key={one.id} className="border-divider tabular border-b px-3 py-1">
                  {href ? (
                    <Link href={href} prefetch={false} className="link">
                      {text}
                    </Link>
                  ) : (
                    text
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
