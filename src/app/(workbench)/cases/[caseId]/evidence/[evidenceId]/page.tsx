import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { CommandForm } from '#components/command-form'
import { Card, PageHead } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { Field } from '#components/ui/field'
import { Input } from '#components/ui/input'
import { Tag } from '#components/ui/tag'
import { departmentNames, departments } from '#domain/department/department'
import { beijingMinute } from '#domain/kernel/civil-date'
import { evidenceText } from '#messages/zh/evidence'
import { type EvidenceView, getEvidence, type Opening, openingsOf } from '#server/evidence/queries'
import { viewFile } from '#server/file/download-file'
import { isPages, type Preview, previewFile } from '#server/file/preview-file'
import { requireActor } from '#server/session'
import { takeEvidenceBack } from '../../../actions'
import { FilePreview, PagesLink } from './file-preview'

type Props = { params: Promise<{ caseId: string; evidenceId: string }> }

export default async function EvidencePage({ params }: Props) {
  const { caseId, evidenceId } = await params
  const actor = await requireActor()
  const evidence = await getEvidence(actor, caseId, evidenceId)
  if (!evidence) notFound()
  const file = await viewFile(actor, { fileId: evidence.fileId })
  const openings = await openingsOf(actor, evidence.fileId) // this one is among them
  return (
    <>
      <PageHead
        title={`${evidenceText.title} ${evidence.seq}　${evidence.title}`}
        trail={`${evidence.case.number} · ${evidence.case.partyName}`}
        lead={
          <span className="flex flex-wrap items-center gap-2">
            <Tag tone={evidence.state === 'held' ? 'success' : 'neutral'}>{evidenceText.states[evidence.state]}</Tag>
            <span>{evidenceText.kinds[evidence.kind]}</span>
            <Link href={`/cases/${caseId}?tab=evidence`} prefetch={false} className="link inline-flex min-h-6 items-center">
              {evidenceText.back}
            </Link>
          </span>
        }
      />
      <div className="grid gap-4 desktop:grid-cols-[1fr_22rem]">
        <Card title={evidenceText.preview}>
          {file.ok ? (
            <>
              {isPages(file.value.mediaType) && <PagesLink fileId={evidence.fileId} />}
              <Suspense fallback={<p className="text-ink-2">{evidenceText.previewComes}</p>}>
                <Look preview={() => previewFile(actor, file.value)} fileId={evidence.fileId} title={evidence.title} />
              </Suspense>
            </>
          ) : (
            <p className="text-ink-2">{evidenceText.noPreview}</p>
          )}
        </Card>
        <div className="space-y-4">
          <Said evidence={evidence} />
          <Openings openings={openings} />
          {evidence.mayWithdraw && <Withdraw evidence={evidence} />}
        </div>
      </div>
    </>
  )
}

/** Beside a page that is there already: a long workbook takes its time. */
const Look = async ({ preview, ...shown }: { preview: () => Promise<Preview>; fileId: string; title: string }) => (
  <FilePreview preview={await preview()} {...shown} />
)

function Said({ evidence }: { evidence: EvidenceView }) {
  const one = evidenceText.certificate(evidence.collectorAName, evidence.collectorACertificate)
  const other = evidenceText.certificate(evidence.collectorBName, evidence.collectorBCertificate)
  const fact = evidence.fact ? `${evidenceText.factOf(evidence.fact.seq)} ${evidence.fact.behaviour}` : evidenceText.wholeCase
  const form = evidence.original ? evidenceText.forms.original : evidenceText.forms.copy
  const pages = evidence.pages === null ? '' : `，${evidenceText.pageCount(evidence.pages)}`
  const withdrawn =
    evidence.withdrawnAt &&
    evidenceText.withdrawn(evidence.withdrawnByName ?? '', beijingMinute(evidence.withdrawnAt), evidence.withdrawnReason ?? '')
  return (
    <Card
      actions={
        <a href={`/api/files/${evidence.fileId}`} className="link">
          {evidenceText.download}
        </a>
      }
      title={evidenceText.title}
    >
      {withdrawn && <p className="text-warning mb-2">{withdrawn}</p>}
      <DescriptionList
        items={[
          { term: evidenceText.fact, value: fact },
          { term: evidenceText.proves, value: evidence.proves },
          { term: evidenceText.collectors, value: `${one}、${other}` },
          { term: evidenceText.collected, value: beijingMinute(evidence.collectedAt), note: evidence.place },
          ...(evidence.sourceSystem ? [{ term: evidenceText.sourceSystem, value: evidence.sourceSystem }] : []),
          ...(evidence.provider ? [{ term: evidenceText.provider, value: evidence.provider }] : []),
          { term: evidenceText.form, value: `${form}${pages}` },
          ...(evidence.extraction ? [{ term: evidenceText.extraction, value: evidence.extraction }] : []),
          { term: evidenceText.check, value: <Check evidence={evidence} /> },
          { term: evidenceText.size, value: sizeOf(evidence.sizeBytes) },
          { term: evidenceText.hash, value: <span className="font-mono text-xs break-all">{evidence.sha256}</span> },
        ]}
      />
      <p className="text-hint mt-2">{evidenceText.recorded(evidence.recordedByName, beijingMinute(evidence.recordedAt))}</p>
    </Card>
  )
}

function Check({ evidence: { file } }: { evidence: EvidenceView }) {
  if (!file.check) return <span className="text-ink-2">{evidenceText.unchecked}</span>
  const { state, since, checkedAt } = file.check
  if (state === 'intact') return evidenceText.checks.intact(beijingMinute(checkedAt))
  return <Tag tone="danger">{evidenceText.checks[state](beijingMinute(since))}</Tag>
}

const sizeOf = (bytes: number) => (bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`)

const nameOf = (department: string | null) => departments.filter((one) => one === department).map((one) => departmentNames[one].short)[0]

function Openings({ openings }: { openings: readonly Opening[] }) {
  return (
    <Card title={evidenceText.openings}>
      {openings.length === 0 ? (
        <p className="text-ink-2">{evidenceText.noOpening}</p>
      ) : (
        <ul className="space-y-1">
          {openings.map(({ id, at, actorName, department, action }) => (
            <li key={id} className="flex flex-wrap gap-x-2">
              <span className="tabular-nums">{beijingMinute(at)}</span>
              <span>{actorName}</span>
              <span className="text-ink-2">{nameOf(department)}</span>
              <span className="text-ink-2">{evidenceText.opened[action]}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Withdraw({ evidence }: { evidence: EvidenceView }) {
  return (
    <Card title={evidenceText.withdraw}>
      <CommandForm
        scope="withdraw"
        action={takeEvidenceBack}
        submitLabel={evidenceText.withdraw}
        submitVariant="outline"
        version={evidence.case.version}
        fields={{ caseId: evidence.caseId, evidenceId: evidence.id }}
      >
        <Field name="reason" label={evidenceText.withdrawReason} hint={evidenceText.withdrawHint} required>
          <Input maxLength={2000} />
        </Field>
      </CommandForm>
    </Card>
  )
}
