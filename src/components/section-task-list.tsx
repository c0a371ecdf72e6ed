import Link from 'next/link'
import type { ReactNode } from 'react'
import { type StatusKind, StatusTag } from './status-tag'

export type SectionTask = {
  id: string
  title: string
  /** Absent when the section cannot be opened by this person. */
  href?: string
  hint?: ReactNode
  status: { kind: StatusKind; label: string }
  /** Figures beside the status: counts, amounts, who is at it. */
  figures?: readonly ReactNode[]
}

/** Sections of a larger form, in any order. Finished ones are plain text, so that open work stands out. */
export function SectionTaskList({ label, tasks }: { label: string; tasks: readonly SectionTask[] }) {
  return (
    <ul aria-label={label} className="bg-panel border-divider rounded-control border">
      {tasks.map((task) => (
        <li
          key={task.id}
          className="border-divider hover:bg-page relative flex flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-2 last:border-b-0"
        >
          <div className="min-w-40 grow basis-0">
            {task.href ? (
              // The whole line leads there; the words are the link.
              <Link href={task.href} prefetch={false} className="link after:absolute after:inset-0" aria-describedby={`${task.id}-status`}>
                {task.title}
              </Link>
            ) : (
              task.title
            )}
            {task.hint && <p className="text-hint">{task.hint}</p>}
          </div>
          {task.figures?.map((figure, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the figures of a line are columns and keep their place
            <span key={place} className="text-ink-2 w-26 text-end tabular-nums">
              {figure}
            </span>
          ))}
          <span id={`${task.id}-status`} className="w-26">
            <StatusTag kind={task.status.kind} label={task.status.label} />
          </span>
        </li>
      ))}
    </ul>
  )
}
