import { Check, CircleDashed, CircleDot, CornerUpLeft, Hourglass, OctagonX } from 'lucide-react'
import { Tag, type Tone } from './ui/tag'

/** What kind of state it is; the word comes from the area's own messages. */
export type StatusKind = 'notStarted' | 'open' | 'waiting' | 'returned' | 'done' | 'stopped'

const looks = {
  notStarted: { tone: 'neutral', Icon: CircleDashed },
  open: { tone: 'brand', Icon: CircleDot },
  waiting: { tone: 'warning', Icon: Hourglass },
  returned: { tone: 'danger', Icon: CornerUpLeft },
  // Finished work stands back (plain), so that open work stands out.
  done: { tone: 'plain', Icon: Check },
  stopped: { tone: 'neutral', Icon: OctagonX },
} satisfies Record<StatusKind, { tone: Tone; Icon: typeof Check }>

export function StatusTag({ kind, label }: { kind: StatusKind; label: string }) {
  const { tone, Icon } = looks[kind]
  return (
    <Tag tone={tone} icon={<Icon aria-hidden className="size-3.5" />}>
      {label}
    </Tag>
  )
}
