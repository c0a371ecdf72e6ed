'use client'

import { useState } from 'react'
import type { FeeCheck } from '#browser/fee-check'
import type { Checked } from '#browser/fee-check-messages'
import { Money } from '#components/money'
import { Button } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { EmptyState } from '#components/ui/empty-state'
import { beforeBillingText as text } from '#messages/zh/before-billing'
import { HitList } from './hit-list'
import type { OpenItem } from './open-item'
import { RuleTotals } from './rule-totals'

/** What the rules found, what could not be looked at, and the charges behind it. */
export function CheckResult({
  checked,
  worker,
  items,
  changeColumns,
}: {
  checked: Checked
  worker: FeeCheck
  items: readonly OpenItem[]
  changeColumns: () => void
}) {
  const [rule, setRule] = useState<string | null>(null)
  return (
    <>
      <Card
        title={text.result}
        actions={
          <>
            <Button size="sm" onClick={changeColumns}>
              {text.change}
            </Button>
            {checked.hits > 0 && (
              <Button size="sm" onClick={() => void download(worker)}>
                {text.download}
              </Button>
            )}
          </>
        }
      >
        <p role="status" className="flex flex-wrap gap-x-4 font-semibold">
          <span>{text.read(checked.lines, (checked.milliseconds / 1000).toFixed(1))}</span>
          {checked.hits > 0 && (
            <span>
              {text.found(checked.hits, checked.flaggedLines)} <Money amountFen={checked.involvedFen} />
            </span>
          )}
        </p>
        {checked.cancelledOut > 0 && <p className="text-ink-2">{text.cancelled(checked.cancelledOut)}</p>}
        {checked.warnings.map((warning) => (
          <p key={warning} className="text-warning">
            {warning}
          </p>
        ))}
        <Left checked={checked} />
      </Card>
      {checked.hits === 0 ? (
        <EmptyState title={text.clean} next={text.cleanNext} />
      ) : (
        <>
          <p>{text.suspicion}</p>
          <RuleTotals totals={checked.totals} items={items} chosen={rule} choose={setRule} />
          <HitList key={rule} rule={rule} totals={checked.totals} worker={worker} showAll={() => setRule(null)} />
        </>
      )}
    </>
  )
}

/** What was not looked at, and why: rows that could not be read, rules whose columns are not there. */
function Left({ checked: { problems, skipped } }: { checked: Checked }) {
  return (
    <>
      {problems.count > 0 && (
        <Disclosure summary={text.unreadRows(problems.count)} quiet>
          <ul className="max-h-60 list-disc overflow-auto ps-5">
            {problems.first.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Disclosure>
      )}
      {skipped.length > 0 && (
        <Disclosure summary={text.skipped(skipped.length)} quiet>
          <ul className="list-disc ps-5">
            {skipped.map(({ rule, lacks }) => (
              <li key={rule.id}>{text.skippedLine(rule.title, lacks.map((need) => text.needs[need]).join('、'))}</li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  )
}

/** Written by the worker and saved by the browser; no server has a part in it. */
async function download(worker: FeeCheck): Promise<void> {
  const url = URL.createObjectURL(await worker.table(text.heads))
  const link = document.createElement('a')
  link.href = url
  link.download = text.fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
