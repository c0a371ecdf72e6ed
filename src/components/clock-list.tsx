import type { ReactNode } from 'react'
import type { ClockState } from '#domain/clock/clock'
import type { Due } from '#domain/clock/due'
import { beijingMinute, deadlineMinute } from '#domain/kernel/civil-date'
import { type Basis, citation } from '#domain/law/law'
import { clockListText } from '#messages/zh/clock-list'
import { DueTag } from './due-tag'
import { Tag } from './ui/tag'

export type ListedClock = {
  id: string
  ruleId: string
  name: string
  basis: Basis | null
  /** What its place has set in place of the rule's own length. */
  localBasis?: string
  verified: boolean
  startedAt: Date
  dueAt: Date
  stoppedAt: Date | null
  estimated: boolean
  state: ClockState
  due: Due
}

type Props = {
  clocks: readonly ListedClock[]
  requested?: { name: string; due: Due }
  /** What stands under a clock: what has moved it, and what can. */
  below?: (clockId: string) => ReactNode
}

/** The clocks of a matter, running ones first, each with the article that sets it. */
export function ClockList({ clocks, requested, below }: Props) {
  if (clocks.length === 0 && !requested) return <p className="text-ink-2">{clockListText.none}</p>
  return (
    <ul className="space-y-3">
      {requested && (
        <li>
          <p className="flex flex-wrap items-center justify-between gap-2">
            <span className="font-semibold">{requested.name}</span>
            <DueTag due={requested.due} showDate />
          </p>
          <p className="text-hint">{clockListText.requested}</p>
        </li>
      )}
      {clocks.map((clock) => (
        <li key={clock.id}>
          <p className="flex flex-wrap items-center justify-between gap-2">
            <span className={clock.stoppedAt ? undefined : 'font-semibold'}>
              {clock.name} {!clock.verified && <Tag tone="warning">{clockListText.unverified}</Tag>}
            </span>
            {clock.stoppedAt === null && <DueTag due={clock.due} />}
          </p>
          <p className="text-ink-2 tabular-nums">
            {clock.stoppedAt
              ? clockListText.stoppedAt(beijingMinute(clock.stoppedAt), clock.state.state === 'stopped' && clock.state.late)
              : `${clockListText.startedAt(beijingMinute(clock.startedAt))} ${clock.state.state === 'paused' ? clockListText.pausedSince(clock.state.since) : clockListText.dueAt(deadlineMinute(clock.dueAt))}`}
          </p>
          {clock.estimated && clock.stoppedAt === null && <p className="text-warning">{clockListText.estimated}</p>}
          {clock.basis && <p className="text-hint">{[citation(clock.basis), clock.localBasis].filter(Boolean).join('；')}</p>}
          {below?.(clock.id)}
        </li>
      ))}
    </ul>
  )
}
