import 'server-only'
import { dueOf } from '#domain/clock/due'
import type { Department } from '#domain/department/department'
import type { Actor } from '#domain/kernel/access'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { isUuid } from '#domain/kernel/uuid'
import { takeStep } from '#domain/kernel/workflow'
import { letterKindRules, nextColour } from '#domain/letter/kinds'
import { letterStepNames, letterSteps } from '#domain/letter/steps'
import type { Tx } from '#platform/db'
import { readBytes } from '#platform/files'
import { may, whereReadable } from '../access'
import { loadCalendar } from '../clock/calendar'
import { clocksOf } from '../clock/clocks-of'
import { query } from '../query'
import { letterPaper, wordsFor } from './letter-papers'
import { writableKinds } from './receivers'

export const letterTabs = ['received', 'sent'] as const
export type LetterTab = (typeof letterTabs)[number]
const shown = 200
const trailLimit = 100

/** Those of a tab: the own ones, and of whoever supervises, those of the places below. Drafts are the sender's. */
const ofTab = (actor: Actor, department: Department, tab: LetterTab) => {
  const within = { gte: actor.regionLo ?? 1, lte: actor.regionHi ?? 0 }
  const sent = { senderDepartment: department, senderRegionNo: within }
  const received = { receiverDepartment: department, receiverRegionNo: within, issuedAt: { not: null } }
  return { AND: [whereReadable(actor, 'letter'), tab === 'sent' ? sent : received, { state: { not: 'withdrawn' as const } }] }
}

/** The newest letters of a tab, each with the time that runs. */
export async function listLetters(actor: Actor, tab: LetterTab, now: Date) {
  const { department } = actor
  if (department === null) return [] // letters go between departments
  const calendar = await loadCalendar()
  return query(actor, async (tx) => {
    const rows = await tx.letter.findMany({
      where: ofTab(actor, department, tab),
      select: {
        ...{ id: true, kind: true, state: true, number: true, documentNumber: true, title: true, draftedAt: true, issuedAt: true },
        ...{ senderAgencyName: true, receiverAgencyName: true },
      },
      orderBy: { id: 'desc' },
      take: shown,
    })
    const clocks = await tx.statutoryClock.findMany({
      where: {
        AND: [
          { subjectType: 'letter', subjectId: { in: rows.map(({ id }) => id) }, stoppedAt: null },
          whereReadable(actor, 'statutoryClock'),
        ],
      },
      select: { subjectId: true, dueAt: true },
    })
    const dueAt = new Map(clocks.map((clock) => [clock.subjectId, clock.dueAt]))
    return rows.map((row) => {
      const due = dueAt.get(row.id)
      return { ...row, due: due ? dueOf({ dueAt: due }, now, calendar) : null }
    })
  })
}
export type ListedLetter = Awaited<ReturnType<typeof listLetters>>[number]

const find = async (tx: Tx, actor: Actor, id: string) =>
  isUuid(id) ? tx.letter.findFirst({ where: { AND: [{ id }, whereReadable(actor, 'letter')] } }) : null

/** A letter with what may be done about it. What is not yet sent of an answer is the receiver's own. `null` when it does not exist for this person. */
export const getLetter = (actor: Actor, id: string, now: Date) =>
  query(actor, async (tx) => {
    const row = await find(tx, actor, id)
    if (!row) return null
    const answerOut = row.state === 'answered' || row.state === 'closed'
    const { answer, measures, office, becameRule, outcome, answerDraftedByName, returnedReason, ...rest } = row
    // Until it is out, an answer and why it was given back are the receiver's: no more for whoever supervises either side than for the sender.
    const ofReceiver = row.receiverAgencyId === actor.agencyId
    const readsAnswer = answerOut || ofReceiver
    const subject = { subjectType: 'letter', subjectId: id }
    const colour = nextColour[row.kind]
    return {
      ...rest,
      answerBy: row.answerBy && fromDateColumn(row.answerBy),
      returnedReason: ofReceiver ? returnedReason : null,
      reply: readsAnswer && outcome ? { answer, measures, office, becameRule, outcome, by: answerDraftedByName } : null,
      outcomes: letterKindRules[row.kind].outcomes,
      steps: stepsFor(actor, row),
      clocks: await clocksOf(tx, actor, { type: 'letter', id }, now),
      trail: await tx.auditEntry.findMany({
        where: { AND: [subject, whereReadable(actor, 'auditEntry')] },
        orderBy: { seq: 'desc' },
        take: trailLimit,
      }),
      ...(await around(tx, actor, row)),
      raisesTo: colour && row.issuedAt && row.senderAgencyId === actor.agencyId && writableKinds(actor).includes(colour) ? colour : null,
    }
  })
export type LetterView = NonNullable<Awaited<ReturnType<typeof getLetter>>>

type Row = NonNullable<Awaited<ReturnType<typeof find>>>

const stepsFor = (actor: Actor, letter: Row) =>
  letterStepNames.flatMap((name) => {
    const rule = letterSteps[letter.kind][name]
    if (!may(actor, rule.by, 'letter', letter)) return []
    const taken = takeStep(rule, letter, actor)
    if (!taken.ok && taken.refusal.code === 'wrongState') return []
    return [{ name, shut: taken.ok ? null : taken.refusal }]
  })

/** The matter, the letters before and after it, and those that went out with it: each as far as the actor sees it. */
async function around(tx: Tx, actor: Actor, { id, caseId, leadId, followsId, groupId, senderAgencyId }: Row) {
  const readable = whereReadable(actor, 'letter')
  const brief = { id: true, number: true, documentNumber: true, kind: true, state: true, receiverAgencyName: true } as const
  const letters = (where: object) => tx.letter.findMany({ where: { AND: [where, readable] }, select: brief, orderBy: { id: 'asc' } })
  const select = { id: true, number: true } as const
  return {
    case: caseId ? await tx.case.findFirst({ where: { AND: [{ id: caseId }, whereReadable(actor, 'case')] }, select }) : null,
    lead: leadId ? await tx.lead.findFirst({ where: { AND: [{ id: leadId }, whereReadable(actor, 'lead')] }, select }) : null,
    follows: followsId ? await letters({ id: followsId }) : [],
    followedBy: await letters({ followsId: id }),
    group: senderAgencyId === actor.agencyId ? await letters({ groupId, id: { not: id } }) : [],
  }
}

const draftOf = async (actor: Actor, row: Row, today: string) =>
  letterPaper(row, today, await query(actor, (tx) => wordsFor(tx, 'agencyLetter', row, today)))

/** The paper of a letter, or of what was answered: the very file that went out, or before that a draft that says so. */
export async function openLetterPaper(actor: Actor, id: string, part: 'letter' | 'reply', today: string) {
  const row = await query(actor, (tx) => find(tx, actor, id))
  if (!row) return null
  if (part === 'reply') return row.answerSha256 ? { title: row.title, bytes: await readBytes(row.answerSha256) } : null
  return { title: row.title, bytes: row.sha256 ? await readBytes(row.sha256) : await draftOf(actor, row, today) }
}
