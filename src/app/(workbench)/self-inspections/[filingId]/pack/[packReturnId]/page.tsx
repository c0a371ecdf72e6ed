import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { buttonLook } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { UploadField } from '#components/upload-field'
import { beijingMinute } from '#domain/kernel/civil-date'
import type { PackChange } from '#domain/self-inspection/pack/compare'
import { packText } from '#messages/zh/offline-pack'
import { refusalText } from '#messages/zh/refusals'
import { getPackReturn, type PackReturnView } from '#server/self-inspection/pack-queries'
import { requireActor } from '#server/session'
import { takeOver } from '../actions'
import { ChangeTable } from './change-table'
import { TakenOver } from './taken-over'
import { WrongRows } from './wrong-rows'

export const metadata: Metadata = { title: packText.returned }

/** A pack that came back: what it changes, what is in conflict, what is wrong; or, once taken over, what became of it. */
export default async function PackReturnPage({ params }: { params: Promise<{ filingId: string; packReturnId: string }> }) {
  const { filingId, packReturnId } = await params
  const found = await getPackReturn(await requireActor(), filingId, packReturnId)
  if (!found) notFound()
  const conflicts = found.changes.filter(({ conflict }) => conflict)
  return (
    <>
      <PageHead
        title={packText.returned}
        trail={
          <Link href={`/self-inspections/${filingId}`} prefetch={false} className="link">
            {found.institutionName}
          </Link>
        }
        lead={
          <>
            {packText.fileOf(found.fileName, found.returnedByName, beijingMinute(found.returnedAt))}
            {!found.outcome && !found.unfit && `　${packText.counts(found.changes.length, conflicts.length, found.faulty.length)}`}
          </>
        }
      />
      {found.outcome ? (
        <TakenOver found={found} outcome={found.outcome} filingId={filingId} />
      ) : found.unfit ? (
        <p className="text-danger">{refusalText(found.unfit)}</p>
      ) : (
        <Review found={found} filingId={filingId} conflicts={conflicts} />
      )}
    </>
  )
}

function Review({ found, filingId, conflicts }: { found: PackReturnView; filingId: string; conflicts: readonly PackChange[] }) {
  const plain = found.changes.filter(({ conflict }) => !conflict)
  const vouchers = found.changes.flatMap((change) => (change.part === 'refund' ? [change.after.voucherNumber] : []))
  return (
    <div className="space-y-4">
      <p className="text-ink-2">{packText.help}</p>
      {found.faulty.length > 0 && (
        <WrongRows
          faulty={found.faulty}
          download={
            <a className={buttonLook({})} href={`/self-inspections/${filingId}/pack/${found.id}/errors`} download>
              {packText.errors}
            </a>
          }
        />
      )}
      {found.changes.length === 0 ? (
        <p>{packText.nothing}</p>
      ) : (
        <CommandForm
          action={takeOver}
          submitLabel={packText.apply}
          fields={{ filingId, packReturnId: found.id, seen: found.seen }}
          className="space-y-4"
        >
          {conflicts.length > 0 && (
            <Card title={packText.conflicts}>
              <p className="text-ink-2 mb-2">{packText.conflictsHelp}</p>
              <ChangeTable
                label={packText.conflicts}
                changes={conflicts}
                itemTexts={found.itemTexts}
                last={{ heading: packText.decide, of: (change) => <Decide change={change} /> }}
              />
            </Card>
          )}
          {plain.length > 0 && (
            <Card title={packText.changes}>
              <ChangeTable label={packText.changes} changes={plain} itemTexts={found.itemTexts} />
            </Card>
          )}
          <Card title={packText.applyTitle}>
            <p className="mb-2">{packText.applyCount(found.changes.length)}</p>
            <div className="space-y-3">
              {vouchers.length > 0 && (
                <UploadField
                  name="proofFileIds"
                  label={packText.proofs}
                  hint={packText.proofsHint(vouchers.join('、'))}
                  multiple
                  required
                />
              )}
              {found.changes.some((change) => change.part === 'finding' && change.before === null) && (
                <UploadField name="evidenceFileIds" label={packText.evidence} hint={packText.evidenceHint} multiple />
              )}
            </div>
          </Card>
        </CommandForm>
      )}
    </div>
  )
}

/** Which side stands, of one conflict. */
function Decide({ change }: { change: PackChange }) {
  return (
    <fieldset>
      <legend className="sr-only">{packText.decideFor(change.code, change.row)}</legend>
      {(['mine', 'theirs'] as const).map((side) => (
        <label key={side} className="flex min-h-6 items-center gap-1.5">
          <input type="radio" name={`choice:${change.id}`} value={side} required className="accent-brand size-4 shrink-0" />
          {packText[side]}
        </label>
      ))}
    </fieldset>
  )
}
