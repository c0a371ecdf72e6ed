import Link from 'next/link'
import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { StatusTag } from '#components/status-tag'
import { StepButton } from '#components/step-button'
import { Card, PageHead } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import { undrafted } from '#components/undrafted'
import { sealedPart } from '#domain/document/paper-fields'
import { beijingMinute } from '#domain/kernel/civil-date'
import { citation } from '#domain/law/law'
import { casePaperText } from '#messages/zh/case-papers'
import { documentText } from '#messages/zh/documents'
import { differenceText, placeOf, wordsOf } from '#messages/zh/paper-differences'
import { wordingText } from '#messages/zh/paper-wordings'
import { currentTime } from '#server/clock/now'
import { type CasePaperView, getCasePaper } from '#server/document/case-paper-queries'
import { requireActor } from '#server/session'
import { drop, fillIn, issue, voidIt } from '../actions'

type Props = { params: Promise<{ caseId: string; documentId: string }> }

export default async function CasePaperPage({ params }: Props) {
  const { caseId, documentId } = await params
  const paper = await getCasePaper(await requireActor(), caseId, documentId, currentTime())
  if (!paper) notFound()
  const status = { draft: 'notStarted', issued: 'done', voided: 'stopped' } as const
  return (
    <>
      <PageHead
        title={paper.number ? `${paper.name}　${paper.number}` : paper.name}
        trail={
          <Link href={`/cases/${paper.case.id}?tab=documents`} prefetch={false} className="link">
            {paper.case.number}　{paper.case.partyName}
          </Link>
        }
        lead={
          <span className="flex flex-wrap items-center gap-3">
            <StatusTag kind={status[paper.state]} label={documentText.states[paper.state]} />
            <span className="text-ink-2">{citation(paper.basis)}</span>
            {paper.voidReason && <span className="text-danger">{casePaperText.voidedFor(paper.voidReason)}</span>}
          </span>
        }
      />
      <div className="grid gap-4 desktop:grid-cols-[1fr_20rem]">
        <div className="min-w-0 space-y-4">
          <ChangedSince paper={paper} />
          {paper.mayFill ? <FillForm paper={paper} /> : <Written paper={paper} />}
        </div>
        <div className="space-y-4">
          <Card title={casePaperText.pages}>
            <ul className="space-y-1">
              <li>
                <a href={`/api/documents/${paper.id}/pdf`} className="link" target="_blank" rel="noreferrer">
                  {documentText.openPdf}
                </a>
              </li>
              <li>
                <a href={`/api/files/${paper.fileId}`} className="link">
                  {casePaperText.word}
                </a>
              </li>
            </ul>
            {paper.wording && <p className="mt-2 text-ink-2">{wordingText.made(paper.wording.agencyName, paper.wording.seq)}</p>}
            <Kept paper={paper} />
          </Card>
          <LeftToFill paper={paper} />
          <Steps paper={paper} />
        </div>
      </div>
    </>
  )
}

/** By what the pages of an issued paper are known to be those that were issued. */
function Kept({ paper }: { paper: CasePaperView }) {
  if (paper.state !== 'issued') return null
  const { seal, file } = paper
  if (!seal) return <p className="mt-3 text-ink-2">{casePaperText.notSealed}</p>
  return (
    <dl className="mt-3 space-y-2 border-line border-t pt-3">
      <dt className="text-ink-2">{casePaperText.sealed(seal.pages, beijingMinute(seal.sealedAt))}</dt>
      <dd className="break-all font-mono text-xs">PDF SHA-256：{seal.sha256}</dd>
      {file && <dd className="break-all font-mono text-xs">Word SHA-256：{file.sha256}</dd>}
    </dl>
  )
}

const shownAtMost = 100

