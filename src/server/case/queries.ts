import 'server-only'
import { factTotals, fineTenthsRange, spansImplementingRules } from '#domain/case/facts'
import { moneyTotals } from '#domain/case/money'
import { bearsCase } from '#domain/case/source'
import { type Case, caseRecordNames, caseRecords, caseStepNames, caseSteps } from '#domain/case/steps'
import type { Actor } from '#domain/kernel/access'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { isUuid } from '#domain/kernel/uuid'
import { takeRecord, takeStep } from '#domain/kernel/workflow'
import type { Tx } from '#platform/db'
import { may, whereMay, whereReadable } from '../access'
import { clocksOf } from '../clock/clocks-of'
import { whereAttachmentReadable } from '../file/queries'
import { colleagues, recusedFrom } from '../identity/colleagues'
import { query } from '../query'

const trailLimit = 100
/** What discipline does shows to those who are cleared for it, and to nobody else. */
const disciplineSecrecy = 3

/** A case as its page shows it. `null` when it does not exist for this person. */
export async function getCase(actor: Actor, id: string, now: Date) {
  if (!isUuid(id)) return null
  return query(actor, async (tx) => {
    const file = await tx.case.findFirst({
      where: { AND: [{ id }, whereReadable(actor, 'case')] },
      include: {
        facts: { orderBy: { seq: 'asc' } },
        tracks: true,
        money: { orderBy: [{ occurredOn: 'asc' }, { recordedAt: 'asc' }] },
        referrals: { where: whereReadable(actor, 'referral'), orderBy: { proposedAt: 'asc' }, omit: { snapshot: true } },
        lead: { select: { id: true, number: true, behaviour: true } },
        institution: { select: { id: true, code: true, name: true } },
        agency: { select: { name: true } },
        campaign: { select: { id: true, name: true } },
      },
    })
    if (!file) return null

    const subject = { subjectType: 'case', subjectId: id }
    const clocks = await clocksOf(tx, actor, { type: 'case', id }, now)
    const documents = await documentsOf(tx, actor, [id, ...file.referrals.map((referral) => referral.id)])
    const attachments = await tx.attachment.findMany({
      where: { AND: [{ ...subject, removedAt: null }, whereAttachmentReadable(actor)] },
      select: attachmentFields,
      orderBy: { addedAt: 'asc' },
    })
    const trail = await tx.auditEntry.findMany({
      where: { AND: [subject, whereReadable(actor, 'auditEntry')] },
      orderBy: { seq: 'desc' },
      take: trailLimit,
    })
    const siblings = await siblingsOf(tx, actor, file)
    const seesDiscipline = actor.clearance >= disciplineSecrecy
    return {
      ...file,
      tracks: file.tracks.filter(({ kind }) => kind !== 'discipline' || seesDiscipline),
      seesDiscipline,
      facts: file.facts.map((fact) => {
        const act = { actFrom: fromDateColumn(fact.actFrom), actTo: fromDateColumn(fact.actTo) }
        return { ...fact, ...act, spansRules: spansImplementingRules(act), fineRange: fineTenthsRange(fact) }
      }),
      totals: factTotals(file.facts),
      moneyTotals: moneyTotals(file.money),
      clocks,
      documents,
      attachments,
      trail,
      siblings,
      steps: stepsFor(actor, file),
      records: caseRecordNames.filter((name) => may(actor, caseRecords[name].by, 'case', file) && takeRecord(caseRecords[name], file).ok),
    }
  })
}
export type CaseView = NonNullable<Awaited<ReturnType<typeof getCase>>>

const attachmentFields = {
  id: true,
  title: true,
  kind: true,
  addedAt: true,
  file: { select: { id: true, sha256: true, sizeBytes: true } },
} as const

const documentsOf = (tx: Tx, actor: Actor, subjectIds: readonly string[]) =>
  tx.officialDocument.findMany({
    where: { AND: [{ subjectId: { in: [...subjectIds] }, state: { not: 'voided' } }, whereReadable(actor, 'officialDocument')] },
    omit: { input: true },
    orderBy: { generatedAt: 'asc' },
  })

/** Other cases of the same party (一案多查). */
const siblingsOf = async (tx: Tx, actor: Actor, file: { id: string; institutionId: string | null }) =>
  file.institutionId === null
    ? []
    : tx.case.findMany({
        where: { AND: [{ institutionId: file.institutionId, id: { not: file.id } }, whereReadable(actor, 'case')] },
        select: { id: true, number: true, cause: true, state: true },
        orderBy: { id: 'desc' },
        take: 8,
      })

/** The steps this person may take on the case, with why one is shut. Steps of other stages are left out. */
const stepsFor = (actor: Actor, file: Case) =>
  caseStepNames
    .filter((name) => may(actor, caseSteps[name].by, 'case', file))
    .map((name) => ({ name, basis: caseSteps[name].basis, taken: takeStep(caseSteps[name], file, actor) }))
    .filter(({ taken }) => taken.ok || taken.refusal.code !== 'wrongState')
    .map(({ name, basis, taken }) => ({ name, basis, shut: taken.ok ? null : taken.refusal }))

/** A lead as the form of a new case begins with it, and who can be the second officer. `null` when it bears no case for this person. */
export const getCaseProposal = (actor: Actor, leadId: string, now: Date) =>
  query(actor, async (tx) => {
    if (!isUuid(leadId)) return null
    const lead = await tx.lead.findFirst({
      where: { AND: [{ id: leadId }, whereMay(actor, [{ role: 'handler', as: 'ownAgency' }], 'lead')] },
      omit: { idCipher: true, idIndex: true },
      include: {
        verifications: { orderBy: { round: 'desc' }, take: 1 },
        cases: { where: { state: { not: 'notFiled' } }, select: { id: true } },
      },
    })
    if (!lead || !actor.agencyId) return null
    const others = (await colleagues(tx, actor.agencyId, now)).filter(({ id }) => id !== actor.userId)
    const away = await recusedFrom(
      tx,
      leadId,
      others.map(({ id }) => id),
    )
    return { lead, bears: bearsCase(lead), colleagues: others.filter(({ id }) => !away.has(id)) }
  })
