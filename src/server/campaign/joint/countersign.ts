import 'server-only'
import { returnJointInput, signJointInput } from '#domain/campaign/joint-inputs'
import { refuse } from '#domain/kernel/result'
import { type Context, command } from '../../command'
import { must } from '../../refused'
import { type HeldNotice, holdNotice, moveNotice, tellOfNotice } from './hold-notice'

/**
 * The head of a department signs the text that was read (会签同意). Whoever leads is told when nobody is missing.
 *
 * Refuses `notFound` (not asked), `wrongState`, `samePerson`, `changedMeanwhile` (the text is another now, or the department has answered).
 */
export const signJointNotice = command('jointNotice.sign', signJointInput, async (context, { noticeId, textSha256 }) => {
  const notice = await holdNotice(context, 'sign', noticeId)
  await answer(context, notice, textSha256, { state: 'signed' })
  await moveNotice(context, 'sign', notice, notice.version, {}, said(context, textSha256))
  if (notice.unsigned.length > 1) return
  for (const to of [{ agencyId: notice.agencyId }, { userId: notice.draftedById }])
    await tellOfNotice(context, to, 'jointNoticeSigned', notice)
})

/** Gives the text back to its drafter, with the reason (退回). Refuses as `signJointNotice` does. */
export const returnJointNotice = command('jointNotice.return', returnJointInput, async (context, { noticeId, textSha256, reason }) => {
  const notice = await holdNotice(context, 'return', noticeId)
  await answer(context, notice, textSha256, { state: 'returned', reason })
  await moveNotice(context, 'return', notice, notice.version, {}, { ...said(context, textSha256), reason: [null, reason] })
  await tellOfNotice(context, { userId: notice.draftedById }, 'jointNoticeReturned', notice, { reason })
})

const said = ({ actor }: Context, textSha256: string) => ({ agency: [null, actor.agencyName], textSha256: [null, textSha256] }) as const

type Said = { state: 'signed' } | { state: 'returned'; reason: string }

/** Writes it into the row of the own agency for this very text. */
async function answer({ tx, actor, now }: Context, notice: HeldNotice, textSha256: string, set: Said): Promise<void> {
  if (notice.textSha256 !== textSha256) must(refuse('changedMeanwhile'))
  const answered = await tx.jointSignature.updateMany({
    where: { noticeId: notice.id, agencyId: actor.agencyId ?? '', state: 'asked', textSha256 },
    data: { ...set, decidedById: actor.userId, decidedByName: actor.name, decidedAt: now },
  })
  if (answered.count === 0) must(refuse('changedMeanwhile'))
}
