import { Money } from '#components/money'
import { ProgressBar } from '#components/ui/progress'
import type { FactTotals } from '#domain/case/facts'
import type { MoneyTotals } from '#domain/case/money'
import { offsetFen } from '#domain/case/offset'
import { formatYuan } from '#domain/kernel/money'
import { caseText } from '#messages/zh/case'
import { criminalEventText } from '#messages/zh/criminal-events'

/** The money of a case: what was found, what goes back to the funds, what goes to the treasury. The two accounts never meet. */
export function MoneyBar({ totals, money, courtFineFen }: { totals: FactTotals; money: MoneyTotals; courtFineFen: bigint }) {
  const { fund, treasury } = money
  const offset = offsetFen(courtFineFen, treasury.paidFen)
  return (
    <div className="bg-panel border-divider rounded-control grid border tablet:grid-cols-[2fr_2fr_1.5fr]">
      <Account
        title={caseText.firstFact}
        figures={[
          [caseText.billed, totals.billedFen],
          [caseText.irregular, totals.irregularFen],
          [caseText.fundLoss, totals.fundLossFen],
        ]}
      />
      <Account
        title={caseText.fundAccount}
        figures={[
          [caseText.demanded, fund.demandedFen],
          [caseText.back, fund.returnedFen],
        ]}
        progress={shareOf(fund.recoveredFen, fund.demandedFen)}
        note={fund.agreementRecoveredFen > 0n ? caseText.agreementShare(formatYuan(fund.agreementRecoveredFen)) : undefined}
      />
      <Account
        title={caseText.treasuryAccount}
        figures={[
          [caseText.fined, treasury.finedFen],
          [caseText.paid, treasury.paidFen],
        ]}
        progress={shareOf(treasury.paidFen, treasury.finedFen)}
        note={notesOf(treasury, courtFineFen > 0n ? criminalEventText.offset(formatYuan(courtFineFen), formatYuan(offset)) : '')}
      />
    </div>
  )
}

/** What the fine has grown by, and what a court's fine takes from it. */
const notesOf = ({ surchargedFen, surchargePaidFen }: MoneyTotals['treasury'], offset: string): string | undefined =>
  [surchargedFen > 0n && caseText.surcharge(formatYuan(surchargedFen), formatYuan(surchargePaidFen)), offset].filter(Boolean).join('；') ||
  undefined

/** In hundredths; `null` where nothing was demanded. */
const shareOf = (part: bigint, whole: bigint): number | null => (whole > 0n ? Number((part * 100n) / whole) : null)

function Account({
  title,
  figures,
  progress = null,
  note,
}: {
  title: string
  figures: readonly (readonly [string, bigint])[]
  progress?: number | null
  note?: string
}) {
  return (
    <section aria-label={title} className="border-divider border-b px-4 py-2 last:border-0 tablet:border-e tablet:border-b-0">
      <h2 className="text-ink-2">{title}</h2>
      <dl className="mt-1 flex flex-wrap gap-x-6 gap-y-1">
        {figures.map(([label, amountFen]) => (
          <div key={label}>
            <dt className="text-ink-2 text-sm">{label}</dt>
            <dd className="text-base font-semibold">
              <Money amountFen={amountFen.toString()} />
            </dd>
          </div>
        ))}
      </dl>
      {progress !== null && (
        <div className="mt-1.5 flex items-center gap-2">
          <div className="grow">
            <ProgressBar value={progress} label={caseText.ofDemanded(`${progress}%`)} tone={progress >= 100 ? 'success' : 'brand'} />
          </div>
          <span className="text-ink-2 text-sm">{caseText.ofDemanded(`${progress}%`)}</span>
        </div>
      )}
      {note && <p className="text-hint">{note}</p>}
    </section>
  )
}
