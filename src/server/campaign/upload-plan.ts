import 'server-only'
import { fieldsOf, nameOf, participantsOf, planReading, valuesOf } from '#domain/campaign/campaign-plan'
import { uploadPlanInput } from '#domain/campaign/inputs'
import { beijingDay, toDateColumn } from '#domain/kernel/civil-date'
import { type Result, refuse } from '#domain/kernel/result'
import { instruments } from '#domain/law/instruments'
import type { Plan } from '#domain/plan/plan'
import { audit } from '#platform/audit'
import { whereReadable } from '../access'
import { type Before, preparedCommand } from '../command'
import { readApart } from '../file/read-apart'
import { nextInternalNumber } from '../numbering'
import { query } from '../query'
import { must } from '../refused'
import { findParent } from './find-parent'
import { ownBureau } from './own-bureau'

/** Self-inspection looks back to the day on which the Regulation took effect, unless the plan is corrected to say otherwise. */
const defaultLookBack = toDateColumn(instruments.fundRegulation.inForceFrom ?? '2021-05-01')

/**
 * Reads an uploaded plan into a draft campaign: every value as the text says it, with the place of its words. The original file
 * stays as it came; nobody else is told anything.
 *
 * Refuses `notFound` for a person who drafts no campaigns or a file out of reach, `unreadableFile` with the reading code, `notAPlan`.
 * Commits together: the draft and its audit entry.
 */
export const uploadPlan = preparedCommand(
  'campaign.draft',
  uploadPlanInput,
  planOf,
  async (context, { fileId }, read): Promise<{ campaignId: string }> => {
    const { tx, actor, now, requestId } = context
    const bureau = ownBureau(actor)
    const plan = must(read)
    const values = valuesOf(plan)
    const campaignId = crypto.randomUUID()
    await tx.campaign.create({
      data: {
        id: campaignId,
        number: await nextInternalNumber(context, 'ZX', bureau.regionNo),
        name: nameOf(values),
        year: values.year ?? Number(beijingDay(now).slice(0, 4)),
        kind: values.kind,
        ...bureau,
        parentId: await findParent(context, values),
        documentNumber: values.documentNumber,
        issuedOn: values.issuedOn === null ? null : toDateColumn(values.issuedOn),
        lookBackFrom: defaultLookBack,
        participantCodes: participantsOf(values),
        fieldIds: fieldsOf(values),
        planFileId: fileId,
        planText: plan.text,
        planRead: planReading.parse(plan),
        plan: values,
        draftedById: actor.userId,
        draftedAt: now,
      },
    })
    await audit(tx, {
      at: now,
      actor,
      action: 'campaign.draft',
      subject: { type: 'campaign', id: campaignId },
      change: { state: [null, 'draft'], fileId: [null, fileId] },
      requestId,
    })
    return { campaignId }
  },
)

/** The plan in the file, read before the draft is begun. */
async function planOf({ actor }: Before, { fileId }: { fileId: string }): Promise<Result<Plan>> {
  ownBureau(actor)
  const file = await query(actor, (tx) =>
    tx.storedFile.findFirst({ where: { AND: [{ id: fileId }, whereReadable(actor, 'storedFile')] }, select: { sha256: true } }),
  )
  return file ? readApart('plan', file) : refuse('notFound')
}
