import type { Column } from '#components/table-column'
import { clockRegisterText as text } from '#messages/zh/clock-register'
import type { ListedClockRow } from '#server/clock/list-clocks'

export const clockColumns: readonly Column<ListedClockRow>[] = [
  { id: 'due', header: text.due, kind: 'due' },
  { id: 'name', header: text.name },
  { id: 'title', header: text.matter, href: '{href}', wide: true },
  { id: 'number', header: text.number, kind: 'code' },
  { id: 'side', header: text.agency, secondary: true },
]
