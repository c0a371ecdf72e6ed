import { readFileSync } from 'node:fs'
import { workCalendar } from '#domain/clock/work-calendar'
import { beijingDay } from '#domain/kernel/civil-date'
import { parsePlan } from '#domain/plan/parse-plan'
import { workCalendarDays, workCalendarYears } from '../../prisma/reference/work-calendar'
import { buildWorld } from '../../prisma/seed/build-world'
import { planShiftMonths, shiftPlanText } from '../../prisma/seed/demo-plan'
import type { World } from '../../prisma/seed/world'

const published = readFileSync('prisma/seed/plan-jining-2024.txt', 'utf8')

/** A small world of the demonstration as it stands on a day. No paper of it is rendered. */
export async function worldAt(day: string): Promise<World> {
  const plan = parsePlan(shiftPlanText(published, planShiftMonths(beijingDay(new Date(`${day}T06:30:00Z`)))))
  if (!plan.ok) throw new Error(plan.refusal.code)
  const settings = { seed: 'test', scale: 0.1, calendar: workCalendar(workCalendarDays, workCalendarYears) }
  const render = async () => ({ sha256: '0'.repeat(64), sizeBytes: 1 })
  const seal = () => ({ idCipher: null, idIndex: null })
  return (await buildWorld({ ...settings, now: new Date(`${day}T06:30:00Z`), render }, plan.value, seal)).world
}
