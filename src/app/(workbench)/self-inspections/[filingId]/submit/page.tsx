import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { SectionTaskList } from '#components/section-task-list'
import { Card, PageHead } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { isUuid } from '#domain/kernel/uuid'
import { stepCitation } from '#domain/law/law'
import { attestationText } from '#domain/self-inspection/attestation'
import { allFields } from '#domain/self-inspection/completeness'
import { filingSteps } from '#domain/self-inspection/steps'
import { owesMore } from '#domain/self-inspection/totals'
import { formText } from '#messages/zh/form'
import { filingText, itemText, submitText } from '#messages/zh/self-inspection'
import { type FilingView, getFiling } from '#server/self-inspection/filing-queries'
import { requireActor } from '#server/session'
import { submit } from '../../actions'
import { tasksOf } from '../filing-home'
import { FindingTable } from '../finding-table'
import { TotalsCard } from '../totals-card'

export const metadata: Metadata = { title: submitText.title }

/** The whole filing once more before it goes off: what is missing, what was found, the sums, and the attestation. */
export default async function SubmitPage({ params }: { params: Promise<{ filingId: string }> }) {
  const { filingId } = await params
  const actor = await requireActor()
  const filing = isUuid(filingId) && actor.institutionId ? await getFiling(actor, filingId) : null
  if (!filing) notFound()
  const basis = stepCitation(filingSteps.submit.basis)
  const ready = filing.may.fill && filing.gaps.length === 0
  return (
    <>
      <PageHead
        title={submitText.title}
        trail={
          <Link href={`/self-inspections/${filing.id}`} prefetch={false} className="link">
            {filing.institutionName}
          </Link>
        }
      />
      <div className="grid gap-4 desktop:grid-cols-[1fr_22rem]">
        <div className="min-w-0 space-y-4">
          <Gaps filing={filing} />
          <section aria-label={submitText.bySection}>
            <SectionTaskList label={submitText.bySection} tasks={tasksOf(filing)} />
          </section>
          <Card title={submitText.found} flush={filing.totals.findings > 0}>
            {filing.totals.findings === 0 ? <p className="text-ink-2">{submitText.noneFound}</p> : <FindingTable filing={filing} />}
          </Card>
        </div>
        <div className="space-y-4">
          <TotalsCard filing={filing} />
          {filing.may.fill && (
            <Card title={filingText.attestation}>
              <p className="mb-2">{attestationText}</p>
              {owesMore(filing.totals) && <p className="text-warning mb-2">{submitText.outstandingNote}</p>}
              {ready ? (
                <CommandForm action={submit} submitLabel={submitText.submit} version={filing.version} fields={{ filingId: filing.id }}>
                  <Checkbox name="attested" label={submitText.attest} required />
                  {basis && (
                    <p className="text-hint">
                      {formText.basis}：{basis}
                    </p>
                  )}
                </CommandForm>
              ) : (
                <p className="text-ink-2">{submitText.missingLead}</p>
              )}
            </Card>
          )}
          {!filing.may.fill && <p className="text-ink-2">{submitText.notNow}</p>}
        </div>
      </div>
    </>
  )
}

/** Every item that lacks something, each a way to it. Many of one section are one line. */
function Gaps({ filing }: { filing: FilingView }) {
  if (filing.gaps.length === 0) return filing.may.fill ? <p className="text-success font-semibold">{submitText.complete}</p> : null
  const sections = filing.sections.filter(({ gaps }) => gaps > 0)
  return (
    <Card title={submitText.missing}>
      <ul className="space-y-1 leading-6">
        {sections.map(({ section, name }) => {
          const gaps = filing.gaps.filter((gap) => (gap.fieldId ?? allFields) === section)
          const unanswered = gaps.filter(({ lacks }) => lacks === 'answer').length
          const others = gaps.filter(({ lacks }) => lacks !== 'answer')
          return (
            <li key={section}>
              <Link href={`/self-inspections/${filing.id}/${section}?show=open`} prefetch={false} className="link inline-block min-h-6">
                {name ?? filingText.general}
              </Link>
              {unanswered > 0 && `：${itemText.unanswered} ${unanswered}`}
              {others.length > 0 && (
                <ul className="ms-4 list-disc space-y-1">
                  {others.map(({ code, lacks }) => (
                    <li key={`${code}-${lacks}`}>
                      <Link
                        href={`/self-inspections/${filing.id}/${section}#${code}`}
                        prefetch={false}
                        className="link inline-block min-h-6 font-mono"
                      >
                        {code}
                      </Link>{' '}
                      {itemText.lacks[lacks]}
                    </li>
                  ))}
                </ul>
              )}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
