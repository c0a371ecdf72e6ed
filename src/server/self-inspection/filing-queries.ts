import 'server-only'
import { amountInWords } from '#documents/wording'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { takeStep } from '#domain/kernel/workflow'
import { gapsOf, progressOf } from '#domain/self-inspection/completeness'
import type { RefundLedger } from '#domain/self-inspection/ledger'
import { changesBetween, type KeptItem } from '#domain/self-inspection/revision'
import { filingGrants, filingStepNames, filingSteps, refundableStates, settlingStates } from '#domain/self-inspection/steps'
import { type Totals, totalsOf } from '#domain/self-inspection/totals'
import type { Tx } from '#platform/db'
import { currentTime } from '#platform/time'
import { may, whereReadable } from '../access'
import { namesOf } from '../identity/colleagues'
import { query } from '../query'
import { hintsOf } from './hints'
import { institutionHistory } from './institution-history'
import { keptItems } from './keep-revision'
import { type FilingItem, loadItems } from './load-items'
import { loadQuestions } from './questions'
import { fillsWithOthers, whoFills } from './section-presence'

const trailLimit = 60
const has = (states: readonly string[], state: string) => states.includes(state)

/** The filings of the actor's own institution, newest first. For people of an institution. */
export const listOwnFilings = (actor: Actor) =>
  query(actor, (tx) =>
    tx.filing.findMany({
      where: whereReadable(actor, 'filing'),
      select: {
        id: true,
        number: true,
        state: true,
        version: true,
        dueOn: true,
        receiptNumber: true,
        submittedAt: true,
        reviewNote: true,
        recallReason: true,
        campaign: { select: { name: true } },
      },
      orderBy: { campaign: { launchedAt: 'desc' } },
    }),
  )

/** A filing with all its items: how far each section has come, what is missing, what was found and returned. `null` when it does not exist for this person. */
export const getFiling = (actor: Actor, id: string) => query(actor, (tx) => readFiling(tx, actor, id))
export type FilingView = NonNullable<Awaited<ReturnType<typeof getFiling>>>

async function readFiling(tx: Tx, actor: Actor, id: string) {
  if (!isUuid(id)) return null
  const filing = await tx.filing.findFirst({
    where: { AND: [{ id }, whereReadable(actor, 'filing')] },
    include: {
      campaign: { select: { id: true, name: true } },
      checklist: { select: { name: true, year: true, versionNo: true } },
      institution: { select: { id: true, code: true, name: true, kind: true, level: true } },
    },
  })
  if (!filing) return null

  const items = await loadItems(tx, filing)
  const fields = await tx.field.findMany({ orderBy: { sortOrder: 'asc' } })
  const gaps = gapsOf(items)
  const totals = totalsOf(items.flatMap(({ findings }) => findings))
  const questions = await loadQuestions(tx, id)
  const openQuestions = questions.filter(({ state }) => state !== 'settled').length
  const itemCount = items.filter(({ former }) => !former).length
  const subject = { ...filing, openQuestions, itemCount, gaps: [...new Set(gaps.map(({ code }) => code))] }
  const steps = filingStepNames
    .filter((name) => may(actor, filingSteps[name].by, 'filing', filing))
    .map((name) => ({ name, basis: filingSteps[name].basis, taken: takeStep(filingSteps[name], subject, actor) }))
    .filter(({ taken }) => taken.ok || taken.refusal.code !== 'wrongState')
    .map(({ name, basis, taken }) => ({ name, basis, shut: taken.ok ? null : taken.refusal }))
  const mayFill = may(actor, filingGrants.fill, 'filing', filing)
  const now = currentTime()
  const present = mayFill ? await whoFills(tx, actor, id, now) : []
  const names = await namesOf(tx, [...new Set(items.flatMap(({ answer }) => answer?.answeredById ?? []))])
  return {
    ...filing,
    items,
    gaps,
    totals,
    questions,
    inWords: { fundLoss: amountInWords(totals.fundLossFen), declared: declaredInWords(totals) },
    several: mayFill && (await fillsWithOthers(tx, now)),
    sections: progressOf(items).map((section) => ({
      ...section,
      filledBy: fillersOf(itemsOf(items, section.section), names),
      present: present.filter((one) => one.section === section.section).map(({ userName }) => userName),
      name: fields.find((field) => field.id === section.section)?.name ?? null,
      totals: totalsOf(itemsOf(items, section.section).flatMap(({ findings }) => findings)),
    })),
    steps,
    may: {
      ask: may(actor, filingGrants.review, 'filing', filing) && filing.state === 'submitted',
      settleQuestions: may(actor, filingGrants.review, 'filing', filing),
      answer: mayFill && filing.state !== 'recalled',
      fill: mayFill && !has(['submitted', 'accepted', 'recalled'], filing.state),
      refund: mayFill && has(refundableStates, filing.state),
      settle: may(actor, filingGrants.settleRefund, 'filing', filing) && has(settlingStates, filing.state),
    },
  }
}

