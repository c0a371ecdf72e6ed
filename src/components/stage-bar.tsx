import clsx from 'clsx'
import { partText } from '#messages/zh/display-parts'
import { Hint } from './ui/hint'

/** One stage of a campaign; dates are `YYYY-MM-DD`, `words` the plan's own words about the time. */
export type Stage = { id: string; title: string; startsOn: string | null; dueOn: string | null; words: string | null; href?: string }

const dayNumber = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)

/** The first days of the months between two days, as their place between 0 and 1. */
function monthsBetween(first: number, last: number) {
  const months: { key: string; label: string; at: number }[] = []
  const cursor = new Date(first * 86_400_000)
  cursor.setUTCDate(1)
  while (cursor.getTime() / 86_400_000 <= last) {
    const day = cursor.getTime() / 86_400_000
    if (day >= first)
      months.push({
        key: cursor.toISOString(),
        label: partText.month(cursor.getUTCMonth() + 1),
        at: (day - first) / Math.max(1, last - first),
      })
    cursor.setUTCMonth(cursor.getUTCMonth() + 1)
  }
  return months
}

const percent = (share: number) => `${Math.min(100, Math.max(0, share * 100)).toFixed(2)}%`

/** The stages against the calendar, with today. The plan's own words are on the title; reading only, dates are edited elsewhere. */
export function StageBar({ stages, today }: { stages: readonly Stage[]; today: string }) {
  const days = stages.flatMap((stage) => [stage.startsOn, stage.dueOn].filter((day) => day !== null)).map(dayNumber)
  if (days.length === 0) return null
  const first = Math.min(...days) - 3
  const last = Math.max(...days) + 3
  const share = (day: string) => (dayNumber(day) - first) / Math.max(1, last - first)
  const months = monthsBetween(first, last)
  const now = share(today)

  return (
    <section aria-label={partText.stages}>
      <div className="grid grid-cols-[9rem_1fr_8rem] items-center gap-x-3" aria-hidden="true">
        <span />
        <svg className="block h-5 w-full overflow-visible" aria-hidden="true">
          {months.map((month) => (
            <text key={month.key} x={percent(month.at)} y="14" className="fill-hint text-xs">
              {month.label}
            </text>
          ))}
        </svg>
        <span className="text-danger text-end text-sm">{partText.today(today.slice(5))}</span>
      </div>
      <ol>
        {stages.map((stage) => (
          <StageRow key={stage.id} stage={stage} now={now} today={today} share={share} months={months} />
        ))}
      </ol>
    </section>
  )
}

type RowProps = { stage: Stage; now: number; today: string; share: (day: string) => number; months: { key: string; at: number }[] }

function StageRow({ stage, now, today, share, months }: RowProps) {
  const phase = !stage.dueOn ? 'future' : stage.dueOn < today ? 'past' : stage.startsOn && stage.startsOn > today ? 'future' : 'current'
  const from = stage.startsOn ? share(stage.startsOn) : stage.dueOn ? share(stage.dueOn) - 0.02 : 0
  const to = stage.dueOn ? share(stage.dueOn) : from
  const done = Math.min(to, Math.max(from, now))
  return (
    <li className="grid min-h-8 grid-cols-[9rem_1fr_8rem] items-center gap-x-3">
      <span className={clsx('min-w-0', phase === 'current' && 'font-semibold')}>
        <Hint href={stage.href} text={stage.words ? partText.original(stage.words) : partText.noDate}>
          {stage.title}
        </Hint>
        <span className="sr-only">{partText[phase]}</span>
      </span>
      <svg className="block h-8 w-full" aria-hidden="true">
        {months.map((month) => (
          <line key={month.key} x1={percent(month.at)} x2={percent(month.at)} y1="0" y2="100%" className="stroke-divider" />
        ))}
        {stage.dueOn && (
          <>
            <rect x={percent(from)} width={percent(to - from)} y="9" height="14" rx="2" className="fill-step-2 stroke-brand" />
            <rect x={percent(from)} width={percent(done - from)} y="9" height="14" rx="2" className="fill-brand" />
          </>
        )}
        {now >= 0 && now <= 1 && (
          <line x1={percent(now)} x2={percent(now)} y1="0" y2="100%" strokeWidth="2" strokeDasharray="3 2" className="stroke-danger" />
        )}
      </svg>
      <span className="text-end">{stage.dueOn ? partText.until(stage.dueOn) : partText.noDate}</span>
    </li>
  )
}
