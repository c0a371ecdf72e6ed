import Link from 'next/link'
import { StatusTag } from '#components/status-tag'
import { Card } from '#components/ui/card'
import { openTrackKinds } from '#domain/case/kinds'
import { beijingDay } from '#domain/kernel/civil-date'
import { caseText } from '#messages/zh/case'
import { referralText } from '#messages/zh/referral'
import type { CaseView } from '#server/case/queries'

const looks = { running: 'open', concluded: 'done', notStarted: 'notStarted' } as const

/** On which tracks the case goes on beside its administrative procedure: what the operating agency was asked for, and what was referred, as its referrals say it. */
export function CaseTracks({ file }: { file: CaseView }) {
  const own = file.tracks.filter(({ kind, state }) => openTrackKinds.some((one) => one === kind) && state !== 'notStarted')
  const referred = file.referredTracks
  if (own.length === 0 && referred.length === 0) return null
  return (
    <Card title={caseText.tracksTitle}>
      <ul className="space-y-2">
        {[...own, ...referred].map(({ kind, state, startedAt, concludedAt }) => (
          <li key={kind}>
            <span className="flex flex-wrap items-center gap-2">
              <span className="font-semibold">{caseText.tracks[kind]}</span>
              <StatusTag kind={looks[state]} label={caseText.trackStates[state]} />
              <span className="text-hint tabular-nums">
                {startedAt && caseText.trackSince(beijingDay(startedAt), concludedAt && beijingDay(concludedAt))}
              </span>
            </span>
            {file.referrals
              .filter(({ id }) => referred.some((track) => track.kind === kind && track.referralIds.includes(id)))
              .map(({ id, number, state: at }) => (
                <Link key={id} href={`/referrals/${id}`} prefetch={false} className="link block">
                  <span className="font-mono">{number}</span> {referralText.states[at]}
                </Link>
              ))}
          </li>
        ))}
      </ul>
    </Card>
  )
}
