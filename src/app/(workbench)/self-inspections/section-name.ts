import { allFields } from '#domain/self-inspection/completeness'
import { filingText } from '#messages/zh/self-inspection'

/** The name of a section: its field's, or 通用 for what concerns every department. */
export const sectionName = ({ section, name }: { section: string; name: string | null }): string =>
  name ?? (section === allFields ? filingText.general : section)

export const filingStatuses = {
  notStarted: 'notStarted',
  inProgress: 'open',
  submitted: 'waiting',
  returned: 'returned',
  accepted: 'done',
  recalled: 'stopped',
} as const
