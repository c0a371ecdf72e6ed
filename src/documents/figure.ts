import { z } from 'zod'
import { beijingMinute } from '#domain/kernel/civil-date'
import { formatWanYuan, formatYuan } from '#domain/kernel/money'
import type { Metric } from '#domain/summary/metric'
import { reportUnitWords } from '#domain/summary/units'
import { text } from './fields'

/**
 * One number of a report, tied to what it counts: the metric and its version, the moment it was taken, and the
 * rows behind it by their number and the hash of their ids.
 */
export const figure = z.strictObject({
  key: z.string().regex(/^[a-zA-Z0-9_.:-]{1,120}$/),
  /** A share names both its metrics: `casesClosed/casesFiled`. */
  metricId: z.string().regex(/^[a-zA-Z0-9_.:/-]{1,120}$/),
  metricVersion: z.int().min(1),
  /** 指标. */
  name: text,
  /** 口径: what is counted, in words. */
  wording: z.string().trim().min(1).max(1000),
  /** Digits when stored. `count` as it is; `fen` money; `basisPoint` hundredths of a percent. */
  value: z.union([z.bigint(), z.string().regex(/^-?\d{1,18}$/)]).transform((value) => BigInt(value)),
  format: z.enum(['count', 'fen', 'basisPoint']),
  /** 家、家次、件、条、人、人次…; 元 or 万元 for money; % for shares. */
  unit: z.string().trim().min(1).max(10),
  asOf: z.iso.datetime({ offset: true }).transform((at) => new Date(at)),
  rowCount: z.int().min(0),
  rowSetHash: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Figure = z.output<typeof figure>

/** What was counted for a metric, as a figure that a report may cite. */
export const reportFigure = (
  metric: Metric,
  counted: { key: string; value: bigint; asOf: Date; rowCount: number; rowSetHash: string },
): z.input<typeof figure> => ({
  key: counted.key,
  metricId: metric.id,
  metricVersion: metric.version,
  name: metric.name,
  wording: metric.wording,
  value: counted.value.toString(),
  format: metric.unit === 'fen' ? 'fen' : 'count',
  unit: reportUnitWords[metric.unit],
  asOf: counted.asOf.toISOString(),
  rowCount: counted.rowCount,
  rowSetHash: counted.rowSetHash,
})

const grouped = (value: bigint) => value.toString().replace(/\B(?=(\d{3})+(?!\d))/g, ',')

function digits({ value, format, unit }: Pick<Figure, 'value' | 'format' | 'unit'>): string {
  if (format === 'fen') return unit === '万元' ? formatWanYuan(value) : formatYuan(value)
  if (format === 'count') return grouped(value)
  const absolute = value < 0n ? -value : value
  return `${value < 0n ? '-' : ''}${absolute / 100n}.${(absolute % 100n).toString().padStart(2, '0')}`
}

/** As it stands in a sentence: `3,412.60万元`, `186件`, `99.12%`. */
export const figureText = (of: Pick<Figure, 'value' | 'format' | 'unit'>): string => `${digits(of)}${of.unit}`

/** Without its unit, for a table whose heading names it. */
export const figureDigits = digits

/** Money in 万元 hides its cents: the exact amount stands beside it in the annex. */
export const exactFigureText = (of: Pick<Figure, 'value' | 'format' | 'unit'>): string =>
  of.format === 'fen' && of.unit === '万元' ? `${figureText(of)}（${formatYuan(of.value)}元）` : figureText(of)

export const asOfText = ({ asOf }: Pick<Figure, 'asOf'>): string => beijingMinute(asOf)
