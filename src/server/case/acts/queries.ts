import 'server-only'
import { basisOf, endsOf, holdClock, holdStateOf, holdStepNames, holdSteps } from '#domain/case/acts/holds'
import { listedItems } from '#domain/case/acts/inputs'
import { mayAnswer, maySign } from '#domain/case/acts/inquiries'
import { type Case, caseRecords, takeCaseRecord } from '#domain/case/steps'
import { lastDayOf } from '#domain/clock/moved'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import { takeStep } from '#domain/kernel/workflow'
import { may } from '../../access'
import type { Beside } from '../beside-file'
import { type HoldRow, holdOf } from './find-hold'

type Looked = Pick<Beside, 'inquiries' | 'holds' | 'letters'>
type File = { closedAt: Date | null; clocks: readonly Timed[] } & Parameters<typeof takeCaseRecord>[1] & Case
const dayOf = (value: Date | null) => value && fromDateColumn(value)

type InquiryRow = Beside['inquiries'][number]

function viewInquiry({ correction, ...row }: InquiryRow, { mayFinish, mayInquire }: { mayFinish: boolean; mayInquire: boolean }) {
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
    ...{ maySign: mayFinish && maySign(stands).ok, mayAnswer: mayFinish && mayAnswer(stands).ok, mayCorrect: mayInquire && !corrected },
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
          .map((name) => ({ name, basis: basisOf(name, row.kind), taken: takeStep(holdSteps[name], holdOf(file, row, now), actor) }))
          .filter(({ taken }) => taken.ok || !['wrongState', 'noExtension'].includes(taken.refusal.code))
          .map(({ name, basis, taken }) => ({ name, basis, shut: taken.ok ? null : taken.refusal })),
  }
}

/** How a case is looked into: the acts of its officers, what is held, and the help that was asked for; and what this person may do of it. */
export function viewInvestigation(actor: Actor, file: File, { inquiries, holds, letters }: Looked, now: Date) {
  const records = (record: 'inquire' | 'finishInquiry' | 'hold') =>
    may(actor, caseRecords[record].by, 'case', file) && takeCaseRecord(record, file).ok
  const mayInquire = records('inquire')
  const mayFinish = records('finishInquiry')
  return {
    inquiries: inquiries.map((row) => viewInquiry(row, { mayFinish, mayInquire })),
    holds: holds.map((row) => viewHold(actor, file, row, file.clocks, now)),
    letters: letters.map(({ id, number, title, state, receiverAgencyName, issuedAt, answeredAt }) => ({
      ...{ id, number, title, state, receiverAgencyName, issuedAt, answeredAt },
    })),
    ...{ mayInquire, mayHold: records('hold') },
  }
}
export type Investigation = ReturnType<typeof viewInvestigation>

/** Of whoever reads the case and not how it is looked into. */
export const notInvestigated: Investigation = { inquiries: [], holds: [], letters: [], mayInquire: false, mayHold: false }