/** Who answered the items of a section, each once. */
const fillersOf = (items: readonly FilingItem[], names: ReadonlyMap<string, string>) => [
  ...new Set(items.flatMap(({ answer }) => names.get(answer?.answeredById ?? '') ?? [])),
]

const declaredInWords = ({ byLedger }: Totals): Record<RefundLedger, string> => ({
  fundRefund: amountInWords(byLedger.fundRefund.declaredFen),
  agreementRecovery: amountInWords(byLedger.agreementRecovery.declaredFen),
})

/** The items of one section. */
export const itemsOf = (items: readonly FilingItem[], section: string): FilingItem[] =>
  items.filter((item) => (item.fieldId ?? 'general') === section)

/** A filing as its reviewer sees it: with what leads and spot checks say of the same institution, and its trail. */
export const getFilingForReview = (actor: Actor, id: string) =>
  query(actor, async (tx) => {
    const filing = await readFiling(tx, actor, id)
    if (!filing) return null
    const ofInstitution = { institutionId: filing.institutionId }
    const leads = await tx.lead.findMany({
      where: { AND: [ofInstitution, whereReadable(actor, 'lead')] },
      select: { id: true, number: true, behaviour: true, state: true, conclusion: true, amountFen: true },
      orderBy: [{ amountFen: { sort: 'desc', nulls: 'last' } }],
      take: 8,
    })
    const leadTotals = await tx.lead.aggregate({
      where: { AND: [ofInstitution, whereReadable(actor, 'lead')] },
      _count: true,
      _sum: { amountFen: true },
    })
    const spotChecks = await tx.spotCheckItem.findMany({
      where: { AND: [ofInstitution, { checkedAt: { not: null } }, whereReadable(actor, 'spotCheckItem')] },
      select: { id: true, result: true, discrepancyFen: true, note: true, checkedAt: true },
      orderBy: { checkedAt: 'desc' },
      take: 1,
    })
    const trail = await tx.auditEntry.findMany({
      where: { AND: [{ subjectType: 'filing', subjectId: id }, whereReadable(actor, 'auditEntry')] },
      orderBy: { seq: 'desc' },
      take: trailLimit,
    })
    const before = await tx.filingRevision.findFirst({
      where: { filingId: id },
      orderBy: { no: 'desc' },
      select: { content: true, takenAt: true },
    })
    return {
      ...filing,
      hints: await hintsOf(tx, [id]),
      history: await institutionHistory(tx, filing.institutionId),
      revision: before && {
        takenAt: before.takenAt,
        changes: changesBetween(before.content as KeptItem[], keptItems(filing.items)), // written by keepRevision alone
      },
      leads,
      leadCount: leadTotals._count,
      leadFen: leadTotals._sum.amountFen ?? 0n,
      lastCheck: spotChecks[0] ?? null,
      trail,
    }
  })
