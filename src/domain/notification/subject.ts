import type { clockSubjects } from '../clock/clock'

type Matter = (typeof clockSubjects)[number]

/** The matters that a notice may lead to, by the page they have. */
const pages = {
  leads: 'lead',
  cases: 'case',
  referrals: 'referral',
  'self-inspections': 'filing',
  campaigns: 'campaign',
  letters: 'letter',
} as const satisfies Record<string, Matter>

export type NoticeSubject = { subjectType: Matter; subjectId: string }

const isPage = (name: string): name is keyof typeof pages => Object.hasOwn(pages, name)

/** The matter whose page a notice leads to, that page or one below it; `null` where it leads to no single matter. */
export function noticeSubjectOf(link: string): NoticeSubject | null {
  const [, page = '', subjectId] = /^\/([a-z-]+)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:[/?#]|$)/.exec(link) ?? []
  return isPage(page) && subjectId ? { subjectType: pages[page], subjectId } : null
}
