import 'server-only'
import { byOfficer } from '#domain/case/grants'
import type { ExtensionRule } from '#domain/clock/clock-rule'
import { daysOf, mayStrike } from '#domain/clock/exclusion'
import { type ExclusionGround, exclusionGround } from '#domain/clock/exclusion-grounds'
import { extendedByStep, mayStrikeExtension, nextExtension } from '#domain/clock/extension'
import { lastDayOf } from '#domain/clock/moved'
import { isClockRuleId, runningRule } from '#domain/clock/rules'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import { isVerified } from '#domain/law/confidence'
import type { Tx } from '#platform/db'
import { may, standsAlso, whereMay, whereReadable } from '../access'
import { whereFileReadable } from '../file/queries'
import { query } from '../query'
import { byWhoActs, byWhoHeads, isOfProcedure } from './exclude-period'
import { notOwnWork } from './extend-clock'
import { currentTime } from './now'
import { byWhoStrikes } from './strike-exclusion'
import type { ClockSubject } from './turn-clocks'

type Subject = Pick<ClockSubject, 'type' | 'id'>
type Proof = { id: string; name: string } | null

const withActs = { exclusions: { orderBy: { fromOn: 'asc' } }, changes: { orderBy: { at: 'asc' } } } as const
const readActs = (tx: Tx, actor: Actor, { type, id }: Subject) =>
  tx.statutoryClock.findMany({
    where: { AND: [{ subjectType: type, subjectId: id }, whereReadable(actor, 'statutoryClock')] },
    include: withActs,
  })
type Clock = Awaited<ReturnType<typeof readActs>>[number]

/** What has moved each clock of a matter, and what of that the actor may do now. None for whoever only sees the clocks. */
export const getClockActs = (actor: Actor, subject: Subject): Promise<ClockActs[]> =>
  query(actor, async (tx) => {
    if (!standsAlso(actor, 'clockExclusion', {})) return []
    const clocks = await readActs(tx, actor, subject)
    const proofs = await proofsOf(tx, actor, clocks)
    const officer =
      subject.type !== 'case' || (await tx.case.count({ where: { AND: [{ id: subject.id }, whereMay(actor, byOfficer, 'case')] } })) > 0
    const still = { caseId: subject.id, suspendedAt: { not: null } }
    const halted = subject.type === 'case' && (await tx.caseProcedure.count({ where: still })) > 0
    const decides = await notOwnWork(tx, actor, { subjectType: subject.type, subjectId: subject.id })
    return clocks.map((clock) => viewActs(actor, clock, proofs, { officer, decides, halted }))
  })

async function proofsOf(tx: Tx, actor: Actor, clocks: readonly Clock[]): Promise<(id: string | null) => Proof> {
  const wanted = clocks.flatMap(({ exclusions, changes }) => [
    ...exclusions.flatMap(({ fromFileId, toFileId }) => [fromFileId, ...(toFileId ? [toFileId] : [])]),
    ...changes.flatMap(({ fileId }) => (fileId ? [fileId] : [])),
  ])
  if (wanted.length === 0) return () => null
  const files = await tx.storedFile.findMany({
    where: { AND: [{ id: { in: wanted } }, whereFileReadable(actor)] },
    select: { id: true, displayName: true },
  })
  const names = new Map(files.map(({ id, displayName }) => [id, { id, name: displayName }]))
  return (id) => (id && names.get(id)) || null
}

/** How the reader stands to the matter. `halted`: its procedure stands still, and ends that by its own step. */
type As = { officer: boolean; decides: boolean; halted: boolean }

function viewActs(actor: Actor, clock: Clock, proofOf: (id: string | null) => Proof, as: As) {
  const rule = isClockRuleId(clock.ruleId) ? runningRule(clock.ruleId) : null
  const struck = clock.changes.flatMap(({ strikesId }) => (strikesId === null ? [] : [strikesId]))
  const extensions = clock.changes.filter(({ cause, id }) => cause === 'extension' && !struck.includes(id))
  const had = extensions.length
  const next = extendedByStep(clock.ruleId) ? null : nextExtension(clock.ruleId, had)
  const running = clock.stoppedAt === null
  const acts = running && as.officer && may(actor, byWhoActs, 'statutoryClock', clock)
  const grants = running && as.decides && next !== null && may(actor, next.by, 'statutoryClock', clock)
  const late = clock.pausedAt === null && clock.dueAt <= currentTime()
  const halts = late ? running && as.decides && may(actor, byWhoHeads, 'statutoryClock', clock) : acts
  const open = clock.exclusions.filter(({ toOn, struckAt }) => toOn === null && struckAt === null)
  const strikes = as.decides && may(actor, byWhoStrikes, 'statutoryClock', clock)
  return {
    clockId: clock.id,
    exclusions: clock.exclusions.map((one) =>
      viewExclusion(one, proofOf, clock.stoppedAt, {
        ends: acts && !(isOfProcedure(one.ground) && as.halted),
        strikes: strikes && !isOfProcedure(one.ground) && mayStrike(clock, one, actor.userId).ok,
      }),
    ),
    changes: clock.changes.map(({ id, cause, dueBefore, dueAfter, reason, byName, at, fileId }) => ({
      ...{ id, cause, before: lastDayOf(dueBefore), after: lastDayOf(dueAfter), reason, byName, at, file: proofOf(fileId) },
    })),
    grounds: halts
      ? (rule?.excludes ?? []).filter((ground) => !isOfProcedure(ground) && !open.some((one) => one.ground === ground)).map(viewGround)
      : [],
    mayStrikeExtension: strikes && mayStrikeExtension(clock, extensions.at(-1), actor.userId).ok,
    extension: grants && clock.pausedAt === null && rule ? { no: had + 1, unit: rule.unit, ...viewExtension(next) } : null,
  }
}
export type ClockActs = ReturnType<typeof viewActs>

const viewGround = (ground: ExclusionGround) => ({ ground, name: exclusionGround(ground).name, verified: exclusionGround(ground).verified })

const viewExtension = ({ length, upTo, collective, basis, confidence }: ExtensionRule) => ({
  ...{ length, upTo: upTo === true, collective: collective === true, basis, verified: isVerified(confidence) },
})

type Lets = { ends: boolean; strikes: boolean }

function viewExclusion(one: Clock['exclusions'][number], proofOf: (id: string | null) => Proof, stoppedAt: Date | null, lets: Lets) {
  const [fromOn, toOn] = [fromDateColumn(one.fromOn), one.toOn && fromDateColumn(one.toOn)]
  return {
    ...{ id: one.id, ...viewGround(one.ground), note: one.note, fromOn, toOn },
    /** Nobody said until when, and by then the clock had stopped: it ended with that. */
    lapsedOn: toOn === null && one.struckAt === null && stoppedAt ? beijingDay(stoppedAt) : null,
    days: toOn ? daysOf({ from: fromOn, to: toOn }) : 0,
    struck: one.struckAt && { by: one.struckByName ?? '', at: one.struckAt, reason: one.struckReason },
    ...{ fromFile: proofOf(one.fromFileId), toFile: proofOf(one.toFileId), openedByName: one.openedByName, closedByName: one.closedByName },
    mayEnd: lets.ends && toOn === null && one.struckAt === null,
    mayStrike: lets.strikes,
  }
}
