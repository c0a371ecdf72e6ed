import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { beijingDay } from '#domain/kernel/civil-date'
import type { LeadConclusion } from '#domain/lead/conclusions'
import type { LeadState } from '#domain/lead/steps'
import type { Tx } from '#platform/db'
import { whereReadable } from '../access'

const shown = 40

/** A lead or another clue about the same person: `on` is its day, or the months that were screened. */
export type Earlier = {
  id: string
  of: 'lead' | 'hit'
  on: string
  title: string
  institutionName: string
  amountFen: bigint | null
  state: LeadState | null
  conclusion: LeadConclusion | null
}

/**
 * What else there is of the person that a clue is about: leads of whatever list, campaign and year, and clues of other models and runs, each
 * clue once. Found by the blind index, as far as this person sees them. Nothing where the clue is about no person.
 */
export async function personBefore(
  tx: Tx,
  actor: Actor,
  hit: { id: string; subjectType: string; subjectIndex: string; leadId: string | null; fingerprint: string },
): Promise<{ earlier: Earlier[]; left: number }> {
  if (hit.subjectType !== 'person') return { earlier: [], left: 0 }
  const ofPerson = { AND: [{ idIndex: hit.subjectIndex, NOT: { id: hit.leadId ?? hit.id } }, whereReadable(actor, 'lead')] }
  const leads = await tx.lead.findMany({
    where: ofPerson,
    select: {
      ...{ id: true, behaviour: true, institutionName: true, amountFen: true, settledOn: true, state: true, conclusion: true },
      batch: { select: { importedAt: true } },
    },
    orderBy: { id: 'desc' },
    take: shown,
  })
  const clues = await tx.screeningHit.findMany({
    where: {
      AND: [
        { subjectType: 'person', subjectIndex: hit.subjectIndex, fingerprint: { not: hit.fingerprint }, leadId: null },
        whereReadable(actor, 'screeningHit'),
      ],
    },
    select: {
      ...{ id: true, code: true, institutionName: true, irregularFen: true, period: true, fingerprint: true },
      run: { select: { months: true, outcomes: { select: { code: true, title: true } } } },
    },
    distinct: ['fingerprint'],
    orderBy: { id: 'desc' },
    take: shown,
  })
  const earlier: Earlier[] = [
    ...leads.map(({ id, behaviour, institutionName, amountFen, settledOn, state, conclusion, batch }) => ({
      ...{ id, of: 'lead' as const, title: behaviour, institutionName, amountFen, state, conclusion },
      on: settledOn?.toISOString().slice(0, 10) ?? beijingDay(batch.importedAt),
    })),
    ...clues.map(({ id, code, institutionName, irregularFen, period, run }) => ({
      ...{ id, of: 'hit' as const, institutionName, amountFen: irregularFen, state: null, conclusion: null },
      title: `${code} ${run.outcomes.find((one) => one.code === code)?.title ?? ''}`,
      on: period || (run.months[0] ?? ''),
    })),
  ].sort((one, other) => (one.on < other.on ? 1 : -1))
  return { earlier: earlier.slice(0, shown), left: (await tx.lead.count({ where: ofPerson })) - leads.length }
}
