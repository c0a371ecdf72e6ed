import Link from 'next/link'
import { notFound } from 'next/navigation'
import { StatusTag } from '#components/status-tag'
import { Card, PageHead } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { beijingMinute } from '#domain/kernel/civil-date'
import { consultationText } from '#messages/zh/consultation'
import { getConsultation, type HostView, type ShareView } from '#server/consultation/queries'
import { requireActor } from '#server/session'
import { consultationStatuses, shareStatuses } from '../statuses'
import { AnswerForms } from './answer-forms'
import { EndSteps } from './end-steps'
import { Shown } from './shown'

export const metadata = { title: consultationText.title }

/** A consultation: to its host with all opinions; to one who is asked, what was put before it and nothing else. */
export default async function ConsultationPage({ params }: { params: Promise<{ consultationId: string }> }) {
  const { consultationId } = await params
  const view = await getConsultation(await requireActor(), consultationId)
  if (!view) notFound()
  const head = view.side === 'host' ? view : view.share
  return (
    <>
      <PageHead
        title={head.title}
        trail={
          <Link href="/consultations" prefetch={false} className="link">
            {consultationText.title}
          </Link>
        }
        lead={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {view.side === 'host' ? (
              <StatusTag kind={consultationStatuses[view.state]} label={consultationText.states[view.state]} />
            ) : (
              <ShareTag share={view.share} />
            )}
            <span>{head.number}</span>
            <span>{view.side === 'host' ? view.agencyName : view.share.hostAgencyName}</span>
            {head.answerBy && <span>{`${consultationText.answerBy} ${head.answerBy}`}</span>}
          </span>
        }
      />
      {view.side === 'host' ? <Hosted consultation={view} /> : <Asked share={view.share} />}
    </>
  )
}

const ShareTag = ({ share: { state } }: { share: ShareView }) => (
  <StatusTag kind={shareStatuses[state]} label={consultationText.shareStates[state]} />
)

const Question = ({ words }: { words: string }) => (
  <Card title={consultationText.question}>
    <p className="whitespace-pre-line">{words}</p>
  </Card>
)

const Conclusion = ({ words, dissent }: { words: string; dissent: string }) => (
  <Card title={consultationText.conclusion} className="border-brand">
    <p className="whitespace-pre-line">{words}</p>
    {dissent !== '' && <DescriptionList items={[{ term: consultationText.dissent, value: dissent }]} />}
  </Card>
)

const Opinion = ({ share }: { share: ShareView }) =>
  share.givenAt && (
    <DescriptionList
      items={[
        { term: share.state === 'avoided' ? consultationText.avoid : consultationText.opinion, value: share.opinion },
        ...(share.ground === '' ? [] : [{ term: consultationText.ground, value: share.ground }]),
        { term: '', value: consultationText.given(share.givenByName ?? '', beijingMinute(share.givenAt)) },
      ]}
    />
  )

function Asked({ share }: { share: ShareView }) {
  return (
    <div className="grid items-start gap-4 desktop:grid-cols-[1fr_22rem]">
      <div className="min-w-0 space-y-4">
        <Question words={share.question} />
        <Shown disclosed={share.disclosed} hash={share.disclosedHash} />
        {share.conclusion !== '' && <Conclusion words={share.conclusion} dissent="" />}
      </div>
      <Card title={share.mayAnswer ? consultationText.next : consultationText.opinion}>
        {share.mayAnswer ? <AnswerForms share={share} /> : share.givenAt ? <Opinion share={share} /> : consultationText.noStep}
      </Card>
    </div>
  )
}

function Hosted({ consultation: view }: { consultation: HostView }) {
  const [first] = view.shares
  const ended = view.endedAt && consultationText.given(view.endedByName ?? '', beijingMinute(view.endedAt))
  return (
    <div className="grid items-start gap-4 desktop:grid-cols-[1fr_22rem]">
      <div className="min-w-0 space-y-4">
        {view.conclusion !== '' && <Conclusion words={view.conclusion} dissent={view.dissent} />}
        <Question words={view.question} />
        {first && <Shown disclosed={first.disclosed} hash={first.disclosedHash} />}
        <Card title={consultationText.opinions}>
          <ul className="space-y-4">
            {view.shares.map((share) => (
              <li key={share.id} className="space-y-1">
                <p className="flex flex-wrap items-center gap-2">
                  <span className="font-semibold">{share.invitedName}</span>
                  <span className="text-ink-2">{share.speciality}</span>
                  <ShareTag share={share} />
                </p>
                <Opinion share={share} />
                {share.mayAnswer && <AnswerForms share={share} />}
              </li>
            ))}
          </ul>
        </Card>
      </div>
      <div className="space-y-4">
        <EndSteps consultation={view} />
        <Card title={consultationText.about}>
          <DescriptionList
            items={[
              ...(view.case ? [{ term: consultationText.about, value: <CaseLink file={view.case} /> }] : []),
              { term: consultationText.opened, value: consultationText.given(view.openedByName, beijingMinute(view.openedAt)) },
              ...(ended ? [{ term: consultationText.ended, value: ended }] : []),
              ...(view.calledOffReason === '' ? [] : [{ term: consultationText.reason, value: view.calledOffReason }]),
            ]}
          />
        </Card>
      </div>
    </div>
  )
}

const CaseLink = ({ file }: { file: { id: string; number: string; partyName: string } }) => (
  <Link href={`/cases/${file.id}`} prefetch={false} className="link break-all">
    {consultationText.ofCase(file.number, file.partyName)}
  </Link>
)
