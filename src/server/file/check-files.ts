import 'server-only'
import type { FileCheckState } from '#domain/file/checks'
import { systemActor } from '#domain/kernel/system-actor'
import { auditMany } from '#platform/audit'
import { prisma, type Tx } from '#platform/db'
import { keptState } from '#platform/files'
import { holdingLock } from '#platform/held-lock'
import { logAlert, logFault } from '../log'
import { notifyAll } from '../notification/notify'

/** As long as a night leaves to it; what is left comes first the next night. */
const usualMs = 25 * 60_000
const filesAtMost = 50_000

export type Checked = { intact: number; damaged: number }

/**
 * Reads what is kept again and holds it against its hash (完整性核验), what was not looked at for longest first, for as long as it may take.
 * Bytes that no row names are nobody's and are left alone. Runs each night as the worker's role; two never run at once.
 *
 * Commits together, for each file: what it was found to be and, when it has turned out damaged since the last look, the line in its trail and
 * the notices to the officers of the cases whose evidence it is.
 */
export const checkFiles = (now: Date, forMs = usualMs): Promise<Checked> =>
  holdingLock('checkFiles', async () => {
    const end = performance.now() + forMs
    const checked: Checked = { intact: 0, damaged: 0 }
    for (const { sha256 } of await dueForCheck(now)) {
      if (performance.now() > end) break
      const state = await stateOf(sha256)
      if (state === null) continue
      await prisma.$transaction((tx) => noteState({ tx, now }, sha256, state))
      if (state === 'intact') checked.intact += 1
      else {
        checked.damaged += 1
        logAlert({ what: 'fileDamaged', sha256, state })
      }
    }
    return checked
  })

/** `null` where it could not be told: that says nothing of the file, and the others are looked at all the same. */
async function stateOf(sha256: string): Promise<FileCheckState | null> {
  try {
    return await keptState(sha256)
  } catch (error) {
    logFault({ where: `file.check ${sha256}`, error })
    return null
  }
}

const dueForCheck = (now: Date) => prisma.$queryRaw<{ sha256: string }[]>`
  SELECT f.sha256 FROM stored_file f LEFT JOIN file_check c ON c.file_id = f.id
  GROUP BY f.sha256 HAVING min(coalesce(c.checked_at, '-infinity')) < ${now}::timestamptz
  ORDER BY min(coalesce(c.checked_at, '-infinity')), f.sha256 LIMIT ${filesAtMost}`

type Moment = { tx: Tx; now: Date }
type Held = { id: string; region_no: number; was: FileCheckState | null }

async function noteState({ tx, now }: Moment, sha256: string, state: FileCheckState): Promise<void> {
  const files = await tx.$queryRaw<Held[]>`
    SELECT f.id::text, f.region_no, c.state::text AS was FROM stored_file f LEFT JOIN file_check c ON c.file_id = f.id
    WHERE f.sha256 = ${sha256} ORDER BY f.id`
  await tx.$executeRaw`
    INSERT INTO file_check (file_id, state, since, checked_at)
    SELECT id, ${state}::"FileCheckState", ${now}::timestamptz, ${now}::timestamptz FROM stored_file WHERE sha256 = ${sha256}
    ON CONFLICT (file_id) DO UPDATE SET state = excluded.state, checked_at = excluded.checked_at,
      since = CASE WHEN file_check.state = excluded.state THEN file_check.since ELSE excluded.since END`
  if (state !== 'intact')
    await tellDamaged(
      { tx, now },
      state,
      files.filter(({ was }) => was !== state),
    )
}

async function tellDamaged({ tx, now }: Moment, state: FileCheckState, files: readonly Held[]): Promise<void> {
  await auditMany(
    tx,
    files.map(({ id, region_no, was }) => ({
      at: now,
      actor: { ...systemActor, department: null, regionNo: region_no },
      action: 'file.damaged',
      subject: { type: 'storedFile', id },
      change: { state: [was, state] },
    })),
  )
  const pieces = await tx.evidence.findMany({
    where: { fileId: { in: files.map(({ id }) => id) }, state: 'held' },
    select: { id: true, caseId: true, seq: true, case: { select: { number: true, officerAId: true, officerBId: true } } },
  })
  await notifyAll(
    { tx, now },
    pieces.flatMap(({ id, caseId, seq, case: file }) =>
      [file.officerAId, file.officerBId].map((userId) => ({
        to: { userId },
        notice: {
          kind: 'evidenceDamaged' as const,
          detail: { number: file.number, count: seq },
          link: `/cases/${caseId}/evidence/${id}`,
          dedupeKey: `file.damaged:${id}:${now.toISOString()}:${userId}`,
        },
      })),
    ),
  )
}
