import { Icon, type IconName } from './ui/icon'
import { Tag, type Tone } from './ui/tag'

/** What kind of state it is; the word comes from the area's own messages. */
export type StatusKind = 'notStarted' | 'open' | 'waiting' | 'returned' | 'done' | 'stopped'

const looks = {
  notStarted: { tone: 'neutral', icon: 'circle-dashed' },
  open: { tone: 'brand', icon: 'circle-dot' },
  waiting: { tone: 'warning', icon: 'hourglass' },
  returned: { tone: 'danger', icon: 'corner-up-left' },
  // Finished work stands back (plain), so that open work stands out.
  done: { tone: 'plain', icon: 'check' },
  stopped: { tone: 'neutral', icon: 'octagon-x' },
} satisfies Record<StatusKind, { tone: Tone; icon: IconName }>

export function StatusTag({ kind, label }: { kind: StatusKind; label: string }) {
  const { tone, icon } = looks[kind]
  return (
    <Tag tone={tone} icon={<Icon name={icon} className="size-3.5" />}>
      {label}
    </Tag>
  )
}
