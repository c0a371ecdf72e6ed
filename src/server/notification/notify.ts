import 'server-only'
import type { NoticeDetail, NoticeKind } from '#domain/notification/notices'
import type { Context } from '../command'

type Addressee = { agencyId: string } | { userId: string } | { institutionId: string }
type Notice = { kind: NoticeKind; detail: NoticeDetail; link: string; dedupeKey: string }

/** Puts a line into an inbox, in the transaction of what it tells of. The same `dedupeKey` is told once. */
export async function notify(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  to: Addressee,
  { kind, detail, link, dedupeKey }: Notice,
): Promise<void> {
  await tx.notification.createMany({
    data: [{ ...to, kind, text: JSON.stringify(detail), link, dedupeKey, createdAt: now }],
    skipDuplicates: true,
  })
}
