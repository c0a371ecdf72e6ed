import 'server-only'
import type { PoolClient } from '#platform/pg'
import { readableSql } from '../access'

export type WithdrawnFact = { id: string; seq: number; behaviour: string; reason: string; byName: string; at: Date }

const text = `SELECT f.id, f.seq, f.behaviour, f.withdrawn_reason AS reason, f.withdrawn_by_name AS "byName", f.withdrawn_at AS at
  FROM case_fact f JOIN case_file ON case_file.id = f.case_id
  WHERE f.case_id = $1 AND f.withdrawn_at IS NOT NULL AND ${readableSql('case')} ORDER BY f.seq`

/** The facts of a case that were withdrawn, with why. */
export async function withdrawnFactsOf(client: PoolClient, caseId: string): Promise<WithdrawnFact[]> {
  const { rows } = await client.query<WithdrawnFact>({ name: 'withdrawn-facts', text, values: [caseId] })
  return rows
}
