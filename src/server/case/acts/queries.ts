import 'server-only'
import { endsOf, holdClock, holdStateOf, holdStepNames, holdSteps } from '#domain/case/acts/holds'
import { listedItems } from '#domain/case/acts/inputs'
import { mayAnswer, maySign } from '#domain/case/acts/inquiries'
import { type Case, caseRecords, takeCaseRecord } from '#domain/case/steps'
import { lastDayOf } from '#domain/clock/moved'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import { takeStep } from '#domain/kernel/workflow'
import type { Prisma } from '#platform/prisma/client'
import { may, whereAlso, whereParentOf, whereReadable } from '../../access'
import { query } from '../../query'
import { type HoldRow, holdOf } from './find-hold'

type File = { id: string; closedAt: Date | null } & Parameters<typeof takeCaseRecord>[1] & Case
const dayOf = (value: Date | null) => value && fromDateColumn(value)

type InquiryRow = Prisma.CaseInquiryGetPayload<{ include: { correction: { select: { seq: true } } } }>

function viewInquiry({ correction, ...row }: InquiryRow, mayRecord: boolean) {
  const corrected = correction !== null
  const stands = { ...row, corrected, answered: row.answeredOn !== null }
  return {
    ...row,
    ...{
      items: listedItems.parse(row.items),
      answerBy: dayOf(row.answerBy),
      signedOn: dayOf(row.signedOn),
      answeredOn: dayOf(row.answeredOn),
    },
    correctedBySeq: correction?.seq ?? null,
    ...{ maySign: mayRecord && maySign(stands).ok, mayAnswer: mayRecord && mayAnswer(stands).ok, mayCorrect: mayRecord && !corrected },
  }
}

type Timed = { objectId: string | null; ruleId: string; dueAt: Date }

function viewHold(actor: Actor, file: File, row: HoldRow, clocks: readonly Timed[], now: Date) {
  const clock = clocks.find(({ objectId, ruleId }) => objectId === row.id && ruleId === holdClock[row.kind])
  const lastDay = clock ? lastDayOf(clock.dueAt) : null
  const state = holdStateOf(row)
  const lapsed = (state === 'held' || state === 'urgent') && lastDay !== null && beijingDay(now) > lastDay
  return {
    ...row,
    ...{ items: listedItems.parse(row.items), state, lastDay, lapsed, extendedTo: dayOf(row.extendedTo), endedOn: dayOf(row.endedOn) },
    ends: endsOf[row.kind].filter((end) => !lapsed || end === 'returned'),
    steps: file.closedAt
      ? []
      : holdStepNames
          .filter((name) => may(actor, holdSteps[name].by, 'case', file))
          .map((name) => ({ name, basis: holdSteps[name].basis, taken: takeStep(holdSteps[name], holdOf(file, row), actor) }))
          .filter(({ taken }) => taken.ok || !['wrongState', 'noExtension'].includes(taken.refusal.code))
          .map(({ name, basis, taken }) => ({ name, basis, shut: taken.ok ? null : taken.refusal })),
  }
}

/** How a case is looked into: the acts of its officers, what is held, and the help that was asked for; and what this person may do of it. */
export const investigationOf = (actor: Actor, file: File, now: Date) =>
  query(actor, async (tx) => {
    const of = { caseId: file.id, case: whereParentOf(actor, 'caseInquiry') }
    const inquiries = await tx.caseInquiry.findMany({
      where: { AND: [of, whereAlso(actor, 'caseInquiry')] },
      include: { correction: { select: { seq: true } } },
      orderBy: { seq: 'asc' },
    })
    const holds = await tx.caseHold.findMany({ where: { AND: [of, whereAlso(actor, 'caseHold')] }, orderBy: { seq: 'asc' } })
    const clocks = await tx.statutoryClock.findMany({
      where: {
        AND: [
          { subjectType: 'case', subjectId: file.id, objectId: { in: holds.map(({ id }) => id) } },
          whereReadable(actor, 'statutoryClock'),
        ],
      },
      select: { objectId: true, ruleId: true, dueAt: true },
    })
    const letters = await tx.letter.findMany({
      where: { AND: [{ caseId: file.id, kind: 'assistance', state: { not: 'withdrawn' } }, whereReadable(actor, 'letter')] },
      select: { id: true, number: true, title: true, state: true, receiverAgencyName: true, issuedAt: true, answeredAt: true },
      orderBy: { id: 'asc' },
    })
    const records = (record: 'inquire' | 'hold') => may(actor, caseRecords[record].by, 'case', file) && takeCaseRecord(record, file).ok
    const mayInquire = records('inquire')
    return {
      inquiries: inquiries.map((row) => viewInquiry(row, mayInquire)),
      holds: holds.map((row) => viewHold(actor, file, row, clocks, now)),
      letters,
      ...{ mayInquire, mayHold: records('hold') },
    }
  })
export type Investigation = Awaited<ReturnType<typeof investigationOf>>

/** Of whoever reads the case and not how it is looked into. */
export const notInvestigated: Investigation = { inquiries: [], holds: [], letters: [], mayInquire: false, mayHold: false }
