import 'server-only'
import type { NoticeDetail, NoticeKind } from '#domain/notification/notices'
import { noticeSubjectOf } from '#domain/notification/subject'
import type { Context } from '../command'

type Addressee = { agencyId: string } | { userId: string } | { institutionId: string }
type Notice = { kind: NoticeKind; detail: NoticeDetail; link: string; dedupeKey: string }

/** Puts a line into an inbox, in the transaction of what it tells of. The same `dedupeKey` is told once. */
export const notify = (context: Pick<Context, 'tx' | 'now'>, to: Addressee, notice: Notice): Promise<void> =>
  notifyAll(context, [{ to, notice }])

/** The same for many inboxes at once. */
export async function notifyAll(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  notices: readonly { to: Addressee; notice: Notice }[],
): Promise<void> {
  await tx.notification.createMany({
    data: notices.map(({ to, notice: { kind, detail, link, dedupeKey } }) => ({
      ...to,
      kind,
      text: JSON.stringify(detail),
      link,
      ...noticeSubjectOf(link),
      dedupeKey,
      createdAt: now,
    })),
    skipDuplicates: true,
  })
}
