import { dueAt } from '#domain/clock/clock'
import { clockRules, type RunningRuleId } from '#domain/clock/rules'
import { estimatedYears } from '#domain/clock/work-calendar'
import type { Department } from '#domain/department/department'
import { addDays, beijingDay, beijingMidnight, type CivilDate } from '#domain/kernel/civil-date'
import type { World } from './world'

export type ClockedSubject = { type: 'lead' | 'case' | 'referral' | 'filing'; id: string; number: string; title: string }

/** Whoever must act, and the side that waits for it. */
export type Sides = {
  responsible: { agencyId: string | null; department: Department | null; regionNo: number }
  other?: { department: Department; regionNo: number }
  institutionId?: string
}

/** A clock of the law on a subject, running unless `stoppedAt` is given. Same arithmetic as in the running system. */
export function addClock(
  world: World,
  subject: ClockedSubject,
  ruleId: RunningRuleId,
  startedAt: Date,
  stoppedAt: Date | null,
  sides: Sides,
  agreedOn?: CivilDate,
): void {
  const rule = clockRules[ruleId]
  const agreed = agreedOn !== undefined && agreedOn >= beijingDay(startedAt)
  const due = agreed ? beijingMidnight(addDays(agreedOn, 1)) : dueAt(rule, startedAt, world.calendar)
  world.add('statutory_clock', {
    id: world.id(startedAt),
    subjectType: subject.type,
    subjectId: subject.id,
    subjectNumber: subject.number,
    subjectTitle: subject.title,
    ruleId,
    startedAt,
    dueAt: due,
    length: agreed ? null : rule.length,
    estimated: rule.unit === 'workingDay' && estimatedYears(world.calendar, beijingDay(startedAt), beijingDay(due)).length > 0,
    stoppedAt,
    responsibleAgencyId: sides.responsible.agencyId,
    responsibleDepartment: sides.responsible.department,
    responsibleRegionNo: sides.responsible.regionNo,
    otherDepartment: sides.other?.department ?? null,
    otherRegionNo: sides.other?.regionNo ?? null,
    institutionId: sides.institutionId ?? null,
    secrecy: subject.type === 'filing' ? 1 : 2,
  })
}
