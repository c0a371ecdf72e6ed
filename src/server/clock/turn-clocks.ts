import 'server-only'
import { type clockSubjects, dueAt } from '#domain/clock/clock'
import { isEstimated } from '#domain/clock/moved'
import { type ClockRuleId, clockRules, type RunningRuleId } from '#domain/clock/rules'
import type { Department } from '#domain/department/department'
import { addDays, beijingDay, beijingMidnight, type CivilDate } from '#domain/kernel/civil-date'
import type { Context } from '../command'

export type ClockSubject = {
  type: (typeof clockSubjects)[number]
  id: string
  number: string
  title: string
  secrecy: number
}

/** On whose list a clock stands: whoever must act, and the side that waits for it. */
export type ClockSides = {
  responsible: { agencyId: string | null; department: Department | null; regionNo: number }
  other?: { department: Department; regionNo: number }
  institutionId?: string
  /** The last day that the two sides have agreed on, in place of the rule's own length. One that has passed binds nobody. */
  agreedOn?: CivilDate
  /** A length that the place has set in place of the rule's own, in its unit, and by what. */
  given?: { length: number; basis: string }
  /** The instant of the act that starts it, where that is earlier than its entry. */
  at?: Date
  /** What of the subject it runs for, where several of one rule run side by side. */
  objectId?: string
}

/**
 * Stops the running clocks of these rules on a subject; with `objectId`, of that object alone. `at`: the instant of the act, where it is earlier
 * than its entry; a clock is never stopped before it started. One that has run out by then, and may (`lapses`), ends with its own time.
 */
export async function stopClocks(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  subject: Pick<ClockSubject, 'type' | 'id'>,
  rules: readonly ClockRuleId[],
  { at = now, objectId, lapses = [] }: { at?: Date; objectId?: string; lapses?: readonly ClockRuleId[] } = {},
): Promise<void> {
  if (rules.length === 0) return
  await tx.$executeRaw`
    UPDATE statutory_clock SET stopped_recorded_at = ${now}::timestamptz,
      stopped_at = CASE WHEN rule_id = ANY (${[...lapses]}::text[]) AND due_at <= ${at}::timestamptz THEN due_at - interval '1 ms'
        ELSE greatest(started_at, ${at}::timestamptz) END
    WHERE subject_type = ${subject.type}::"ClockSubject" AND subject_id = ${subject.id}::uuid AND rule_id = ANY (${[...rules]}::text[])
      AND stopped_at IS NULL AND (${objectId ?? null}::uuid IS NULL OR object_id = ${objectId ?? null}::uuid)`
}

/** Starts a clock of each rule on a subject. `estimated` is kept when it runs into a year whose calendar is not published. */
export async function startClocks(
  { tx, now, calendar }: Pick<Context, 'tx' | 'now' | 'calendar'>,
  subject: ClockSubject,
  rules: readonly RunningRuleId[],
  sides: ClockSides,
): Promise<void> {
  await startClocksOf({ tx, now, calendar }, [{ subject, sides }], rules)
}

/** The same for many subjects at once. */
export async function startClocksOf(
  { tx, now, calendar }: Pick<Context, 'tx' | 'now' | 'calendar'>,
  subjects: readonly { subject: ClockSubject; sides: ClockSides }[],
  rules: readonly RunningRuleId[],
): Promise<void> {
  if (rules.length === 0 || subjects.length === 0) return
  await tx.statutoryClock.createMany({
    data: subjects.flatMap(({ subject, sides: { responsible, other, institutionId, agreedOn, given, at = now, objectId } }) =>
      rules.map((ruleId) => {
        const rule = given ? { ...clockRules[ruleId], length: given.length } : clockRules[ruleId]
        const agreed = agreedOn && agreedOn >= beijingDay(at) ? agreedOn : null
        const due = agreed ? beijingMidnight(addDays(agreed, 1)) : dueAt(rule, at, calendar)
        return {
          subjectType: subject.type,
          subjectId: subject.id,
          subjectNumber: subject.number,
          subjectTitle: subject.title,
          secrecy: subject.secrecy,
          ruleId,
          ...(objectId ? { objectId } : {}),
          startedAt: at,
          startedRecordedAt: now,
          dueAt: due,
          length: agreed ? null : rule.length,
          localBasis: given?.basis ?? '',
          estimated: isEstimated({ ruleId, startedAt: at, dueAt: due }, calendar),
          responsibleAgencyId: responsible.agencyId,
          responsibleDepartment: responsible.department,
          responsibleRegionNo: responsible.regionNo,
          otherDepartment: other?.department ?? null,
          otherRegionNo: other?.regionNo ?? null,
          institutionId: institutionId ?? null,
        }
      }),
    ),
  })
}

/** Stops the running clocks of one rule on many subjects, in one statement however many they are. */
export async function stopClocksOf(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  type: ClockSubject['type'],
  ids: readonly string[],
  ruleId: ClockRuleId,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE statutory_clock SET stopped_at = ${now}::timestamptz
    WHERE subject_type = ${type}::"ClockSubject" AND subject_id = ANY (${[...ids]}::uuid[]) AND rule_id = ${ruleId} AND stopped_at IS NULL`
}