/** What the case says today and the signed paper does not. */
function ChangedSince({ paper: { since, fields } }: { paper: CasePaperView }) {
  if (since.length === 0) return null
  const labels = Object.fromEntries(fields.map(({ name, label }) => [name, label]))
  return (
    <Card title={differenceText.title}>
      <p className="mb-3 text-ink-2">{differenceText.lead}</p>
      <table className="w-full table-fixed text-start">
        <thead>
          <tr className="border-line border-b text-start">
            {[differenceText.where, differenceText.signed, differenceText.today].map((head) => (
              <th key={head} scope="col" className="py-1 pe-3 text-start font-semibold">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {since.slice(0, shownAtMost).map(({ path, signed, today }) => (
            <tr key={path.join('.')} className="border-line border-b align-top">
              <th scope="row" className="py-2 pe-3 text-start font-normal">
                {placeOf(path, labels)}
              </th>
              <td className="wrap-anywhere whitespace-pre-line py-2 pe-3">
                <del>{wordsOf(signed, path.at(-1))}</del>
              </td>
              <td className="wrap-anywhere whitespace-pre-line py-2">
                <ins className="no-underline">{wordsOf(today, path.at(-1))}</ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {since.length > shownAtMost && <p className="mt-2 text-ink-2">{differenceText.more(since.length - shownAtMost)}</p>}
    </Card>
  )
}

/** What stands between the draft and its signature. */
function LeftToFill({ paper }: { paper: CasePaperView }) {
  if (paper.state !== 'draft') return null
  return (
    <Card title={casePaperText.check}>
      {paper.missing.length === 0 && paper.changed.length === 0 && <p>{casePaperText.complete}</p>}
      {paper.missing.length > 0 && (
        <>
          <p>{casePaperText.missing(paper.missing.length)}</p>
          <ul className="mt-1 list-disc ps-5 text-danger">
            {paper.missing.map((label) => (
              <li key={label}>{label}</li>
            ))}
          </ul>
        </>
      )}
      {paper.changed.length > 0 && (
        <>
          <p className="mt-2">{casePaperText.changed}</p>
          <ul className="mt-1 list-disc ps-5">
            {paper.changed.map((name) => (
              <li key={name}>
                {casePaperText.partNames[name] ?? paper.fields.find((field) => field.name === name)?.label ?? casePaperText.otherPart}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

function FillForm({ paper }: { paper: CasePaperView }) {
  return (
    <Card title={casePaperText.parts}>
      <p className="mb-3 text-ink-2">{casePaperText.partsHint}</p>
      <CommandForm
        action={fillIn}
        submitLabel={casePaperText.save}
        version={paper.revision}
        fields={{ documentId: paper.id }}
        draftKey={`paper:${paper.id}`}
      >
        {paper.fields.map(({ name, label, type, value, recorded }) => (
          <Field key={name} name={name} label={label} hint={recorded ? casePaperText.recorded : undefined}>
            {type === 'prose' ? (
              <Textarea defaultValue={value} rows={4} readOnly={recorded} />
            ) : (
              <Input
                type={type === 'date' ? 'date' : 'text'}
                defaultValue={value}
                readOnly={recorded}
                {...(name === sealedPart ? undrafted : {})}
              />
            )}
          </Field>
        ))}
      </CommandForm>
    </Card>
  )
}

function Written({ paper }: { paper: CasePaperView }) {
  return (
    <Card title={casePaperText.parts}>
      <dl className="space-y-2">
        {paper.fields.map(({ name, label, value }) => (
          <div key={name}>
            <dt className="font-semibold">{label}</dt>
            <dd className="whitespace-pre-line">{value || casePaperText.notWritten}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

function Steps({ paper }: { paper: CasePaperView }) {
  if (!paper.mayIssue && !paper.mayFill && !paper.voiding) return null
  const fields = { documentId: paper.id, version: paper.revision }
  return (
    <Card title={casePaperText.steps}>
      <div className="space-y-2">
        {paper.mayIssue && (
          <StepButton
            label={casePaperText.issue}
            shut={paper.shut}
            fields={fields}
            action={issue}
            variant="primary"
            confirm={{ body: casePaperText.issueBody }}
          />
        )}
        {paper.voiding && (
          <StepButton
            label={casePaperText.void}
            shut={paper.voiding.shut}
            fields={fields}
            action={voidIt}
            confirm={{ body: casePaperText.voidBody, reason: { name: 'reason', label: casePaperText.voidReason } }}
          />
        )}
        {paper.mayFill && (
          <StepButton label={casePaperText.drop} shut={null} fields={fields} action={drop} confirm={{ body: casePaperText.dropBody }} />
        )}
      </div>
    </Card>
  )
}
