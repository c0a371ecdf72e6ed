import { ButtonLink, buttonLook } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { beijingMinute } from '#domain/kernel/civil-date'
import { packText } from '#messages/zh/offline-pack'
import type { PackReturnView } from '#server/self-inspection/pack-queries'
import { ChangeTable } from './change-table'
import { WrongRows } from './wrong-rows'

type Outcome = NonNullable<PackReturnView['outcome']>

/** What became of a pack that was taken over: how much was written, and both sides of every conflict. */
export function TakenOver({ found, outcome, filingId }: { found: PackReturnView; outcome: Outcome; filingId: string }) {
  const { written, conflicts, faulty } = outcome
  const keptOf = new Map(conflicts.map(({ change, kept }) => [change.id, kept]))
  return (
    <div className="space-y-4">
      <Card id="applied" title={packText.applied}>
        <p className="text-success font-semibold">{packText.written(written.answers, written.findings, written.refunds)}</p>
        {found.appliedByName && found.appliedAt && (
          <p className="text-ink-2">
            {packText.appliedBy(found.appliedByName, beijingMinute(found.appliedAt))}。{packText.appliedOnce}
          </p>
        )}
        <ButtonLink href={`/self-inspections/${filingId}`} className="mt-2" variant="primary">
          {packText.toFiling}
        </ButtonLink>
      </Card>
      {conflicts.length > 0 && (
        <Card title={packText.keptTitle}>
          <ChangeTable
            label={packText.keptTitle}
            changes={conflicts.map(({ change }) => change)}
            itemTexts={found.itemTexts}
            last={{ heading: packText.stands, of: ({ id }) => packText[keptOf.get(id) ?? 'mine'] }}
          />
        </Card>
      )}
      {faulty.length > 0 && (
        <WrongRows
          faulty={faulty}
          download={
            found.faulty.length > 0 && (
              <a className={buttonLook({})} href={`/self-inspections/${filingId}/pack/${found.id}/errors`} download>
                {packText.errors}
              </a>
            )
          }
        />
      )}
    </div>
  )
}
