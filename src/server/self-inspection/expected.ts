import 'server-only'
import { unfiledStates } from '#domain/self-inspection/steps'

const unfiled = `(${unfiledStates.map((state) => `'${state}'`).join(', ')})`

/**
 * Of an institution that has closed or was taken over nothing more is expected: what it has filed counts, what it has not is neither late nor
 * reminded of. In SQL, by the names that filing and institution go by in the statement.
 */
export const endedSql = (filing: string, institution: string): string => `(NOT ${institution}.active AND ${filing}.state IN ${unfiled})`
export const unfiledSql = (filing: string, institution: string): string => `(${institution}.active AND ${filing}.state IN ${unfiled})`

/** The same of a filing's tally, which says of itself whether the filing is expected. */
export const endedTallySql = (tally: string): string => `(NOT ${tally}.expected AND ${tally}.state IN ${unfiled})`
export const unfiledTallySql = (tally: string): string => `(${tally}.expected AND ${tally}.state IN ${unfiled})`
