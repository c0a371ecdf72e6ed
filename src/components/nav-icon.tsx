import type { navigationText } from '#messages/zh/navigation'
import type { IconName } from './ui/icon'

/** The picture of a place in the navigation; the word always stands beside it, or takes its place for a screen reader. */
export const navIcons = {
  desk: 'house',
  campaigns: 'flag',
  leads: 'search',
  selfInspections: 'clipboard-check',
  filings: 'clipboard-pen',
  statements: 'send',
  beforeBilling: 'list-todo',
  cases: 'scale',
  referrals: 'send',
  inbox: 'inbox',
  letters: 'file-text',
  documents: 'file-text',
  summaries: 'chart-column',
  duties: 'list-checks',
  users: 'users-round',
  grants: 'user-round-check',
  audit: 'scroll-text',
  parameters: 'sliders-horizontal',
} satisfies Record<keyof typeof navigationText, IconName>
