import Link from 'next/link'
import { notFound } from 'next/navigation'
import { type StatusKind, StatusTag } from '#components/status-tag'
import { StepButton } from '#components/step-button'
import { Button } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { Input } from '#components/ui/input'
import type { Stretch } from '#domain/document/redline'
import type { WordingStanding, WordingStep } from '#domain/document/wording'
import { beijingMinute } from '#domain/kernel/civil-date'
import { wordingText as text } from '#messages/zh/paper-wordings'
import { getWording, type WordingView } from '#server/document/wording/queries'
import { requireActor } from '#server/session'
import { approve, end, refuse } from '../actions'

export const metadata = { title: text.title }

const statuses = {
  review: 'waiting',
  inForce: 'done',
  coming: 'open',
  replaced: 'stopped',
  refused: 'returned',
  ended: 'stopped',
} as const satisfies Record<WordingStanding, StatusKind>
const acts = { approve, refuse, end } as const satisfies Record<WordingStep, unknown>

/** One version: what it changes, its pages before it is approved, and who may put it in force. */
export default async function WordingPage({ params }: { params: Promise<{ wordingId: string }> }) {
  const [actor, { wordingId }] = [await requireActor(), await params]
  const wording = await getWording(actor, wordingId)
  if (!wording) notFound()
  return (
    <>
      <PageHead
        title={`${wording.title}　${text.seq(wording.seq)}`}
        trail={
          <Link href="/documents/wordings" prefetch={false} className="link">
            {text.back}
          </Link>
        }
        lead={<StatusTag kind={statuses[wording.standing]} label={text.standings[wording.standing]} />}
      />
      <div className="grid gap-4 desktop:grid-cols-[1fr_20rem]">
        <Redline wording={wording} />
        <div className="space-y-4">
          <Facts wording={wording} />
          <Preview wording={wording} />
        </div>
      </div>
    </>
  )
}

function Redline({ wording: { before, clauses } }: { wording: WordingView }) {
  const against = before ? `${before.agencyName}${text.seq(before.seq)}` : text.house
  return (
    <Card title={text.redline(against)}>
      <dl className="space-y-3">
        {clauses.map(({ name, label, text: words, changes }) => (
          <div key={name}>
            <dt className="font-semibold">
              {label}
              {!changes && <span className="ms-2 font-normal text-ink-2">{text.unchanged}</span>}
            </dt>
            <dd className="wrap-anywhere leading-relaxed">{changes ? <Changes of={changes} /> : words}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

/** What went is struck out, what came is underlined: neither is told by colour alone. */
function Changes({ of }: { of: readonly Stretch[] }) {
  let from = 0
  return of.map(({ how, text: words }) => {
    const key = `${from}${how}`
    from += words.length
    if (how === 'removed')
      return (
        <del key={key} className="text-danger">
          {words}
        </del>
      )
    if (how === 'added')
      return (
        <ins key={key} className="font-semibold text-link underline">
          {words}
        </ins>
      )
    return <span key={key}>{words}</span>
  })
}

function Facts({ wording }: { wording: WordingView }) {
  const decided = wording.decidedAt && `${wording.decidedByName ?? ''} ${beijingMinute(wording.decidedAt)}`
  return (
    <Card>
      <DescriptionList
        columns={1}
        items={[
          { term: text.validFrom, value: wording.validFrom },
          { term: text.note, value: wording.note },
          { term: text.proposedBy, value: `${wording.agencyName} ${wording.proposedByName} ${beijingMinute(wording.proposedAt)}` },
          ...(decided ? [{ term: text.decidedBy, value: decided, note: wording.decisionReason || undefined }] : []),
        ]}
      />
      {wording.steps.length > 0 && (
        <div className="mt-3 flex flex-wrap items-start gap-3">
          {wording.steps.map(({ name, shut }) => (
            <StepButton
              key={name}
              label={text.steps[name]}
              shut={shut}
              variant={name === 'approve' ? 'primary' : 'outline'}
              fields={{ wordingId: wording.id, version: wording.version }}
              action={acts[name]}
              confirm={
                name === 'approve'
                  ? { body: text.approveBody }
                  : { body: name === 'end' ? after(wording) : undefined, reason: { name: 'reason', label: text.why } }
              }
            />
          ))}
        </div>
      )}
    </Card>
  )
}

/** What speaks once this version is ended. */
const after = ({ standing, next }: WordingView): string | undefined =>
  standing === 'inForce' ? text.endBody(next ? `${next.agencyName}${text.seq(next.seq)}` : text.house) : undefined

function Preview({ wording }: { wording: WordingView }) {
  const address = `/api/documents/wordings/${wording.id}/pdf`
  return (
    <Card title={text.preview}>
      <a href={address} className="link" target="_blank" rel="noreferrer">
        {text.previewOf}
      </a>
      {wording.mayTry && (
        <form action={address} target="_blank" className="mt-3 space-y-1" rel="noopener">
          <p className="text-ink-2">{text.realHint}</p>
          <label htmlFor="preview-case" className="font-semibold">
            {text.caseNumber}
          </label>
          <div className="flex gap-2">
            <Input id="preview-case" name="case" maxLength={40} required />
            <Button type="submit">{text.previewReal}</Button>
          </div>
        </form>
      )}
    </Card>
  )
}
