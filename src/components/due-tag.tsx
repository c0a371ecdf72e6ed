import clsx from 'clsx'
import { clockText } from '#messages/zh/clock-states'

export type DueState = 'ample' | 'soon' | 'today' | 'overdue' | 'paused' | 'stopped'

/** `days`: working days left (`ample`, `soon`) or days past (`overdue`). */
export type Due = { state: DueState; days?: number; dueOn?: string | null }

/** How much time is left: a shape, words and a colour, any one of which would do. */
export function DueTag({ due, showDate }: { due: Due; showDate?: boolean }) {
  const look = {
    ample: 'text-ink',
    soon: 'bg-warning-soft text-warning',
    today: 'bg-warning-soft text-warning font-semibold',
    overdue: 'bg-danger-soft text-danger font-semibold',
    paused: 'bg-neutral-soft text-neutral',
    stopped: 'text-ink-2',
  }[due.state]
  return (
    <span className={clsx('rounded-control inline-flex items-center gap-1 border border-(--tag-border) px-1.5 whitespace-nowrap', look)}>
      <DueShape state={due.state} />
      {clockText.state(due.state, due.days ?? 0)}
      {showDate && due.dueOn && <span className="font-normal">（{clockText.dueOn(due.dueOn)}）</span>}
    </span>
  )
}

/** ◔ a quarter gone, ◑ half, ▲ over, ‖ held. Drawn, because fonts disagree about these characters. */
function DueShape({ state }: { state: DueState }) {
  if (state === 'ample' || state === 'stopped') return null
  return (
    <svg viewBox="0 0 12 12" className="size-3 shrink-0" aria-hidden="true">
      {state === 'overdue' && <path d="M6 1 11.5 11H.5Z" fill="currentColor" />}
      {state === 'paused' && <path d="M2.5 1h2.5v10H2.5ZM7 1h2.5v10H7Z" fill="currentColor" />}
      {(state === 'soon' || state === 'today') && <circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" strokeWidth="1.5" />}
      {state === 'soon' && <path d="M6 6V1a5 5 0 0 1 5 5Z" fill="currentColor" />}
      {state === 'today' && <path d="M6 1a5 5 0 0 1 0 10Z" fill="currentColor" />}
    </svg>
  )
}
