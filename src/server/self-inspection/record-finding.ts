import 'server-only'
import { randomUUID } from 'node:crypto'
import { beijingDay, type CivilDate, fromDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { findingStands } from '#domain/self-inspection/finding'
import { amendFindingInput, recordFindingInput } from '#domain/self-inspection/inputs'
import { mayOweAnew } from '#domain/self-inspection/refund'
import { type FindingYear, keptYears, yearsStand } from '#domain/self-inspection/years'
import { Prisma } from '#platform/prisma/client'
import { type Context, command } from '../command'
import { attachFiles, detachFiles } from '../file/attach'
import { must } from '../refused'
import { findItem, storeAnswers } from './answer-items'
import { findFinding, splitFields } from './find-finding'
import { auditFiling, auditFilingMany, type HeldFiling, openForFilling } from './take-step'

type Stated = {
  behaviour: string
  peopleCount: number
  periodFrom: CivilDate
  periodTo: CivilDate
  billed: bigint
  irregular: bigint
  fundLoss: bigint
  years?: readonly FindingYear[]
  cause: string
  remedy: string
  remedyDueOn: CivilDate | null
  remedied: 'on' | 'off'
}

const dayAt = (day: CivilDate) => new Date(`${day}T00:00:00Z`)

type Recorded = { remediedAt: Date | null; recordedAt: Date }

/** The columns of what is stated. Refuses `amountsOutOfOrder`, `periodOutOfRange`, `yearsDisagree`, `yearsOfOtherPeriod`. */
export function findingColumns(
  { now }: Pick<Context, 'now'>,
  filing: Pick<HeldFiling, 'lookBackFrom'>,
  stated: Stated,
  recorded?: Recorded,
) {
  const facts = {
    periodFrom: stated.periodFrom,
    periodTo: stated.periodTo,
    billedFen: stated.billed,
    irregularFen: stated.irregular,
    fundLossFen: stated.fundLoss,
  }
  must(findingStands(facts, filing.lookBackFrom.toISOString().slice(0, 10), beijingDay(now)))
  const { years = [] } = stated
  if (years.length > 0) must(yearsStand(years, facts, beijingDay(recorded?.recordedAt ?? now)))
  return {
    ...facts,
    periodFrom: dayAt(stated.periodFrom),
    periodTo: dayAt(stated.periodTo),
    behaviour: stated.behaviour,
    peopleCount: stated.peopleCount,
    years: years.length > 0 ? keptYears(years) : null,
    cause: stated.cause,
    remedy: stated.remedy,
    remedyDueOn: stated.remedyDueOn === null ? null : dayAt(stated.remedyDueOn),
    remediedAt: stated.remedied === 'on' ? (recorded?.remediedAt ?? now) : null,
  }
}

/**
 * Records a problem that the institution found under an item, with its amounts, its period and its evidence; the item is
 * answered as found by that.
 *
 * Refuses `notFound` (also a file the person cannot read), `wrongState`, `amountsOutOfOrder`, `periodOutOfRange`, `yearsDisagree`.
 * Commits together: answer, finding, evidence, audit entry.
 */
export const recordFinding = command('filing.recordFinding', recordFindingInput, async (context, input) => {
  const { filingId, itemId, evidenceFileIds, ...stated } = input
  const filing = await openForFilling(context, filingId)
  const item = await findItem(context, filing, itemId)
  const columns = findingColumns(context, filing, stated)
  const [id = must(refuse('notFound'))] = await addFindings(context, filing, [{ item, columns }])
  await attachFiles(context, { type: 'finding', id }, scopeOf(filing), 'evidence', evidenceFileIds)
  return { id }
})

/** As the client of the database takes it: of a document, nothing is written out. */
const asRow = ({ years, ...columns }: ReturnType<typeof findingColumns>) => ({ ...columns, years: years ?? Prisma.DbNull })

type Written = { item: { id: string; code: string; fieldId: string | null }; columns: ReturnType<typeof findingColumns> }

/** Writes findings under their items, answers each item as found, and leaves a line for each in the trail. The ids come in the order given. */
export async function addFindings(context: Context, filing: HeldFiling, written: readonly Written[]): Promise<string[]> {
  const { tx, actor, now } = context
  const answers = await storeAnswers(
    context,
    filing,
    written.map(({ item }) => item.id),
    'found',
    '',
  )
  const rows = written.map(({ item, columns }) => ({
    id: randomUUID(),
    ...asRow(columns),
    campaignId: filing.campaignId,
    filingId: filing.id,
    answerId: answers.get(item.id) ?? must(refuse('notFound')),
    institutionId: filing.institutionId,
    regionNo: filing.regionNo,
    fieldId: item.fieldId,
    recordedById: actor.userId,
    recordedAt: now,
  }))
  await tx.finding.createMany({ data: rows })
  await auditFilingMany(
    context,
    'filing.recordFinding',
    filing.id,
    written.map(({ item, columns }) => ({ item: [null, item.code], fundLossFen: [null, columns.fundLossFen] })),
  )
  return rows.map(({ id }) => id)
}

export const scopeOf = (filing: HeldFiling) => ({
  department: 'MI' as const,
  regionNo: filing.regionNo,
  visibleToInstitutionId: filing.institutionId,
})

/**
 * Changes what is recorded. Refuses `notFound`, `wrongState`, `changedMeanwhile`, `amountsOutOfOrder`, `periodOutOfRange`, `yearsDisagree`,
 * and what `mayOweAnew` refuses when it would owe otherwise than was demanded, split or paid.
 */
export const amendFinding = command('filing.amendFinding', amendFindingInput, async (context, input) => {
  const { findingId, version, evidenceFileIds, dropEvidence, ...stated } = input
  const { tx } = context
  const { filingId } = await findFinding(context, findingId)
  const filing = await openForFilling(context, filingId)
  const finding = await findFinding(context, findingId) // again, now that nobody else demands, splits or declares
  const columns = findingColumns(context, filing, stated, finding)
  const held = { ...splitFields(finding), demanded: finding.demands.length > 0 }
  must(mayOweAnew(held, { fundLossFen: columns.fundLossFen, periodTo: stated.periodTo }))

  const amended = await tx.finding.updateMany({
    where: { id: findingId, version },
    data: { ...asRow(columns), version: { increment: 1 } },
  })
  if (amended.count === 0) must(refuse('changedMeanwhile'))
  await detachFiles(context, { type: 'finding', id: findingId }, dropEvidence)
  await attachFiles(context, { type: 'finding', id: findingId }, scopeOf(filing), 'evidence', evidenceFileIds)
  await auditFiling(context, 'filing.amendFinding', filing.id, {
    billedFen: [finding.billedFen, columns.billedFen],
    irregularFen: [finding.irregularFen, columns.irregularFen],
    fundLossFen: [finding.fundLossFen, columns.fundLossFen],
    period: [periodText(finding), periodText(columns)],
  })
})

const periodText = ({ periodFrom, periodTo }: { periodFrom: Date; periodTo: Date }) =>
  `${fromDateColumn(periodFrom)}/${fromDateColumn(periodTo)}`
