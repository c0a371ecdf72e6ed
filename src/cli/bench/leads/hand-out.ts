import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { batchLimit } from '#domain/lead/inputs'
import { lastLineOf } from '../rig/processes'
import type { Ground } from './ground'

export type HandedOut = { assign: number; takeBack: number; assigned: number; agencies: number; takenBack: number }

/** As many leads as one act takes, held by the province, handed out to the counties of their institutions, each with its line in the trail. */
export async function handOut({ database, databaseUrl, officers }: Ground): Promise<HandedOut> {
  const { userId } = officers.province.scope
  const { rows: posts } = await database.query<{ postId: string; agencyId: string; regionNo: number }>(
    'SELECT p.id AS "postId", p.agency_id AS "agencyId", a.region_no AS "regionNo" FROM post p JOIN agency a ON a.id = p.agency_id WHERE p.user_id = $1',
    [userId],
  )
  const { postId = '', agencyId = '', regionNo = 0 } = posts[0] ?? {}
  const { rows } = await database.query<{ id: string }>(
    `UPDATE lead SET agency_id = $1, region_no = $2 WHERE id IN (SELECT id FROM lead WHERE state = 'toAssign' LIMIT $3) RETURNING id`,
    [agencyId, regionNo, batchLimit],
  )
  const order = join(process.env.DATA_DIR ?? '.', 'hand-out.json') // ground.ts has set it
  await writeFile(order, JSON.stringify({ userId, postId, leadIds: rows.map(({ id }) => id) }))
  const env = { DATABASE_URL: databaseUrl, QINGYUAN_DB_ROLE: 'qingyuan_app', NODE_ENV: 'production' }
  const handedOut = JSON.parse(await lastLineOf('src/cli/bench/leads/assign.ts', [order], env)) as HandedOut // written by assign.ts
  const { n = 0 } =
    (
      await database.query<{ n: number }>(
        "SELECT count(*)::int AS n FROM audit_entry WHERE subject_type = 'lead' AND action IN ('lead.assign', 'lead.takeBack') AND actor_id = $1",
        [userId],
      )
    ).rows[0] ?? {}
  if (handedOut.assigned !== rows.length || handedOut.takenBack !== rows.length || n !== 2 * rows.length) {
    throw new Error(`not all were handed out and taken back: ${JSON.stringify(handedOut)}, ${n} lines in the trail`)
  }
  return handedOut
}
