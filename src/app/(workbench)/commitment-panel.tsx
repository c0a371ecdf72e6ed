import Link from 'next/link'
import { DueTag } from '#components/due-tag'
import { Card } from '#components/ui/card'
import { dueOf, dueOnDay } from '#domain/clock/due'
import type { WorkCalendar } from '#domain/clock/work-calendar'
import { beijingMinute } from '#domain/kernel/civil-date'
import { commitmentText } from '#messages/zh/commitment'
import { referralText } from '#messages/zh/referral'
import type { WaitingReferral, Withheld } from '#server/campaign/commitment'
import { loadCalendar } from '#server/clock/calendar'
import { currentTime } from '#server/clock/now'

/** Cases and referrals that the unit has not yet committed to keep confidential: what to sign, where, and what waits behind it until when. */
export async function CommitmentPanel({ withheld, heading = 'h2' }: { withheld: Withheld; heading?: 'h1' | 'h2' }) {
  const { campaigns, waiting, maySign } = withheld
  if (campaigns.length === 0) return null
  const calendar = await loadCalendar()
  return (
    <Card title={commitmentText.title} heading={heading} className="border-brand mb-4">
      <p>{commitmentText.why}</p>
      <p className="mt-1">{maySign ? commitmentText.where : commitmentText.askColleague}</p>
      <ul className="mt-2 space-y-1">
        {campaigns.map(({ id, name, cases, referrals }) => (
          <li key={id}>
            <Link href={`/campaigns/${id}#commitment`} prefetch={false} className="link">
              {maySign ? commitmentText.sign(name) : name}
            </Link>
            {cases + referrals > 0 && `（${commitmentText.held(cases, referrals)}）`}
          </li>
        ))}
      </ul>
      {waiting.length > 0 && (
        <>
          <p className="mt-3 font-semibold">{commitmentText.waitingTitle}</p>
          <ul className="mt-1 space-y-1">
            {waiting.map((referral) => (
              <li key={referral.id} className="flex flex-wrap items-center gap-2">
                <WaitingLine referral={referral} calendar={calendar} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

function WaitingLine({ referral, calendar }: { referral: WaitingReferral; calendar: WorkCalendar }) {
  const { number, kind, state, senderName, deliveredAt, dueAt, answerBy } = referral
  const now = currentTime()
  const due = dueAt ? dueOf({ dueAt }, now, calendar) : answerBy ? dueOnDay(answerBy, now, calendar) : null
  return (
    <>
      <span>{commitmentText.waiting(number, referralText.kinds[kind], senderName, beijingMinute(deliveredAt))}</span>
      {state === 'delivered' && <span className="text-ink-2">{commitmentText.signForIt}</span>}
      {due && <DueTag due={due} showDate />}
    </>
  )
}
