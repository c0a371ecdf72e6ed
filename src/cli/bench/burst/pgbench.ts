import { execFile } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type pg from 'pg'
import { benchWorld } from '#messages/zh/bench'
import { findingsEach, fundLossEachFen } from './province'

const run = promisify(execFile)

/** The limit without Node: all rows of a submission in one prepared statement. */
const statement = (side: string) => `WITH job AS (SELECT * FROM bench.job WHERE side = '${side}' AND n = (SELECT nextval('bench.next'))),
  receipt AS (INSERT INTO command_receipt (request_key, user_id, command, input_hash, at, outcome)
    SELECT gen_random_uuid(), user_id, 'filing.saveAnswers', 'bench', now(), '{"value": null}' FROM job),
  answered AS (INSERT INTO filing_answer (id, filing_id, item_id, institution_id, department, region_no, answer, reason, answered_by_id, answered_at)
    SELECT gen_random_uuid(), job.filing_id, item.id, job.institution_id, 'MI', job.region_no,
      (CASE WHEN item.place < ${findingsEach} THEN 'found' ELSE 'noneFound' END)::"AnswerKind", '', job.user_id, now()
    FROM job JOIN bench.item item ON item.chunk = job.chunk RETURNING id, answer),
  found AS (INSERT INTO finding (id, campaign_id, filing_id, answer_id, institution_id, department, region_no, behaviour, people_count, period_from,
      period_to, billed_fen, irregular_fen, fund_loss_fen, cause, remedy, recorded_by_id, recorded_at)
    SELECT gen_random_uuid(), job.campaign_id, job.filing_id, answered.id, job.institution_id, 'MI', job.region_no, '${benchWorld.behaviour}', 12,
      '2024-12-01', '2025-06-30', 300000, 200000, ${fundLossEachFen}, '${benchWorld.cause}', '${benchWorld.remedy}', job.user_id, now()
    FROM job, answered WHERE answered.answer = 'found'),
  head AS (INSERT INTO audit_head (subject_type, subject_id, seq, hash, changed_at) SELECT 'filing', filing_id, 1, 'bench', now() FROM job
    ON CONFLICT (subject_type, subject_id) DO UPDATE SET seq = audit_head.seq + 1 RETURNING seq)
  INSERT INTO audit_entry (id, subject_type, subject_id, seq, at, actor_id, actor_name, region_no, action, change, request_id, previous_hash, hash)
  SELECT gen_random_uuid(), 'filing', job.filing_id, head.seq, now(), job.user_id, '${benchWorld.officer}', job.region_no, 'filing.saveAnswers',
    '{"answers": [null, []]}', 'bench', 'bench', 'bench' FROM job, head;`

/** Whether the machine has it: it comes with PostgreSQL's server packages, not with ours. */
export const hasPgbench = () =>
  run('pgbench', ['--version']).then(
    () => true,
    () => false,
  )

export async function runPgbench(
  database: pg.Client,
  { side, from, clients, seconds, databaseUrl }: { side: string; from: number; clients: number; seconds: number; databaseUrl: string },
): Promise<{ perSecond: number; used: number; averageMs: number }> {
  await database.query(`ALTER SEQUENCE bench.next RESTART WITH ${from}`)
  const file = join(await mkdtemp(join(tmpdir(), 'burst-')), 'submission.sql')
  await writeFile(file, statement(side))
  const args = ['--no-vacuum', '--protocol=prepared', `--client=${clients}`, '--jobs=2', `--time=${seconds}`, `--file=${file}`, databaseUrl]
  const { stdout } = await run('pgbench', args, { maxBuffer: 1 << 24 })
  const figure = (pattern: RegExp) => Number(pattern.exec(stdout)?.[1] ?? Number.NaN)
  return {
    perSecond: figure(/tps = ([\d.]+)/),
    used: figure(/transactions actually processed: (\d+)/),
    averageMs: figure(/latency average = ([\d.]+)/),
  }
}
