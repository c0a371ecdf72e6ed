import 'server-only'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { prisma } from '#platform/db'
import { appendLine } from '#platform/journal'
import { signatureHolds, signingKeyId, signText } from '#platform/signing'

/** Where the heads of the trail are written down outside of the database. Belongs on another disk, better on another machine. */
export const anchorJournal = 'audit-anchors.jsonl'

/** Held by whoever appends an anchor; shared by whoever compares trail and anchors. */
export const anchorLock = 0x616e6368

const headsPerAnchor = 5000

export const anchorSchema = z.strictObject({
  number: z.int().positive(),
  at: z.iso.datetime(),
  /** [subject type, subject id, sequence, hash] of each chain that grew since the last anchor. */
  heads: z.array(z.tuple([z.string(), z.string(), z.int().positive(), z.string()])),
  root: z.string(),
  previous: z.string(),
  keyId: z.string(),
  signature: z.string(),
})
export type Anchor = z.infer<typeof anchorSchema>

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const signedText = ({ number, at, root, previous, keyId }: Omit<Anchor, 'heads' | 'signature'>) =>
  JSON.stringify(['qingyuan audit anchor', number, at, root, previous, keyId])

export const rootOf = (heads: Anchor['heads']): string => sha256(JSON.stringify(heads))

/** What an anchor says of the line before it. */
export const linkTo = (line: string | null): string => (line === null ? '' : sha256(line))

export const anchorSignatureHolds = (anchor: Anchor): boolean => signatureHolds(signedText(anchor), anchor.signature)

function makeAnchor(last: string | null, heads: Anchor['heads'], now: Date): string {
  const number = last === null ? 1 : anchorSchema.parse(JSON.parse(last)).number + 1
  const unsigned = { number, at: now.toISOString(), heads, root: rootOf(heads), previous: linkTo(last), keyId: signingKeyId() }
  return JSON.stringify({ ...unsigned, signature: signText(signedText(unsigned)) })
}

type HeadRow = { subject_type: string; subject_id: string; seq: number; hash: string }

/** One line of anchors; returns how many heads it holds. Written to disk first, marked as anchored after: a crash between repeats heads, and loses none. */
async function anchorSome(now: Date): Promise<number> {
  return prisma.$transaction(
    async (tx) => {
      const locked = await tx.$queryRaw<{ free: boolean }[]>`SELECT pg_try_advisory_xact_lock(${anchorLock}::bigint) AS free`
      if (!locked[0]?.free) return 0
      const grown = await tx.$queryRaw<HeadRow[]>`
        SELECT subject_type, subject_id::text, seq, hash FROM audit_head WHERE seq > anchored_seq ORDER BY changed_at, subject_id LIMIT ${headsPerAnchor}`
      if (grown.length === 0) return 0
      const heads = grown.map((head): Anchor['heads'][number] => [head.subject_type, head.subject_id, head.seq, head.hash])
      await appendLine(anchorJournal, (last) => makeAnchor(last, heads, now))
      await tx.$executeRaw`
        UPDATE audit_head SET anchored_seq = anchored.seq
        FROM unnest(${grown.map((head) => head.subject_type)}::text[], ${grown.map((head) => head.subject_id)}::uuid[], ${grown.map((head) => head.seq)}::int[])
          AS anchored(subject_type, subject_id, seq)
        WHERE audit_head.subject_type = anchored.subject_type AND audit_head.subject_id = anchored.subject_id AND audit_head.anchored_seq < anchored.seq`
      return heads.length
    },
    { timeout: 60_000 },
  )
}

/** Signs the heads of all chains that have grown and writes them down outside of the database. */
export async function anchorAudit(now: Date): Promise<number> {
  let anchored = 0
  for (;;) {
    const count = await anchorSome(now)
    anchored += count
    if (count < headsPerAnchor) return anchored
  }
}
