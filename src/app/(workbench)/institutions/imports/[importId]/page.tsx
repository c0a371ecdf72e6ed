import Link from 'next/link'
import { notFound } from 'next/navigation'
import { StatusTag } from '#components/status-tag'
import { StepButton } from '#components/step-button'
import { Card, PageHead } from '#components/ui/card'
import { beijingMinute } from '#domain/kernel/civil-date'
import { registerText } from '#messages/zh/register'
import { getRegisterImport, type RegisterImportView } from '#server/institution/register-queries'
import { keepsRegister } from '#server/institution/upload-register'
import { requireActor } from '#server/session'
import { cancel } from '../../actions'
import { ChangesTable } from './changes-table'
import { TakeForm } from './take-form'

export const metadata = { title: registerText.importTitle }

const statuses = { uploaded: 'open', imported: 'done', cancelled: 'stopped' } as const

/** An uploaded list beside the register: what is new, what differs, what must be mended; then it is taken in, all or nothing. */
export default async function RegisterImportPage({ params }: { params: Promise<{ importId: string }> }) {
  const actor = await requireActor()
  const { importId } = await params
  const found = keepsRegister(actor) ? await getRegisterImport(actor, importId) : null
  if (!found) notFound()
  return (
    <>
      <PageHead
        title={found.file.displayName}
        trail={
          <Link href="/institutions/imports" prefetch={false} className="link">
            {registerText.importTitle}
          </Link>
        }
        lead={
          <span className="flex flex-wrap items-center gap-x-3">
            <StatusTag kind={statuses[found.state]} label={registerText.importStates[found.state]} />
            <span>{registerText.decidedBy(found.uploadedByName, beijingMinute(found.uploadedAt))}</span>
          </span>
        }
        actions={
          found.state === 'uploaded' && (
            <StepButton
              label={registerText.cancel}
              shut={null}
              fields={{ importId: found.id, version: found.version }}
              action={cancel}
              confirm={{ body: registerText.cancelBody }}
            />
          )
        }
      />
      {found.compared ? <Preview found={found} compared={found.compared} /> : <Outcome found={found} />}
    </>
  )
}

function Outcome({ found: { state, addedCount, changedCount } }: { found: RegisterImportView }) {
  if (state !== 'imported') return null
  return (
    <Card>
      <p>{registerText.done(addedCount ?? 0, changedCount ?? 0)}</p>
    </Card>
  )
}

type Compared = NonNullable<RegisterImportView['compared']>

function Preview({ found, compared }: { found: RegisterImportView; compared: Compared }) {
  const { added, changed, unchanged, unfit } = compared
  const wrong = found.problemCount + unfit
  const counts = { added, changed, unchanged, wrong }
  return (
    <div className="space-y-4">
      <dl className="bg-panel border-divider flex flex-wrap gap-x-10 gap-y-2 border px-4 py-3">
        {(['added', 'changed', 'unchanged', 'wrong'] as const).map((name) => (
          <div key={name}>
            <dt className="text-ink-2">{registerText.counts[name]}</dt>
            <dd className={name === 'wrong' && wrong > 0 ? 'text-danger text-lg font-semibold' : 'text-lg font-semibold'}>
              {counts[name].toLocaleString('zh-CN')}{' '}
              <span className="text-ink-2 text-sm font-normal">{name === 'wrong' ? registerText.wrongUnit : registerText.unit}</span>
            </dd>
          </div>
        ))}
      </dl>
      {wrong > 0 && <Wrong found={found} compared={compared} />}
      {changed > 0 && <ChangesTable changes={compared.changes} count={changed} />}
      {wrong === 0 &&
        (added + changed === 0 ? (
          <p>{registerText.nothingNew}</p>
        ) : (
          <TakeForm importId={found.id} version={found.version} shown={compared.hash} changed={changed} />
        ))}
    </div>
  )
}

/** What must be mended, in the order of the file's own problems and then those against the register. */
function Wrong({ found, compared }: { found: RegisterImportView; compared: Compared }) {
  const lines = [
    ...found.problems,
    ...compared.unfitRows.flatMap(({ row, code, state }) => (state === 'changed' ? [] : [registerText.unfit[state](row, code)])),
  ]
  const hidden = found.problemCount + compared.unfit - lines.length
  return (
    <Card title={registerText.wrongTitle}>
      <p className="text-ink-2">{registerText.wrongLead}</p>
      <ul className="mt-2 list-disc space-y-0.5 ps-6">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {hidden > 0 && <p className="text-hint mt-1">{registerText.moreWrong(hidden)}</p>}
    </Card>
  )
}
