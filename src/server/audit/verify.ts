import 'server-only'
import { createHash } from 'node:crypto'
import { pool } from '#platform/db'
import { readLines } from '#platform/journal'
import type { PoolClient } from '#platform/pg'
import { type Anchor, anchorJournal, anchorLock, anchorSchema, anchorSignatureHolds, linkTo, rootOf } from './anchor'

/**
 * What does not hold of an entry:
 * `edited` its content is not what its hash was made of; `unlinked` it does not follow from the entry before it, which was
 * changed, moved or removed; `missing` it was there and is gone; `beyondHead` the chain's head does not know it;
 * `notAsAnchored` it is not what was signed outside of the database.
 */
export type EntryFault = 'edited' | 'unlinked' | 'missing' | 'beyondHead' | 'notAsAnchored'

/** What does not hold of the anchors: a line that was changed, removed or forged, or lines that are gone from the end. */
export type AnchorFault = 'anchorBroken' | 'anchorsCut'

export type Verdict =
  | { holds: true; entries: number; chains: number; anchors: number; anchoredChains: number }
  | { holds: false; fault: EntryFault; subjectType: string; subjectId: string; seq: number; at?: string; action?: string }
  | { holds: false; fault: AnchorFault; anchor: number; subjectType?: string; subjectId?: string; seq?: number }

type Failure = Extract<Verdict, { holds: false }>

type EntryRow = {
  subject_type: string
  subject_id: string
  seq: number
  at: Date
  at_ms: string
  actor_id: string
  actor_name: string
  post_id: string | null
  department: string | null
  region_no: number
  action: string
  change: string
  request_id: string
  previous_hash: string
  hash: string
}

const pageRows = 5000

const pageSql = `
  SELECT subject_type, subject_id::text, seq, at, (extract(epoch FROM at) * 1000)::bigint::text AS at_ms, actor_id::text, actor_name,
    post_id::text, department, region_no, action, change::text, request_id, previous_hash, hash
  FROM audit_entry WHERE (subject_type, subject_id, seq) > ($1, $2::uuid, $3)
  ORDER BY subject_type, subject_id, seq LIMIT ${pageRows}`

const json = (value: string | null) => JSON.stringify(value)

/** The hash as the database's own function makes it, computed here so that a replaced function cannot vouch for itself. */
function hashOf(row: EntryRow): string {
  const parts = [
    ...[json(row.previous_hash), json(row.subject_type), json(row.subject_id), String(row.seq), row.at_ms, json(row.actor_id)],
    ...[
      json(row.actor_name),
      json(row.post_id),
      json(row.department),
      String(row.region_no),
      json(row.action),
      row.change,
      json(row.request_id),
    ],
  ]
  return createHash('sha256')
    .update(`[${parts.join(', ')}]`)
    .digest('hex')
}

const failing = (fault: EntryFault, row: EntryRow): Failure => ({
  holds: false,
  fault,
  subjectType: row.subject_type,
  subjectId: row.subject_id,
  seq: row.seq,
  at: row.at.toISOString(),
  action: row.action,
})

type Link = { subject_type: string; subject_id: string; seq: number; hash: string }

const sameChain = (one: Link, other: Link) => one.subject_type === other.subject_type && one.subject_id === other.subject_id

function faultOf(row: EntryRow, before: Link | null): Failure | null {
  const follows = before !== null && sameChain(before, row) ? before : { ...row, seq: 0, hash: '' }
  if (row.seq !== follows.seq + 1) {
    return { holds: false, fault: 'missing', subjectType: row.subject_type, subjectId: row.subject_id, seq: follows.seq + 1 }
  }
  if (row.previous_hash !== follows.hash) return failing('unlinked', row)
  return row.hash === hashOf(row) ? null : failing('edited', row)
}

/** Walks every chain from its first entry to its last. */
async function walkChains(client: PoolClient): Promise<Failure | { entries: number; chains: number }> {
  let last: Link | null = null
  let entries = 0
  let chains = 0
  for (;;) {
    const from: [string, string, number] = last
      ? [last.subject_type, last.subject_id, last.seq]
      : ['', '00000000-0000-0000-0000-000000000000', 0]
    const { rows }: { rows: EntryRow[] } = await client.query<EntryRow>({ name: 'audit-page', text: pageSql, values: from })
    for (const row of rows) {
      const fault = faultOf(row, last)
      if (fault) return fault
      if (last === null || !sameChain(last, row)) chains += 1
      last = row
      entries += 1
    }
    if (rows.length < pageRows) return { entries, chains }
  }
}

const headSql = `
  SELECT subject_type, subject_id::text, head.seq AS head_seq, last.seq AS last_seq
  FROM audit_head head
  FULL JOIN (SELECT DISTINCT ON (subject_type, subject_id) subject_type, subject_id, seq, hash FROM audit_entry
    ORDER BY subject_type, subject_id, seq DESC) last USING (subject_type, subject_id)
  WHERE head.seq IS DISTINCT FROM last.seq OR head.hash IS DISTINCT FROM last.hash
  ORDER BY subject_type, subject_id LIMIT 1`

