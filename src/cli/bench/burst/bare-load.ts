// The limit in Node: the same rows in the same transaction, pg and nothing else. No reading, no rules, no row policies.

import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { benchWorld } from '#messages/zh/bench'
import { connect, type Job, readItems, readJobs, slotOf, workOff } from './jobs'
import { findingsEach, fundLossEachFen } from './province'

const slot = slotOf()
const client = await connect()
const jobs = await readJobs(client, slot)
const items = await readItems(client)
await client.end()

const pool = new pg.Pool({ connectionString: process.env.BENCH_DATABASE_URL, options: '-c TimeZone=UTC', max: 8 })

const receipt = `INSERT INTO command_receipt (request_key, user_id, command, input_hash, at, outcome) VALUES ($1, $2, 'filing.saveAnswers', 'bench', now(), '{"value":null}')`
const answers = `INSERT INTO filing_answer (id, filing_id, item_id, institution_id, department, region_no, answer, reason, answered_by_id, answered_at)
  SELECT gen_random_uuid(), $1, s.item_id, $2, 'MI', $3, s.answer::"AnswerKind", '', $4, now() FROM unnest($5::uuid[], $6::text[]) AS s(item_id, answer) RETURNING id`
const findings = `INSERT INTO finding (id, campaign_id, filing_id, answer_id, institution_id, department, region_no, behaviour, people_count, period_from, period_to,
    billed_fen, irregular_fen, fund_loss_fen, cause, remedy, recorded_by_id, recorded_at)
  SELECT gen_random_uuid(), $1, $2, s.answer_id, $3, 'MI', $4, '${benchWorld.behaviour}', 12, '2024-12-01', '2025-06-30', 300000, 200000, $5, '${benchWorld.cause}', '${benchWorld.remedy}', $6, now()
  FROM unnest($7::uuid[]) AS s(answer_id)`
const head = `INSERT INTO audit_head (subject_type, subject_id, seq, hash, changed_at) VALUES ('filing', $1, 1, 'bench', now())
  ON CONFLICT (subject_type, subject_id) DO UPDATE SET seq = audit_head.seq + 1 RETURNING seq`
const entry = `INSERT INTO audit_entry (id, subject_type, subject_id, seq, at, actor_id, actor_name, region_no, action, change, request_id, previous_hash, hash)
  VALUES (gen_random_uuid(), 'filing', $1, $2, now(), $3, '${benchWorld.officer}', $4, 'filing.saveAnswers', $5, $6, 'bench', 'bench')`

async function submit(job: Job): Promise<null> {
  const connection = await pool.connect()
  const run = (name: string, text: string, values: unknown[]) => connection.query({ name, text, values })
  try {
    const itemIds = items[job.chunk] ?? []
    const key = randomUUID()
    const said = itemIds.map((_, place) => (place < findingsEach ? 'found' : 'noneFound'))
    await connection.query('BEGIN')
    await run('receipt', receipt, [key, job.userId])
    const { rows } = await run('answers', answers, [job.filingId, job.institutionId, job.regionNo, job.userId, itemIds, said])
    const found = rows.slice(0, findingsEach).map(({ id }: { id: string }) => id)
    await run('findings', findings, [job.campaignId, job.filingId, job.institutionId, job.regionNo, fundLossEachFen, job.userId, found])
    const { rows: heads } = await run('head', head, [job.filingId])
    await run('entry', entry, [job.filingId, heads[0].seq, job.userId, job.regionNo, JSON.stringify({ answers: [null, said] }), key])
    await connection.query('COMMIT')
    return null
  } finally {
    connection.release()
  }
}

console.log(JSON.stringify(await workOff(jobs, slot, submit)))
process.exit(0)
