import 'server-only'
import { waiveEvidenceInput } from '#domain/evidence/inputs'
import { policeDemands } from '#domain/evidence/readiness'
import { findCaseToRecord, recordInCase } from '../case/take-step'
import { command } from '../command'

/**
 * Says why a case goes to the police without evidence of a group (说明缺少证据的理由). Whoever approves the referral reads it; once there is
 * evidence of the group, it counts no more.
 *
 * Refuses `notFound`, `wrongState`, `changedMeanwhile`.
 */
export const waiveEvidence = command('case.waiveEvidence', waiveEvidenceInput, async (context, { caseId, version, group, reason }) => {
  const { tx, actor, now } = context
  const file = await findCaseToRecord(context, 'waiveEvidence', caseId)
  await recordInCase(context, 'waiveEvidence', file, version, { evidenceGroup: [null, policeDemands[group].name] })
  await tx.evidenceWaiver.create({ data: { caseId, group, reason, givenById: actor.userId, givenByName: actor.name, givenAt: now } })
})
