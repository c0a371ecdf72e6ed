import type { AmountFen } from '../../kernel/money'
import { headingUnit, type MoneyUnit, readAmountText, readSignedAmount } from '../../table/amount'
import type { TableCell, TableRow } from '../../table/grid'
import type { Column } from '../../table/header'
import { comparedHeading } from '../../table/heading'
import { toHalfWidth } from '../../table/text'
import type { LeadField } from './fields'
import type { ControlTotal } from './lead-list'

type MoneyColumn = { heading: string; index: number; unit: MoneyUnit; since: AmountFen; sum: AmountFen }
type Stated = { row: number; label: string; column: MoneyColumn; stated: AmountFen; since: AmountFen; sinceGrand: AmountFen }

const totalLabel = /^(本页|本表|全部|以上|总)?(合计|总计|小计|共计|累计|总合计)(金额|数)?:?$/
const inlineTotal = /^(本页|本表|全部|以上)?(合计|总计|小计|共计|累计)[:,，]?.*?([\d,.]+)(万元|元|万)?[。.]?$/
const moneyHeading = /(金额|费用|支付|支出|损失)$/

/** The label of a row that states totals (合计, 小计…), or null. A row with a behaviour of its own is a lead. */
export function totalRowLabel(row: TableRow, behaviour: number | undefined): string | null {
  for (const [index, cell] of row.cells.entries()) {
    if (!cell?.text.includes('计')) continue
    const text = toHalfWidth(cell.text).replace(/\s+/g, '')
    if (totalLabel.test(text) || inlineTotal.test(text)) {
      const own = behaviour === undefined || behaviour === index ? undefined : row.cells[behaviour]
      return own ? null : text
    }
  }
  return null
}

/** Sums the money columns of a sheet as its rows go by, and holds the sums against the totals that the sheet states. */
export function columnTotals(columns: readonly Column<LeadField>[], amountUnit: MoneyUnit) {
  const money: MoneyColumn[] = columns
    .filter(({ field, heading }) => field === 'amountFen' || (field === null && moneyHeading.test(comparedHeading(heading))))
    .map(({ heading, index, field }) => ({
      heading,
      index,
      unit: field ? amountUnit : (headingUnit(heading) ?? amountUnit),
      since: 0n,
      sum: 0n,
    }))
  const stated: Stated[] = []
  const unstated: number[] = []
  let hasFormula = false
  const grand = new Map<MoneyColumn, AmountFen>()

  return {
    add(row: TableRow) {
      for (const column of money) {
        const cell = row.cells[column.index]
        const amount = cell && cell.kind !== 'formula' ? (readSignedAmount(cell, column.unit) ?? 0n) : 0n
        column.since += amount
        column.sum += amount
      }
    },
    state(row: TableRow, label: string) {
      const isPart = /小计|本页/.test(label)
      for (const column of money) {
        const amount = statedAmount(row.cells[column.index], label, column, money[0])
        if (amount === null) {
          if (row.cells[column.index]) unstated.push(row.number)
          continue
        }
        if (row.cells[column.index]?.kind === 'formula') hasFormula = true
        const sinceGrand = column.sum - (grand.get(column) ?? 0n)
        stated.push({ row: row.number, label, column, stated: amount, since: column.since, sinceGrand })
      }
      for (const column of money) {
        column.since = 0n
        if (!isPart) grand.set(column, column.sum)
      }
    },
    hasFormula: () => hasFormula,
    /** Rows with a total that cannot be read: a formula saved without its result, or no amount. */
    unstated,
    list: (sheet: string): ControlTotal[] => stated.map((total) => controlTotal(sheet, total, stated)),
  }
}

function statedAmount(cell: TableCell | undefined, label: string, column: MoneyColumn, first: MoneyColumn | undefined): AmountFen | null {
  if (cell && !inlineTotal.test(toHalfWidth(cell.text).replace(/\s+/g, ''))) return readSignedAmount(cell, column.unit)
  const inline = column === first ? inlineTotal.exec(label) : null
  if (!inline?.[3]) return null
  const amount = readAmountText(inline[3] + (inline[4] ?? ''), column.unit)
  return amount.ok ? amount.amountFen : null
}

/** A 小计 is of the rows since the last total, a lone 合计 of all rows of the sheet wherever it stands. */
function controlTotal(sheet: string, total: Stated, all: readonly Stated[]): ControlTotal {
  const { row, column, stated, since, sinceGrand, label } = total
  const isPart = /小计|本页/.test(label)
  const grandTotals = all.filter((other) => other.column === column && !/小计|本页/.test(other.label)).length
  const candidates = isPart ? [since] : grandTotals > 1 ? [sinceGrand, column.sum] : [column.sum]
  const computed = candidates.find((sum) => sum === stated) ?? candidates[0] ?? 0n
  return { sheet, row, column: column.heading, stated: stated.toString(), computed: computed.toString(), holds: computed === stated }
}

/** How many times one sum is the other, when that is a slip of unit: 分, 千元 or 万元 for 元. */
export function unitSlip(total: ControlTotal): number | null {
  const [stated, computed] = [BigInt(total.stated), BigInt(total.computed)]
  if (stated === 0n || computed === 0n) return null
  return [100, 1_000, 10_000, 1_000_000].find((times) => stated * BigInt(times) === computed || computed * BigInt(times) === stated) ?? null
}
