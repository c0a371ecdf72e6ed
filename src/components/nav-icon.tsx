import {
  ChartColumn,
  ClipboardCheck,
  ClipboardPen,
  FileText,
  Flag,
  House,
  Inbox,
  ListChecks,
  Scale,
  ScrollText,
  Search,
  Send,
  SlidersHorizontal,
  UserRoundCheck,
  UsersRound,
} from 'lucide-react'
import type { navigationText } from '#messages/zh/navigation'

const icons = {
  desk: House,
  campaigns: Flag,
  leads: Search,
  selfInspections: ClipboardCheck,
  filings: ClipboardPen,
  cases: Scale,
  referrals: Send,
  inbox: Inbox,
  documents: FileText,
  summaries: ChartColumn,
  duties: ListChecks,
  users: UsersRound,
  grants: UserRoundCheck,
  audit: ScrollText,
  parameters: SlidersHorizontal,
} satisfies Record<keyof typeof navigationText, typeof House>

/** The picture of a place in the navigation; the word always stands beside it, or takes its place for a screen reader. */
export function NavIcon({ place }: { place: keyof typeof icons }) {
  const Icon = icons[place]
  return <Icon aria-hidden className="size-4" />
}
