'use client'

import { useEffect, useState } from 'react'
import type { FeeCheck } from '#browser/fee-check'
import type { HitPage, RuleTotal, ShownHit } from '#browser/fee-check-messages'
import { Money } from '#components/money'
import { Button } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { ScrollRegion } from '#components/ui/scroll-region'
import { beforeBillingText as text } from '#messages/zh/before-billing'

const size = 50

function useHits(worker: FeeCheck, rule: string | null, from: number): HitPage | null {
  const [page, setPage] = useState<HitPage | null>(null)
  useEffect(() => {
    let wanted = true
    worker.page(rule, from, size).then(
      (found) => wanted && setPage(found),
      () => undefined, // the file was let go for another
    )
    return () => {
      wanted = false
    }
  }, [worker, rule, from])
  return page
}

/** The hits of a rule, or of all, a page at a time: the worker holds the rest. */
export function HitList({
  rule,
  totals,
  worker,
  showAll,
}: {
  rule: string | null
  totals: readonly RuleTotal[]
  worker: FeeCheck
  showAll: () => void
}) {
  const [from, setFrom] = useState(0)
  const page = useHits(worker, rule, from)
  const titleOf = (id: string) => totals.find((total) => total.rule.id === id)?.rule.title ?? ''
  const title = rule === null ? text.all : text.of(titleOf(rule))
  const sheets = new Set(page?.hits.flatMap(({ lines }) => lines.map(({ sheet }) => sheet)))
  return (
    <Card
      title={title}
      flush
      actions={
        rule !== null && (
          <Button size="sm" onClick={showAll}>
            {text.showAll}
          </Button>
        )
      }
    >
      <ScrollRegion label={title} className="overflow-x-auto">
        <table className="w-full">
          <caption className="sr-only">{title}</caption>
          <thead className="bg-header-row">
            <tr>
              {[text.why, text.charge].map((head) => (
                <th key={head} scope="col" className="px-3 py-1 text-start font-semibold">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {page?.hits.map((hit, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a page is drawn anew as a whole
              <tr key={place} className="border-divider border-b align-top last:border-b-0">
                <td className="w-1/2 px-3 py-1">
                  {rule === null && <span className="text-ink-2 block">{titleOf(hit.rule)}</span>}
                  {hit.why}
                </td>
                <td className="px-3 py-1">
                  <Charges hit={hit} withSheet={sheets.size > 1} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {page && page.count > size && <Pages from={from} count={page.count} turn={setFrom} />}
    </Card>
  )
}

function Pages({ from, count, turn }: { from: number; count: number; turn: (from: number) => void }) {
  return (
    <nav aria-label={text.pages} className="flex items-center gap-2 px-3 py-2">
      <Button size="sm" disabled={from === 0} onClick={() => turn(from - size)}>
        {text.previous}
      </Button>
      <span>{text.page(from + 1, Math.min(from + size, count), count)}</span>
      <Button size="sm" disabled={from + size >= count} onClick={() => turn(from + size)}>
        {text.next}
      </Button>
    </nav>
  )
}

function Charges({ hit, withSheet }: { hit: ShownHit; withSheet: boolean }) {
  return (
    <ul>
      {hit.lines.map((line) => (
        <li key={`${line.sheet}:${line.row}`} className="flex flex-wrap gap-x-3">
          <span className="text-ink-2 tabular-nums">{withSheet ? text.sheetRow(line.sheet, line.row) : text.row(line.row)}</span>
          <span className="font-mono">{line.visit}</span>
          <span className="tabular-nums">{line.at}</span>
          <span>{line.name}</span>
          <span className="tabular-nums">
            {line.count}
            {line.unit}
          </span>
          <Money amountFen={line.amountFen} />
        </li>
      ))}
      {hit.moreLines > 0 && <li className="text-hint">{text.more(hit.moreLines)}</li>}
    </ul>
  )
}
