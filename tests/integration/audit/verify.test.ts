import { randomUUID } from 'node:crypto'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { audit } from '#platform/audit'
import { prisma } from '#platform/db'
import { anchorAudit } from '#server/audit/anchor'
import { verifyAudit } from '#server/audit/verify'
import { asOwner } from '../../support/as-owner'

// Anchoring and verifying are the worker's.
vi.hoisted(() => {
  process.env.QINGYUAN_DB_ROLE = 'qingyuan_worker'
  process.env.DATABASE_URL = process.env.TEST_WORKER_URL
})

const now = new Date('2026-05-08T01:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'qingyuan-audit-'))
const journal = join(folder, 'audit-anchors.jsonl')
const actor = { userId: randomUUID(), name: '测试 "人员"\t\\', postId: randomUUID(), department: 'MI', regionNo: 370800 }

beforeAll(() => vi.stubEnv('DATA_DIR', folder))
afterAll(() => rmSync(folder, { recursive: true }))

const line = (subject: { type: string; id: string }, step: number) =>
  prisma.$transaction((tx) =>
    audit(tx, {
      at: new Date(now.getTime() + step * 1000),
      actor,
      action: 'lead.assign',
      subject,
      change: {
        state: ['toAssign', 'toVerify'],
        note: [null, 'quote " backslash \\ tab \t 换行\n 𠮷'],
        amountFen: [10n, 123456789012345n],
        step: [null, step],
      },
    }),
  )

/** As the owner of the database, with the trail's own guard out of the way: what a faithless administrator can do. */
async function tamper(...statements: [text: string, values: unknown[]][]) {
  const client = new pg.Client({ connectionString: process.env.TEST_OWNER_URL })
  await client.connect()
  try {
    await client.query('ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only')
    for (const [text, values] of statements) await client.query(text, values)
  } finally {
    await client.query('ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_append_only')
    await client.end()
  }
}

async function asApplication(statement: string) {
  const client = new pg.Client({ connectionString: process.env.TEST_OWNER_URL, options: '-c role=qingyuan_app' })
  await client.connect()
  try {
    return await client.query(statement)
  } finally {
    await client.end()
  }
}

/** A hash as the database makes it, for whoever forges a whole chain. */
const rehash = `UPDATE audit_entry SET hash = audit_hash(previous_hash, subject_type, subject_id, seq, at, actor_id, actor_name, post_id, department, region_no, action, change, request_id)
  WHERE subject_id = $1 AND seq = $2`

let subject: { type: string; id: string }
let bystander: { type: string; id: string }

beforeEach(async () => {
  await tamper(['TRUNCATE audit_entry', []], ['TRUNCATE audit_head', []])
  rmSync(journal, { force: true })
  subject = { type: 'lead', id: randomUUID() }
  bystander = { type: 'case', id: randomUUID() }
  for (let step = 1; step <= 5; step += 1) {
    await line(subject, step)
    await line(bystander, step)
  }
})

const first = (fault: string, seq: number) => ({ holds: false, fault, subjectType: 'lead', subjectId: subject.id, seq })

describe('the trail', () => {
  it('holds as it was written, before and after it is anchored', async () => {
    expect(await verifyAudit()).toEqual({ holds: true, entries: 10, chains: 2, anchors: 0, anchoredChains: 0 })
    expect(await anchorAudit(now)).toBe(2)
    expect(await anchorAudit(now)).toBe(0)
    await line(subject, 6)
    expect(await anchorAudit(now)).toBe(1)
    expect(await verifyAudit()).toEqual({ holds: true, entries: 11, chains: 2, anchors: 2, anchoredChains: 2 })
  })

  it('cannot be changed by the application, the worker or, while its guard stands, the owner', async () => {
    for (const statement of ['UPDATE audit_entry SET actor_name = $$x$$', 'DELETE FROM audit_entry', 'TRUNCATE audit_entry']) {
      await expect(prisma.$executeRawUnsafe(statement)).rejects.toThrow(/permission denied/)
      await expect(asApplication(statement)).rejects.toThrow(/permission denied/)
      await expect(asOwner(statement)).rejects.toThrow(/append-only/)
    }
    await expect(asApplication('SELECT * FROM audit_head')).rejects.toThrow(/permission denied/)
  })
})

describe('what a faithless administrator does is found:', () => {
  it.each([1, 3, 5])('an edit of entry %i', async (seq) => {
    await tamper([
      `UPDATE audit_entry SET change = jsonb_set(change, '{step,1}', '99') WHERE subject_id = $1 AND seq = $2`,
      [subject.id, seq],
    ])
    expect(await verifyAudit()).toMatchObject(first('edited', seq))
  })

  it.each([
    'actor_name = $$李四$$',
    `at = at + interval '1 second'`,
    'region_no = 370000',
    `department = 'PS'`,
    `action = 'lead.merge'`,
    'actor_id = gen_random_uuid()',
    'post_id = NULL',
    `request_id = 'x'`,
  ])('an edit of %s', async (change) => {
    await tamper([`UPDATE audit_entry SET ${change} WHERE subject_id = $1 AND seq = 2`, [subject.id]])
    expect(await verifyAudit()).toMatchObject(first('edited', 2))
  })

  it('an edit with its hash made anew', async () => {
    await tamper(
      [`UPDATE audit_entry SET action = 'lead.merge' WHERE subject_id = $1 AND seq = 2`, [subject.id]],
      [rehash, [subject.id, 2]],
    )
    expect(await verifyAudit()).toMatchObject(first('unlinked', 3))
  })

  it('an edit of the last entry with its hash made anew', async () => {
    await tamper(
      [`UPDATE audit_entry SET action = 'lead.merge' WHERE subject_id = $1 AND seq = 5`, [subject.id]],
      [rehash, [subject.id, 5]],
    )
    expect(await verifyAudit()).toMatchObject(first('beyondHead', 5))
  })

  it.each([1, 3])('a deletion of entry %i', async (seq) => {
    await tamper(['DELETE FROM audit_entry WHERE subject_id = $1 AND seq = $2', [subject.id, seq]])
    expect(await verifyAudit()).toMatchObject(first('missing', seq))
  })

  it('a deletion with the later entries moved up', async () => {
    await tamper(
      ['DELETE FROM audit_entry WHERE subject_id = $1 AND seq = 3', [subject.id]],
      ['UPDATE audit_entry SET seq = 3 WHERE subject_id = $1 AND seq = 4', [subject.id]],
      ['UPDATE audit_entry SET seq = 4 WHERE subject_id = $1 AND seq = 5', [subject.id]],
    )
    expect(await verifyAudit()).toMatchObject(first('unlinked', 3))
  })

  it('an insertion in the middle', async () => {
    await tamper(
      ['UPDATE audit_entry SET seq = seq + 100 WHERE subject_id = $1 AND seq >= 3', [subject.id]],
      ['UPDATE audit_entry SET seq = seq - 99 WHERE subject_id = $1 AND seq >= 100', [subject.id]],
      [
        `INSERT INTO audit_entry SELECT gen_random_uuid(), subject_type, subject_id, 3, at, actor_id, actor_name, post_id, department, region_no, 'lead.forged', change, '', hash, ''
         FROM audit_entry WHERE subject_id = $1 AND seq = 2`,
        [subject.id],
      ],
      [rehash, [subject.id, 3]],
    )
    expect(await verifyAudit()).toMatchObject(first('unlinked', 4))
  })

  it('an insertion at the end, well made', async () => {
    await tamper(
      [
        `INSERT INTO audit_entry SELECT gen_random_uuid(), subject_type, subject_id, 6, at, actor_id, actor_name, post_id, department, region_no, 'lead.forged', change, '', hash, ''
         FROM audit_entry WHERE subject_id = $1 AND seq = 5`,
        [subject.id],
      ],
      [rehash, [subject.id, 6]],
    )
    expect(await verifyAudit()).toMatchObject(first('beyondHead', 6))
  })

  it('two entries in each other’s place', async () => {
    await tamper(
      ['UPDATE audit_entry SET seq = 99 WHERE subject_id = $1 AND seq = 2', [subject.id]],
      ['UPDATE audit_entry SET seq = 2 WHERE subject_id = $1 AND seq = 4', [subject.id]],
      ['UPDATE audit_entry SET seq = 4 WHERE subject_id = $1 AND seq = 99', [subject.id]],
    )
    expect(await verifyAudit()).toMatchObject(first('unlinked', 2))
  })

  it('a cut tail', async () => {
    await tamper(['DELETE FROM audit_entry WHERE subject_id = $1 AND seq > 3', [subject.id]])
    expect(await verifyAudit()).toMatchObject(first('missing', 4))
  })

  it('a cut tail whose head was edited to match, by what was signed outside', async () => {
    await anchorAudit(now)
    await tamper(
      ['DELETE FROM audit_entry WHERE subject_id = $1 AND seq > 3', [subject.id]],
      [
        `UPDATE audit_head SET seq = 3, anchored_seq = 3, hash = (SELECT hash FROM audit_entry WHERE subject_id = $1 AND seq = 3) WHERE subject_id = $1`,
        [subject.id],
      ],
    )
    expect(await verifyAudit()).toMatchObject(first('missing', 5))
  })

  it('a whole chain that is gone, head and all', async () => {
    await anchorAudit(now)
    await tamper(
      ['DELETE FROM audit_entry WHERE subject_id = $1', [subject.id]],
      ['DELETE FROM audit_head WHERE subject_id = $1', [subject.id]],
    )
    expect(await verifyAudit()).toMatchObject(first('missing', 5))
  })

  it('a chain written anew from end to end, head and all', async () => {
    await anchorAudit(now)
    await tamper([`UPDATE audit_entry SET actor_name = '别人' WHERE subject_id = $1`, [subject.id]])
    for (let seq = 1; seq <= 5; seq += 1) {
      await tamper(
        [
          `UPDATE audit_entry SET previous_hash = coalesce((SELECT hash FROM audit_entry before WHERE before.subject_id = $1 AND before.seq = $2 - 1), '') WHERE subject_id = $1 AND seq = $2`,
          [subject.id, seq],
        ],
        [rehash, [subject.id, seq]],
      )
    }
    await tamper([
      'UPDATE audit_head SET hash = (SELECT hash FROM audit_entry WHERE subject_id = $1 AND seq = 5) WHERE subject_id = $1',
      [subject.id],
    ])
    expect(await verifyAudit()).toMatchObject(first('notAsAnchored', 5))
  })

  it('a function in the database that vouches for anything', async () => {
    await tamper([`UPDATE audit_entry SET action = 'lead.merge' WHERE subject_id = $1 AND seq = 2`, [subject.id]])
    const [{ original }] = (await asOwner<{ original: string }>(`SELECT pg_get_functiondef('audit_hash'::regproc) AS original`)) as [
      { original: string },
    ]
    await asOwner(original.replace(/AS \$function\$[\s\S]*\$function\$/, 'AS $function$ SELECT previous $function$'))
    try {
      expect(await verifyAudit()).toMatchObject(first('edited', 2))
    } finally {
      await asOwner(original)
    }
  })
})

describe('the anchors', () => {
  beforeEach(async () => {
    await anchorAudit(now)
    await line(subject, 6)
    await anchorAudit(now)
    await line(subject, 7)
    await anchorAudit(now)
  })
  const lines = () => readFileSync(journal, 'utf8').trimEnd().split('\n')
  const write = (kept: string[]) => writeFileSync(journal, kept.map((one) => `${one}\n`).join(''))

  it('are one signed line for each time something was written', async () => {
    expect(lines().map((one) => JSON.parse(one).number)).toEqual([1, 2, 3])
    expect(await verifyAudit()).toMatchObject({ holds: true, anchors: 3 })
  })

  it('are found wanting when a line is changed, forged, dropped or moved', async () => {
    const [one, two, three] = lines() as [string, string, string]
    const changed = JSON.stringify({ ...JSON.parse(two), at: '2026-01-01T00:00:00.000Z' })
    const otherHeads = JSON.stringify({ ...JSON.parse(two), heads: [] })
    for (const [kept, broken] of [
      [[one, changed, three], 2],
      [[one, otherHeads, three], 2],
      [[one, three], 2],
      [[two, three], 1],
      [[one, three, two], 2],
      [[one, two, 'not json'], 3],
    ] as const) {
      write([...kept])
      expect(await verifyAudit()).toEqual({ holds: false, fault: 'anchorBroken', anchor: broken })
    }
  })

  it('are found wanting when lines are cut from the end, or the file is gone', async () => {
    write(lines().slice(0, 2))
    expect(await verifyAudit()).toMatchObject({ holds: false, fault: 'anchorsCut', anchor: 3, subjectId: subject.id, seq: 7 })
    rmSync(journal)
    expect(await verifyAudit()).toMatchObject({ holds: false, fault: 'anchorsCut', anchor: 1 })
  })

  it('go on after a line that was cut off while being written', async () => {
    appendFileSync(journal, '{"number":4,"at":"2026-')
    await line(subject, 8)
    await anchorAudit(now)
    expect(await verifyAudit()).toMatchObject({ holds: true, anchors: 4 })
  })
})
