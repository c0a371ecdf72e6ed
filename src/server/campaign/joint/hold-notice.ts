import 'server-only'
import { createHash } from 'node:crypto'
import { type JointStep, type JointText, jointSteps, jointText, unsignedOf } from '#domain/campaign/joint-notice'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import type { NoticeKind } from '#domain/notification/notices'
import { canonicalJson } from '#domain/referral/snapshot'
import { audit } from '#platform/audit'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../../access'
import type { Context } from '../../command'
import { notify } from '../../notification/notify'
import { must } from '../../refused'

type Row = Prisma.JointNoticeGetPayload<{ include: { signatures: true } }>
type Change = Record<string, readonly [before: unknown, after: unknown]>

export const hashOfText = (text: JointText): string => createHash('sha256').update(canonicalJson(text)).digest('hex')

/** With who has signed the text as it stands now, and the names of the agencies that have not. */
export function withUnsigned<One extends Row>(row: One) {
  const hash = hashOfText(jointText(row))
  const missing = unsignedOf(row.signerIds, row.signatures, hash)
  const signedByIds = row.signatures.flatMap((one) =>
    one.state === 'signed' && one.textSha256 === hash && one.decidedById ? [one.decidedById] : [],
  )
  return { ...row, signedByIds, unsigned: missing.map((id) => row.signerNames[row.signerIds.indexOf(id)] ?? id) }
}
export type HeldNotice = ReturnType<typeof withUnsigned<Row>>

/** The notice, held until the command has ended, when the actor may take `step` on it. Refuses `notFound`, and what the step refuses. */
export async function holdNotice({ tx, actor }: Context, step: JointStep, id: string): Promise<HeldNotice> {
  const where = { AND: [{ id }, whereMay(actor, jointSteps[step].by, 'jointNotice')] }
  if ((await tx.jointNotice.count({ where })) === 0) must(refuse('notFound'))
  await tx.$queryRaw`SELECT id FROM joint_notice WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  const row = await tx.jointNotice.findFirst({ where, include: { signatures: { orderBy: { id: 'asc' } } } })
  const notice = withUnsigned(row ?? must(refuse('notFound')))
  must(takeStep(jointSteps[step], notice, actor))
  return notice
}

/** The one way a joint notice changes: row and trail, together or not at all. Refuses `changedMeanwhile`. */
export async function moveNotice(
  { tx, actor, now, requestId }: Context,
  step: JointStep,
  notice: HeldNotice,
  version: number,
  set: Prisma.JointNoticeUncheckedUpdateManyInput = {},
  change: Change = {},
): Promise<void> {
  const { to } = jointSteps[step]
  const moved = await tx.jointNotice.updateMany({
    where: { id: notice.id, version },
    data: { ...set, state: to, version: { increment: 1 } },
  })
  if (moved.count === 0) must(refuse('changedMeanwhile'))
  await audit(tx, {
    ...{ at: now, actor, action: `jointNotice.${step}`, requestId, subject: { type: 'campaign', id: notice.campaignId } },
    change: { title: [null, notice.title], state: [notice.state, to], ...change },
  })
}

/** Tells an agency, or one person, of the notice; of each version once. */
export const tellOfNotice = (
  context: Context,
  to: { agencyId: string } | { userId: string },
  kind: NoticeKind,
  { id, campaignId, title, version }: Pick<HeldNotice, 'id' | 'campaignId' | 'title' | 'version'>,
  more: Record<string, string> = {},
): Promise<void> =>
  notify(context, to, {
    ...{ kind, detail: { from: context.actor.agencyName, title, ...more }, link: `/campaigns/${campaignId}/joint/${id}` },
    dedupeKey: `${kind}:${id}:${version}:${Object.values(to)[0]}`,
  })
