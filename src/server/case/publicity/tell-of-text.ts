import 'server-only'
import type { Context } from '../../command'
import { notify } from '../../notification/notify'
import { notifyApprovers } from '../../notification/notify-approvers'
import type { PublicCase, SeenText } from './take-publication-step'

const linkTo = (caseId: string) => `/cases/${caseId}?tab=procedure`

/** Tells those who may approve a text that it waits for them. */
export const askApprovers = (context: Context, file: PublicCase, seq: number): Promise<void> =>
  notifyApprovers(context, file.agencyId, file, {
    ...{ kind: 'publicationDrafted', detail: { number: file.number } },
    ...{ link: linkTo(file.id), dedupeKey: `case.draftPublication:${file.id}:${seq}` },
  })

/** Tells whoever drafted it and the officers, who make it public, what became of a text. */
export async function tellWhoPublishes(context: Context, { file, row }: SeenText, approved: boolean): Promise<void> {
  const detail = { from: context.actor.name, number: file.number, approved: approved ? 1 : 0 }
  for (const userId of new Set([row.draftedById, file.officerAId, file.officerBId])) {
    const dedupeKey = `case.decidePublication:${row.id}:${userId}`
    await notify(context, { userId }, { kind: 'publicationDecided', detail, link: linkTo(file.id), dedupeKey })
  }
}