/** Compares each chain's end with its head: entries cut from the end, or added past the function that writes them. */
async function compareHeads(client: PoolClient): Promise<Failure | null> {
  const { rows } = await client.query<{ subject_type: string; subject_id: string; head_seq: number | null; last_seq: number | null }>(
    headSql,
  )
  const row = rows[0]
  if (!row) return null
  const { subject_type: subjectType, subject_id: subjectId } = row
  const [head, last] = [row.head_seq ?? 0, row.last_seq ?? 0]
  if (last < head) return { holds: false, fault: 'missing', subjectType, subjectId, seq: last + 1 }
  return { holds: false, fault: 'beyondHead', subjectType, subjectId, seq: head < last ? head + 1 : last }
}

type Anchored = { anchors: number; last: Map<string, Anchor['heads'][number]> }

/** Reads the anchors, each bound to the one before it and signed. */
async function readAnchors(): Promise<Failure | Anchored> {
  const last: Anchored['last'] = new Map()
  let line: string | null = null
  let anchors = 0
  for await (const next of readLines(anchorJournal)) {
    const anchor = parseAnchor(next)
    const follows = anchor && anchor.number === anchors + 1 && anchor.previous === linkTo(line)
    if (!follows || anchor.root !== rootOf(anchor.heads) || !anchorSignatureHolds(anchor))
      return { holds: false, fault: 'anchorBroken', anchor: anchors + 1 }
    for (const head of anchor.heads) last.set(`${head[0]}|${head[1]}`, head)
    line = next
    anchors += 1
  }
  return { anchors, last }
}

function parseAnchor(line: string): Anchor | null {
  try {
    return anchorSchema.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}

const anchoredSql = `
  SELECT anchored.subject_type, anchored.subject_id::text, anchored.seq, entry.hash IS NULL AS gone
  FROM unnest($1::text[], $2::uuid[], $3::int[], $4::text[]) AS anchored(subject_type, subject_id, seq, hash)
  LEFT JOIN audit_entry entry USING (subject_type, subject_id, seq)
  WHERE entry.hash IS DISTINCT FROM anchored.hash
  ORDER BY anchored.subject_type, anchored.subject_id LIMIT 1`

/** Compares the trail with what was signed: this is what finds a chain that was rewritten, or cut, together with its head. */
async function compareAnchors(client: PoolClient, { last, anchors }: Anchored): Promise<Failure | null> {
  const heads = [...last.values()]
  for (let from = 0; from < heads.length; from += pageRows) {
    const page = heads.slice(from, from + pageRows)
    const { rows } = await client.query<{ subject_type: string; subject_id: string; seq: number; gone: boolean }>(anchoredSql, [
      ...[0, 1, 2, 3].map((column) => page.map((head) => head[column])),
    ])
    const row = rows[0]
    if (row) {
      return {
        holds: false,
        fault: row.gone ? 'missing' : 'notAsAnchored',
        subjectType: row.subject_type,
        subjectId: row.subject_id,
        seq: row.seq,
      }
    }
  }
  const { rows } = await client.query<Link & { anchored_seq: number }>(
    'SELECT subject_type, subject_id::text, anchored_seq FROM audit_head WHERE anchored_seq > 0 ORDER BY changed_at DESC',
  )
  const cut = rows.find((head) => (last.get(`${head.subject_type}|${head.subject_id}`)?.[2] ?? 0) < head.anchored_seq)
  return cut
    ? {
        holds: false,
        fault: 'anchorsCut',
        anchor: anchors + 1,
        subjectType: cut.subject_type,
        subjectId: cut.subject_id,
        seq: cut.anchored_seq,
      }
    : null
}

async function verdictOf(client: PoolClient): Promise<Verdict> {
  const anchored = await readAnchors()
  if ('holds' in anchored) return anchored
  const walked = await walkChains(client)
  if ('holds' in walked) return walked
  const fault = (await compareHeads(client)) ?? (await compareAnchors(client, anchored))
  return fault ?? { holds: true, ...walked, anchors: anchored.anchors, anchoredChains: anchored.last.size }
}

/**
 * Checks the whole trail as of one moment and names the first entry that does not hold. Needs a role that sees all of it:
 * the worker's, or the owner's. Lines may be written meanwhile; anchors wait.
 */
export async function verifyAudit(): Promise<Verdict> {
  const client = await pool.connect()
  try {
    await client.query('SELECT pg_advisory_lock_shared($1::bigint)', [anchorLock])
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    return await verdictOf(client)
  } finally {
    await client.query('ROLLBACK')
    await client.query('SELECT pg_advisory_unlock_shared($1::bigint)', [anchorLock])
    client.release()
  }
}
