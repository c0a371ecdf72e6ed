import 'server-only'
import { byOfficer } from '#domain/case/grants'
import { creditRecordSteps, creditStepNames, liveCredits } from '#domain/credit/steps'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import { isUuid } from '#domain/kernel/uuid'
import { takeStep } from '#domain/kernel/workflow'
import { may, whereParentOf } from '../access'
import { query } from '../query'
import { type CreditRow, creditOf, isCreditable } from './records'

const dayOf = (value: Date | null) => value && fromDateColumn(value)

const shownOf = ({ proposedById: _proposer, approvedById: _approver, ...row }: CreditRow) => ({
  ...row,
  ...{ fromOn: fromDateColumn(row.fromOn), untilOn: fromDateColumn(row.untilOn) },
  ...{ toldOn: dayOf(row.toldOn), objectedOn: dayOf(row.objectedOn), endedOn: dayOf(row.endedOn) },
})

/** The credit records of a case, for its page, with what this person may do; `null` where the case, or this of it, is not theirs to read. */
export const getCaseCredits = (actor: Actor, caseId: string, now: Date) =>
  query(actor, async (tx) => {
    const file = await tx.case.findFirst({
      where: { AND: [{ id: caseId }, whereParentOf(actor, 'creditRecord')] },
      include: { procedure: true, agreement: true, credits: { orderBy: { seq: 'asc' } } },
    })
    if (!file) return null
    const live = file.credits.some(({ stage }) => liveCredits.some((one) => one === stage))
    return {
      mayPropose: may(actor, byOfficer, 'case', file) && isCreditable(file) && !live,
      records: file.credits.map((row) => ({
        ...shownOf(row),
        steps: creditStepNames
          .filter((name) => may(actor, creditRecordSteps[name].by, 'case', file))
          .map((name) => ({
            name,
            basis: creditRecordSteps[name].basis,
            taken: takeStep(creditRecordSteps[name], creditOf(row, beijingDay(now)), actor),
          }))
          .filter(({ taken }) => taken.ok || taken.refusal.code !== 'wrongState')
          .map(({ name, basis, taken }) => ({ name, basis, shut: taken.ok ? null : taken.refusal })),
      })),
    }
  })
export type CaseCredits = NonNullable<Awaited<ReturnType<typeof getCaseCredits>>>

/** One record with its case, as it is printed; `null` when it does not exist for this person. */
export const getCredit = (actor: Actor, id: string) =>
  query(actor, async (tx) => {
    if (!isUuid(id)) return null
    const row = await tx.creditRecord.findFirst({
      where: { id, case: whereParentOf(actor, 'creditRecord') },
      include: { case: { select: { number: true, partyName: true, agencyId: true } } },
    })
    if (!row) return null
    const agency = await tx.agency.findUnique({ where: { id: row.case.agencyId }, select: { name: true } })
    const { case: file, ...record } = row
    return { ...shownOf(record), caseNumber: file.number, partyName: file.partyName, agencyName: agency?.name ?? '' }
  })
export type CreditView = NonNullable<Awaited<ReturnType<typeof getCredit>>>
