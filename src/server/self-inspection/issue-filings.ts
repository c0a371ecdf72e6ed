import 'server-only'
import { randomUUID } from 'node:crypto'
import type { InstitutionKind } from '#domain/institution/kinds'
import type { Actor } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import { issueFilingsInput } from '#domain/self-inspection/inputs'
import { issueGrants } from '#domain/self-inspection/steps'
import { audit, auditMany } from '#platform/audit'
import type { Tx } from '#platform/db'
import { whereMay, whereReadable } from '../access'
import { type Context, command } from '../command'
import { notifyAll } from '../notification/notify'
import { nextInternalNumbers } from '../numbering'
import { must } from '../refused'

/**
 * Sends the problem list to every institution of the campaign's region (自查自纠任务下发), by kind when kinds are named. Whoever
 * has a filing already keeps it, so institutions that come later are added by issuing once more.
 *
 * Refuses `notFound` (campaign or list out of reach, or the campaign is not under way), `nothingToIssue`.
 * Commits together: a numbered filing each, an audit entry each and one of the campaign, a notice to each institution.
 */
export const issueFilings = command('filing.issue', issueFilingsInput, async (context, { campaignId, checklistId, kinds, dueOn }) => {
  const { tx, actor } = context
  const campaign = await tx.campaign.findFirst({
    where: { AND: [{ id: campaignId, state: 'launched' }, whereMay(actor, issueGrants, 'campaign')] },
    select: { id: true, lookBackFrom: true, rangeLo: true, rangeHi: true },
  })
  if (!campaign) return must(refuse('notFound'))
  const checklist = await tx.checklist.findFirst({
    where: { AND: [{ id: checklistId, state: 'issued' }, whereReadable(actor, 'checklist')] },
    select: { id: true },
  })
  if (!checklist) must(refuse('notFound'))

  await holdFamily(tx, campaignId)
  const institutions = await institutionsToIssue(tx, actor, campaign, kinds)
  if (institutions.length === 0) must(refuse('nothingToIssue'))
  const filings = await numbered(context, institutions)
  await tx.filing.createMany({
    data: filings.map(({ id, number, institution }) => ({
      id,
      number,
      campaignId,
      checklistId,
      institutionId: institution.id,
      institutionName: institution.name,
      regionNo: institution.regionNo,
      lookBackFrom: campaign.lookBackFrom,
      dueOn: new Date(`${dueOn}T00:00:00Z`),
    })),
  })
  await tell(context, filings, dueOn)
  await audit(tx, {
    at: context.now,
    actor,
    action: 'filing.issue',
    subject: { type: 'campaign', id: campaignId },
    change: { filings: [null, filings.length], dueOn: [null, dueOn] },
    requestId: context.requestId,
  })
  return { issued: filings.length }
})

type Scope = { id: string; rangeLo: number; rangeHi: number }
type Institution = { id: string; name: string; regionNo: number; kind: InstitutionKind }
type NewFiling = { id: string; number: string; institution: Institution }

/** The campaigns above and below that this one belongs together with, itself among them. */
async function familyOf(tx: Tx, campaignId: string): Promise<string[]> {
  const [family] = await tx.$queryRaw<{ ids: string[] }[]>`SELECT campaign_family(${campaignId}::uuid)::text[] AS ids`
  return family?.ids ?? [campaignId]
}

/** Until this transaction ends, nobody else issues filings in the family: a city and its county who do so at once take turns. */
async function holdFamily(tx: Tx, campaignId: string): Promise<void> {
  const first = (await familyOf(tx, campaignId)).sort()[0] ?? campaignId
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('filing.issue ' || ${first}, 0))`
}

/**
 * The institutions of the campaign's region that have no filing yet, neither in it nor in the campaigns above and below that it
 * belongs together with: nobody files twice for one cascade. No kinds named: all kinds.
 */
export async function institutionsToIssue(
  tx: Tx,
  actor: Actor,
  campaign: Scope,
  kinds: readonly InstitutionKind[],
): Promise<Institution[]> {
  const campaignId = { in: await familyOf(tx, campaign.id) }
  return tx.institution.findMany({
    where: {
      AND: [
        whereReadable(actor, 'institution'),
        { active: true, regionNo: { gte: campaign.rangeLo, lte: campaign.rangeHi }, filings: { none: { campaignId } } },
        kinds.length > 0 ? { kind: { in: [...kinds] } } : {},
      ],
    },
    select: { id: true, name: true, regionNo: true, kind: true },
    orderBy: [{ regionNo: 'asc' }, { id: 'asc' }],
  })
}

async function numbered(context: Context, institutions: readonly Institution[]): Promise<NewFiling[]> {
  const filings: NewFiling[] = []
  for (const regionNo of new Set(institutions.map((institution) => institution.regionNo))) {
    const own = institutions.filter((institution) => institution.regionNo === regionNo)
    const numbers = await nextInternalNumbers(context, 'ZC', regionNo, own.length)
    filings.push(...own.map((institution, place) => ({ id: randomUUID(), number: numbers[place] ?? '', institution })))
  }
  return filings
}

async function tell(context: Context, filings: readonly NewFiling[], dueOn: string): Promise<void> {
  const { tx, actor, now, requestId } = context
  await notifyAll(
    context,
    filings.map(({ id, institution }) => ({
      to: { institutionId: institution.id },
      notice: {
        kind: 'filingIssued',
        detail: { from: actor.agencyName, dueOn },
        link: `/self-inspections/${id}`,
        dedupeKey: `filing.issue:${id}`,
      },
    })),
  )
  const line = { at: now, actor, action: 'filing.issue', change: { state: [null, 'notStarted'] }, requestId } as const
  await auditMany(
    tx,
    filings.map(({ id }) => ({ ...line, subject: { type: 'filing', id } })),
  )
}
