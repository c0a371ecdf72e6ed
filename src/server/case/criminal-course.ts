import 'server-only'
import type { Beside } from './beside-file'

type Told = Beside['progress'][number]

/** What is told of the criminal process that a case led to: what was put right stands only as it was put right. */
export function criminalCourseOf(told: readonly Told[]) {
  const corrected = new Set(told.map(({ correctsId }) => correctsId))
  return told
    .filter(({ id }) => !corrected.has(id))
    .map(({ id, referralId, kind, occurredOn, department, note, correctsId, personLabel }) => ({
      ...{ id, referralId, kind, occurredOn, department, note, correctsId, personLabel },
    }))
}

/** What courts have fined. */
export const courtFinesIn = (told: readonly Told[]): bigint => {
  const corrected = new Set(told.map(({ correctsId }) => correctsId))
  return told.filter(({ id, kind }) => kind === 'judged' && !corrected.has(id)).reduce((sum, { fineFen }) => sum + (fineFen ?? 0n), 0n)
}
