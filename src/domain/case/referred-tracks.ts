import type { ProgressKind } from '../referral/criminal'
import type { ReferralKind, ReferralState } from '../referral/kinds'
import type { TrackState } from './kinds'

/** The tracks that go on with another authority. What its referrals say is all that is known of them here. */
export const referredTrackKinds = { police: 'criminal', health: 'healthAdministration' } as const satisfies Partial<
  Record<ReferralKind, string>
>
type ReferredTrackKind = (typeof referredTrackKinds)[keyof typeof referredTrackKinds]

type Referred = { id: string; kind: ReferralKind; state: ReferralState; deliveredAt: Date | null; outcomeAt: Date | null }
/** A part of the criminal process that stands; `occurredOn` as a column of a day. */
type Told = { referralId: string; kind: ProgressKind; personLabel: string; occurredOn: Date }

export type ReferredTrack = {
  kind: ReferredTrackKind
  state: Exclude<TrackState, 'notStarted'>
  /** With the first delivery. */
  startedAt: Date
  /** `null` while any of its referrals goes on. */
  concludedAt: Date | null
  referralIds: readonly string[]
}

const ends: readonly ProgressKind[] = ['caseDropped', 'notIndicted', 'effective']
const answered: readonly ReferralState[] = ['rejected', 'answered', 'criminalCaseDeclined']

/** When the process ended for the last of those whom it is about; `null` while it goes on for one of them. */
function endOfProcess(told: readonly Told[]): Date | null {
  const over = told.filter(({ kind }) => ends.includes(kind))
  const people = new Set(told.flatMap(({ personLabel }) => personLabel || []))
  const ended = new Set(over.map(({ personLabel }) => personLabel))
  const isOver = ended.has('') || (people.size > 0 && [...people].every((person) => ended.has(person)))
  return isOver ? over.reduce<Date | null>((last, { occurredOn }) => (last && last > occurredOn ? last : occurredOn), null) : null
}

const endOf = ({ id, state, outcomeAt }: Referred, course: readonly Told[]): Date | null =>
  state === 'criminalCaseOpened'
    ? endOfProcess(course.filter(({ referralId }) => referralId === id))
    : answered.includes(state)
      ? outcomeAt
      : null

/** The tracks of a case as those of its referrals say it that its reader reads. One that was taken back is none. */
export function referredTracks(referrals: readonly Referred[], course: readonly Told[]): ReferredTrack[] {
  return (['police', 'health'] as const).flatMap((kind) => {
    const sent = referrals.flatMap((referral) =>
      referral.kind === kind && referral.deliveredAt && referral.state !== 'withdrawn'
        ? [{ id: referral.id, from: referral.deliveredAt, to: endOf(referral, course) }]
        : [],
    )
    const [first] = sent.toSorted((one, other) => +one.from - +other.from)
    if (!first) return []
    const ended = sent.flatMap(({ to }) => to ?? [])
    const isOver = ended.length === sent.length
    return [
      {
        kind: referredTrackKinds[kind],
        state: isOver ? 'concluded' : 'running',
        startedAt: first.from,
        concludedAt: isOver ? new Date(Math.max(...ended.map(Number))) : null,
        referralIds: sent.map(({ id }) => id),
      },
    ]
  })
}
