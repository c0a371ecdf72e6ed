import 'server-only'
import { stepsOfCourse } from '#domain/case/timeline'
import type { PoolClient } from '#platform/pg'
import { readableSql } from '../access'

export type StepTaken = { id: string; at: Date; actorName: string; step: string }

const prefix = 'case.'
const text = `SELECT id, at, actor_name AS "actorName", substr(action, ${prefix.length + 1}) AS step FROM audit_entry
  WHERE subject_type = 'case' AND subject_id = $1 AND action = ANY ($2::text[]) AND ${readableSql('auditEntry')} ORDER BY seq`

/** The steps of a case that stand in its trail alone, however much else stands there. */
export async function stepsTakenIn(client: PoolClient, caseId: string): Promise<StepTaken[]> {
  const actions = stepsOfCourse.map((step) => `${prefix}${step}`)
  const { rows } = await client.query<StepTaken>({ name: 'steps-taken', text, values: [caseId, actions] })
  return rows
}
