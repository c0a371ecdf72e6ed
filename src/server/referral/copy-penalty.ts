import 'server-only'
import { refuse } from '#domain/kernel/result'
import { copyPenaltyInput } from '#domain/referral/inputs'
import { referralRecords } from '#domain/referral/steps'
import { startClocks, stopClocks } from '../clock/turn-clocks'
import { type Context, command } from '../command'
import { filesForMatter } from '../file/copy-file'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { addMaterials } from './open-referral'
import { clockSubject, findReferralToRecord, moveReferralOn, recordInTrail, type SeenReferral, sidesOf } from './take-step'
import { versionWith } from './versions'

/** From a fine on, the police that have the case are owed a copy of the decision within ten days (CK39). */
export async function owePenaltyCopy(context: Context, caseId: string): Promise<void> {
  const live = await context.tx.referral.findMany({
    where: { caseId, kind: 'police', state: { in: [...referralRecords.copyPenalty.from] } },
  })
  for (const referral of live) await startClocks(context, clockSubject(referral), ['CK39'], sidesOf(referral, 'CK39'))
}

/** The same from the delivery on, of a case that was fined before it. */
export async function owePenaltyCopyOf(context: Context, referral: SeenReferral): Promise<void> {
  if (referral.kind !== 'police' || referral.caseId === null) return
  const fined = { caseId: referral.caseId, stage: { not: 'revoked' }, decidedFineFen: { gt: 0n } } as const
  if ((await context.tx.caseProcedure.count({ where: fined })) === 0) return
  await startClocks(context, clockSubject(referral), ['CK39'], sidesOf(referral, 'CK39'))
}

/**
 * Copies a penalty decision to the police and the procuratorate (先罚后移的抄送): as it was issued, or as a file that was uploaded.
 *
 * Refuses `notFound`, `wrongState` (no copy is owed), `documentsMissing` (no decision is issued), `changedMeanwhile`.
 * Commits together: the decision among the materials with the version that shows it, CK39 stopped, the audit entry and the notices.
 */
export const copyPenalty = command('referral.copyPenalty', copyPenaltyInput, async (context, { referralId, version, fileId }) => {
  const { actor } = context
  const referral = await findReferralToRecord(context, 'copyPenalty', referralId, 'police')
  if (!referral.clocks.some(({ ruleId, stoppedAt }) => ruleId === 'CK39' && stoppedAt === null)) must(refuse('wrongState'))
  const given =
    fileId ?? (await issuedDecision(context, referral.caseId)) ?? must(refuse('documentsMissing', { missing: ['penaltyDecision'] }))
  const [file] = await filesForMatter(context, referral.secrecy, [given])
  if (!file) return must(refuse('notFound'))

  await moveReferralOn(context, referralId, version)
  const copied = { kind: 'penaltyDecision', title: file.name, pages: 1, fileId: file.fileId, sha256: file.sha256 } as const
  await versionWith(context, referralId, file.name, await addMaterials(context, referralId, [copied]))
  await stopClocks(context, clockSubject(referral), ['CK39'])
  await recordInTrail(context, referralId, 'copyPenalty', { material: [null, file.name], sha256: [null, file.sha256] })
  for (const agencyId of [referral.receiverAgencyId, ...(referral.copyAgencyId ? [referral.copyAgencyId] : [])]) {
    const dedupeKey = `referral.copyPenalty:${referralId}:${version}:${agencyId}`
    const detail = { from: actor.agencyName, number: referral.number }
    await notify(context, { agencyId }, { kind: 'penaltyCopied', detail, link: `/referrals/${referralId}`, dedupeKey })
  }
})

async function issuedDecision({ tx }: Context, caseId: string | null): Promise<string | null> {
  if (caseId === null) return null
  const paper = await tx.officialDocument.findFirst({
    where: { subjectType: 'case', subjectId: caseId, kind: { in: ['penaltyDecision', 'summaryDecision'] }, state: 'issued' },
    orderBy: { generatedAt: 'desc' },
  })
  return paper?.fileId ?? null
}
