import 'server-only'
import { takenBack, type Version, type VersionCause, withSupply } from '#domain/referral/snapshot'
import type { Tx } from '#platform/db'
import type { Context } from '../command'
import { type Numbered, numberedAfter } from './open-referral'
import { readVersion, snapshotHash } from './snapshot'

/** What was sent and what was sent after it, the newest first, each with whether it still is what was hashed. */
export async function versionsOf(tx: Tx, referralId: string) {
  const versions = await tx.referralVersion.findMany({ where: { referralId }, orderBy: { seq: 'desc' } })
  return versions.flatMap(({ content: stored, contentHash: hash, ...version }) => {
    const read = readVersion(stored, hash)
    return read ? [{ ...version, ...read, hash }] : []
  })
}

/** Of a referral's materials those that the other side sees, what was supplied apart. Before it sees a version it sees none of them. */
export function seenMaterials<Material extends { seq: number }>(materials: readonly Material[], shown: Version | null) {
  const later = new Set(shown?.supplied.flatMap(({ seqs }) => seqs))
  const seen = materials.filter(({ seq }) => shown?.materials.some((one) => one.seq === seq))
  return { materials: seen.filter(({ seq }) => !later.has(seq)), supplements: seen.filter(({ seq }) => later.has(seq)) }
}

/** What the other side sees now. `null` before it sees anything. */
async function newestVersion(tx: Tx, referralId: string): Promise<{ seq: number; content: Version } | null> {
  const last = await tx.referralVersion.findFirst({ where: { referralId }, orderBy: { seq: 'desc' } })
  const read = last && readVersion(last.content, last.contentHash)
  return last && read ? { seq: last.seq, content: read.content } : null
}

/** The next version; the first is made of the snapshot by the database. */
async function addVersion({ tx, actor, now }: Context, referralId: string, cause: VersionCause, after: number, content: Version) {
  const by = { byId: actor.userId, byName: actor.name, at: now }
  await tx.referralVersion.createMany({
    data: [{ referralId, seq: after + 1, cause, content, contentHash: snapshotHash(content), ...by }],
  })
}

/** Materials that went after delivery, as the version from which on they are seen. */
export async function versionWith(context: Context, referralId: string, note: string, materials: readonly Numbered[]): Promise<void> {
  const newest = await newestVersion(context.tx, referralId)
  if (newest) await addVersion(context, referralId, 'supplied', newest.seq, withSupply(newest.content, note, materials))
}

/** What is taken back, as the last version. */
export async function versionTakenBack(context: Context, referral: { id: string; number: string; title: string }, reason: string) {
  const newest = await newestVersion(context.tx, referral.id)
  const named = newest?.content ?? referral
  await addVersion(context, referral.id, 'withdrawn', newest?.seq ?? 0, takenBack(named, reason))
}

type File = { name: string; sha256: string }
type Waiting = { id: string; materials: readonly { seq: number }[] }

/**
 * The whole as the other side will see it once these files have gone, and the hash that an approval of them is bound to. A file is named by
 * what is in it: under which id it goes shows when it goes. `null` where nothing was delivered.
 */
export async function wholeWith(tx: Tx, referral: Waiting, note: string, files: readonly File[]) {
  const newest = await newestVersion(tx, referral.id)
  if (!newest) return null
  const going = files.map(({ name, sha256 }) => ({ kind: 'evidence' as const, title: name, pages: 1, sha256, fileId: null }))
  const content = withSupply(newest.content, note, numberedAfter(referral.materials, going))
  return { seq: newest.seq + 1, content, hash: snapshotHash(content) }
}
