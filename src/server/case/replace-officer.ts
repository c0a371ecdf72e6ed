import 'server-only'
import { replaceOfficerInput } from '#domain/case/inputs'
import { refuse } from '#domain/kernel/result'
import { command } from '../command'
import { colleagues, recusedFrom } from '../identity/colleagues'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { findCaseToRecord, recordInCase } from './take-step'

/**
 * Puts another person of the agency in the place of one of the two officers, for a reason (更换办案人员): one who must keep away, has
 * left or is ill. What the former officer wrote stays, and they do not decide on the case.
 *
 * Refuses `notFound`, `wrongState`, `notColleague`, `officerRecused`, `samePerson` (the approver, or whoever ever reviewed the case or leads its hearing), `changedMeanwhile`.
 */
export const replaceOfficer = command('case.replaceOfficer', replaceOfficerInput, async (context, input) => {
  const { tx, actor, now } = context
  const file = await findCaseToRecord(context, 'replaceOfficer', input.caseId)
  const former = input.officer === 'A' ? { id: file.officerAId, name: file.officerAName } : { id: file.officerBId, name: file.officerBName }
  if ([file.officerAId, file.officerBId].includes(input.officerId)) must(refuse('notColleague'))
  const chair = await tx.caseHearing.findFirst({ where: { caseId: file.id, chairId: input.officerId }, select: { id: true } })
  if (chair || [actor.userId, file.approvedById, ...file.reviewerIds].includes(input.officerId)) must(refuse('samePerson'))
  const known = await colleagues(tx, file.agencyId, now)
  const next = known.find(({ id }) => id === input.officerId) ?? must(refuse('notColleague'))
  if ((await recusedFrom(tx, file.id, [next.id])).size > 0) must(refuse('officerRecused'))

  const placed =
    input.officer === 'A'
      ? { officerAId: next.id, officerAName: next.name, officerACertificate: input.certificate }
      : { officerBId: next.id, officerBName: next.name, officerBCertificate: input.certificate }
  // Not the approver who replaces, but the officer who leaves has worked on the case.
  const writerIds = [...new Set([...file.writerIds, former.id])]
  await recordInCase(
    context,
    'replaceOfficer',
    file,
    input.version,
    { officer: [former.name, next.name], reason: [null, input.reason] },
    { ...placed, writerIds },
  )
  await notify(
    context,
    { userId: next.id },
    {
      kind: 'caseHandedOver',
      detail: { number: file.number },
      link: `/cases/${file.id}`,
      dedupeKey: `case.replaceOfficer:${file.id}:${input.version}`,
    },
  )
})
