import { type FoundSubject, type LeadSubjectKind, placed, subjectValue } from '../lead/subjects'

/** A row of settlement data: what it shows, and whom it is about. */
export type SettlementRow = { cells: Readonly<Record<string, string>>; behind: Readonly<Record<string, string>> }

const columns: readonly (readonly [string, LeadSubjectKind])[] = [
  ['doctor', 'doctorCode'],
  ['staff', 'doctorCode'],
  ['opter', 'agentCode'],
  ['tel', 'phone'],
  ['addr', 'address'],
]

/** Everything that a row names, each in the spelling by which it is compared. */
export function subjectsOfRow({ cells, behind }: SettlementRow): FoundSubject[] {
  const said = { ...cells, ...behind }
  return columns.flatMap(([column, kind]): FoundSubject[] => {
    const value = subjectValue(kind, said[column] ?? '')
    return value === null ? [] : [{ kind, value: placed(kind, value, cells.fixmedins_code ?? null), saidAs: column }]
  })
}

/** So many of a kind go with a lead, those on most rows first: a hit may rest on hundreds of rows. */
const mostOfAKind = 10

export function subjectsOfRows(rows: readonly SettlementRow[]): FoundSubject[] {
  const counted = new Map<string, { subject: FoundSubject; rows: number }>()
  for (const subject of rows.flatMap(subjectsOfRow)) {
    const key = `${subject.kind}|${subject.value}`
    const before = counted.get(key)
    if (before) before.rows += 1
    else counted.set(key, { subject, rows: 1 })
  }
  const ordered = [...counted.values()].sort((one, other) => other.rows - one.rows || (one.subject.value < other.subject.value ? -1 : 1))
  const taken = new Map<LeadSubjectKind, number>()
  return ordered.flatMap(({ subject }) => {
    const place = (taken.get(subject.kind) ?? 0) + 1
    taken.set(subject.kind, place)
    return place <= mostOfAKind ? [subject] : []
  })
}
