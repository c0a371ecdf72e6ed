import 'server-only'
import type { Role } from '#domain/kernel/access'
import type { Tx } from '#platform/db'

type Person = { id: string; name: string }

/** Who else works on matters in an agency on this day: people with a valid post as handler or reviewer, by name. */
export const colleagues = (tx: Tx, agencyId: string, now: Date): Promise<Person[]> => holders(tx, agencyId, now, ['handler', 'reviewer'])

/** Everybody who does business in an agency on this day, by name. */
export const staffOf = (tx: Tx, agencyId: string, now: Date): Promise<Person[]> =>
  holders(tx, agencyId, now, ['handler', 'reviewer', 'approver', 'supervisor'])

/** Who looks at what others did, in an agency on this day. */
export const reviewersAndApproversOf = (tx: Tx, agencyId: string, now: Date): Promise<Person[]> =>
  holders(tx, agencyId, now, ['reviewer', 'approver'])

/** Who approves in an agency on this day, and is cleared for what is to be approved. */
export const approversOf = (tx: Tx, agencyId: string, now: Date, secrecy = 0): Promise<Person[]> =>
  tx.$queryRaw<Person[]>`SELECT id::text, name FROM cleared_staff_of(${agencyId}::uuid, '{approver}', ${now}::timestamptz, ${secrecy}::int)`

/** Who may be given a report (举报) to keep: handlers of the agency who are cleared for it. */
export const keepersOf = (tx: Tx, agencyId: string, now: Date, secrecy: number): Promise<Person[]> =>
  tx.$queryRaw<Person[]>`SELECT id::text, name FROM cleared_staff_of(${agencyId}::uuid, '{handler}', ${now}::timestamptz, ${secrecy}::int)`

const holders = (tx: Tx, agencyId: string, now: Date, roles: Role[]): Promise<Person[]> =>
  tx.$queryRaw<Person[]>`SELECT id::text, name FROM staff_of(${agencyId}::uuid, ${roles}::text[], ${now}::timestamptz)`

/** Who these people are. Of others, the directory tells the name and nothing else. */
export async function namesOf(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))]
  const people = known.length === 0 ? [] : await tx.$queryRaw<Person[]>`SELECT id::text, name FROM names_of(${known}::uuid[])`
  return new Map(people.map(({ id, name }) => [id, name]))
}

/** Of these people, those who must keep away from a matter. */
export async function recusedFrom(tx: Tx, matterId: string, userIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT person.id FROM unnest(${userIds}::uuid[]) AS person(id) WHERE ${matterId}::uuid = ANY (recused_ids(person.id))`
  return new Set(rows.map(({ id }) => id))
}
