import Link from 'next/link'
import { notFound } from 'next/navigation'
import { AuditTrail } from '#components/audit-trail'
import { ClockList } from '#components/clock-list'
import { StatusTag } from '#components/status-tag'
import { ButtonLink, DownloadLink } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { beijingMinute } from '#domain/kernel/civil-date'
import { letterNames } from '#domain/letter/names'
import { letterText } from '#messages/zh/letter'
import { currentTime } from '#server/clock/now'
import { getLetter, type LetterView } from '#server/letter/queries'
import { requireActor } from '#server/session'
import { trailEntries } from '../../../trail-entries'
import { letterStatuses } from '../statuses'
import { LetterSteps } from './letter-steps'

export const metadata = { title: letterText.title }

/** One letter: what it says, what was answered, and what is to be done. */
export default async function LetterPage({ params }: { params: Promise<{ letterId: string }> }) {
  const { letterId } = await params
  const letter = await getLetter(await requireActor(), letterId, currentTime())
  if (!letter) notFound()
  return (
    <>
      <PageHead
        title={letter.title}
        trail={
          <Link href="/letters" prefetch={false} className="link">
            {letterText.title}
          </Link>
        }
        lead={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <StatusTag kind={letterStatuses[letter.state]} label={letterText.states[letter.state]} />
            <span>{letterNames[letter.kind]}</span>
            <span>{letter.documentNumber ?? letter.number}</span>
            <span>
              {letter.senderAgencyName} → {letter.receiverAgencyName}
            </span>
          </span>
        }
        actions={
          <>
            <DownloadLink href={`/letters/${letter.id}/paper`}>{letter.issuedAt ? letterText.paper : letterText.draftPaper}</DownloadLink>
            {letter.answerSha256 && <DownloadLink href={`/letters/${letter.id}/paper?part=reply`}>{letterText.reply}</DownloadLink>}
            {letter.raisesTo && (
              <ButtonLink href={`/letters/new?kind=${letter.raisesTo}&follows=${letter.id}`} variant="outline">
                {letterText.raise(letter.raisesTo)}
              </ButtonLink>
            )}
          </>
        }
      />
      <div className="grid gap-4 desktop:grid-cols-[1fr_22rem]">
        <div className="min-w-0 space-y-4">
          <Words letter={letter} />
          {letter.reply && <Reply letter={letter} reply={letter.reply} />}
        </div>
        <div className="space-y-4">
          <LetterSteps letter={letter} />
          <Card title={letterText.clocks}>
            <ClockList clocks={letter.clocks} />
          </Card>
          <Parties letter={letter} />
          {letter.trail.length > 0 && (
            <Card title={letterText.trail}>
              <AuditTrail
                entries={trailEntries(letter.trail, {
                  actions: letterText.trailActions,
                  fields: letterText.trailFields,
                  values: { ...letterText.states, ...letterText.outcomes, ...letterNames },
                })}
              />
            </Card>
          )}
        </div>
      </div>
    </>
  )
}

function Words({ letter }: { letter: LetterView }) {
  return (
    <Card title={letterText.words}>
      {letter.subjectName !== '' && <DescriptionList items={[{ term: letterText.subjectName, value: letter.subjectName }]} />}
      <h3 className="mt-2 font-semibold">{letterText.problems}</h3>
      <p className="whitespace-pre-line">{letter.problems}</p>
      {letter.suggestions.length > 0 && (
        <>
          <h3 className="mt-3 font-semibold">{letterText.suggestions}</h3>
          <ol className="list-decimal ps-6">
            {letter.suggestions.map((line, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the points of an issued letter stay in their order
              <li key={place}>{line}</li>
            ))}
          </ol>
        </>
      )}
    </Card>
  )
}

function Reply({ letter, reply }: { letter: LetterView; reply: NonNullable<LetterView['reply']> }) {
  return (
    <Card title={`${letterText.answer}：${letterText.outcomes[reply.outcome]}`}>
      <p className="whitespace-pre-line">{reply.answer}</p>
      <DescriptionList
        items={[
          ...letter.suggestions.map((line, place) => ({ term: `${place + 1}. ${line}`, value: reply.measures[place] || '—' })),
          ...(reply.office ? [{ term: letterText.office, value: reply.office }] : []),
          ...(reply.becameRule ? [{ term: letterText.becameRule, value: '✓' }] : []),
          ...(letter.returnedReason ? [{ term: letterText.returned, value: letter.returnedReason }] : []),
          ...(letter.closingNote ? [{ term: letterText.note, value: letter.closingNote }] : []),
        ]}
      />
    </Card>
  )
}

function Parties({ letter }: { letter: LetterView }) {
  const signed = (name: string | null, at: Date | null) => (at ? letterText.by(name, beijingMinute(at)) : '—')
  const letters = (term: string, those: LetterView['group']) =>
    those.map(({ id, number, documentNumber, receiverAgencyName, state }) => ({
      term,
      value: linkTo(`/letters/${id}`, documentNumber ?? number),
      note: `${receiverAgencyName} ${letterText.states[state]}`,
    }))
  return (
    <Card title={letterText.parties}>
      <DescriptionList
        items={[
          { term: letterText.drafted, value: signed(letter.draftedByName, letter.draftedAt) },
          { term: letterText.issued, value: signed(letter.issuedByName, letter.issuedAt) },
          { term: letterText.received, value: signed(letter.receivedByName, letter.receivedAt) },
          { term: letterText.answered, value: signed(letter.answeredByName, letter.answeredAt), note: letter.answerNumber ?? undefined },
          { term: letterText.closed, value: signed(letter.closedByName, letter.closedAt) },
          ...(letter.answerBy ? [{ term: letterText.answerBy, value: letter.answerBy }] : []),
          ...(letter.case ? [{ term: letterText.about, value: linkTo(`/cases/${letter.case.id}`, letter.case.number) }] : []),
          ...(letter.lead ? [{ term: letterText.about, value: linkTo(`/leads/${letter.lead.id}`, letter.lead.number) }] : []),
          ...letters(letterText.follows, letter.follows),
          ...letters(letterText.followedBy, letter.followedBy),
          ...letters(letterText.group, letter.group),
        ]}
      />
    </Card>
  )
}

const linkTo = (href: string, label: string) => (
  <Link href={href} prefetch={false} className="link break-all">
    {label}
  </Link>
)
