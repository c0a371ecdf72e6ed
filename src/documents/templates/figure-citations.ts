import { asOfText, exactFigureText, type Figure, figureDigits, figureText } from '../figure'
import type { Run, TableBlock } from '../render/blocks'
import { landscapeWidth } from '../render/page'
import { listTable } from '../render/table'
import { run, sizes } from '../render/text'

export type CitedFigure = Figure & { number: number }

/** The figures a report cites, numbered in the order in which they are first read. */
export type Citations = { byKey: ReadonlyMap<string, CitedFigure>; order: readonly CitedFigure[] }

export function citedFigures(figures: readonly Figure[], keys: readonly string[]): Citations {
  const given = new Map(figures.map((item) => [item.key, item]))
  const order = [...new Set(keys)].flatMap((key) => given.get(key) ?? []).map((item, index) => ({ ...item, number: index + 1 }))
  return { byKey: new Map(order.map((item) => [item.key, item])), order }
}

/** The number itself and, raised beside it, where it stands in the annex. */
export function figureRuns({ byKey }: Citations, key: string, { size, digitsOnly }: { size: number; digitsOnly: boolean }): Run[] {
  const cited = byKey.get(key)
  if (!cited) return []
  return [
    run(digitsOnly ? figureDigits(cited) : figureText(cited), { size }),
    run(`[${cited.number}]`, { size, superScript: true, color: '808080' }),
  ]
}

/** 数字溯源附表: one row for each figure cited. */
export const provenanceTable = (order: readonly CitedFigure[]): TableBlock =>
  listTable(
    [
      { title: '序号', share: 2, align: 'center' },
      { title: '指标（编号、版本）', share: 8 },
      { title: '口径', share: 9 },
      { title: '数值', share: 7, align: 'right' },
      { title: '取数时刻', share: 6, align: 'center' },
      { title: '行数', share: 3, align: 'right' },
      { title: '行集校验值（SHA-256）', share: 13 },
    ],
    order.map((item) => [
      `${item.number}`,
      `${item.name}\n${item.metricId} 第${item.metricVersion}版`,
      item.wording,
      exactFigureText(item),
      asOfText(item),
      `${item.rowCount}`,
      item.rowSetHash.match(/.{1,22}/g)?.join('\n') ?? item.rowSetHash,
    ]),
    landscapeWidth,
    sizes.wuhao,
  )
