import 'server-only'
import type { Context } from '../command'

type Addressee = { agencyId: string } | { userId: string } | { institutionId: string }

/** Puts a line into an inbox, in the transaction of what it tells of. `text` carries numbers, never personal data. The same `dedupeKey` is told once. */
export async function notify(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  to: Addressee,
  { kind, text, link, dedupeKey }: { kind: string; text: string; link: string; dedupeKey: string },
): Promise<void> {
  await tx.notification.createMany({ data: [{ ...to, kind, text, link, dedupeKey, createdAt: now }], skipDuplicates: true })
}
