import 'server-only'
import { randomUUID } from 'node:crypto'
import { beijingDay } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { issueFilingsInput } from '#domain/self-inspection/inputs'
import { issuedListGrants, issueGrants } from '#domain/self-inspection/steps'
import { audit, auditMany } from '#platform/audit'
import { whereMay } from '../access'
import { type Context, command } from '../command'
import { notifyAll } from '../notification/notify'
import { nextNumbersOfPlaces } from '../numbering'
import { must } from '../refused'
import { familyOf, holdFamily, mustKeepAwayFromNone, whereConcerned, whereWithoutFiling } from './chosen-institutions'

/**
 * Sends the problem list to the chosen institutions of the campaign's region (自查自纠任务下发): by kind, level, field and county, without
 * those named and those of whom the list asks nothing. Whoever has a filing already keeps it, so institutions that come later are added by issuing once more.
 *
 * Refuses `notFound` (campaign or list out of reach, or the campaign is not under way), `dateInFuture` (what is looked back to), `dueOnPast`,
 * `institutionsChanged` when they are no longer as many as the person was shown, `nothingToIssue`, `issueByAnother`.
 * Commits together: a numbered filing each, an audit entry each and one of the campaign, a notice to each institution.
 */
export const issueFilings = command('filing.issue', issueFilingsInput, async (context, input) => {
  const { tx, actor, now, requestId } = context
  const { campaignId, checklistId, dueOn, lookBackFrom, expected, ...selection } = input
  const campaign = await findCampaign(context, campaignId)
  await findIssuedList(context, checklistId)
  if (lookBackFrom && lookBackFrom > beijingDay(now)) must(refuse('dateInFuture'))
  if (dueOn < beijingDay(now)) must(refuse('dueOnPast'))

  await holdFamily(tx, campaignId)
  const institutions = await tx.institution.findMany({
    where: {
      AND: [whereWithoutFiling(actor, campaign, await familyOf(tx, campaignId), selection), await whereConcerned(tx, checklistId)],
    },
    select: { id: true, name: true, regionNo: true },
    orderBy: [{ regionNo: 'asc' }, { id: 'asc' }],
  })
  if (expected !== undefined && expected !== institutions.length)
    must(refuse('institutionsChanged', { expected, found: institutions.length }))
  if (institutions.length === 0) must(refuse('nothingToIssue'))
  await mustKeepAwayFromNone(
    context,
    campaign,
    institutions.map(({ id }) => id),
  )
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
      lookBackFrom: lookBackFrom ? new Date(`${lookBackFrom}T00:00:00Z`) : campaign.lookBackFrom,
      dueOn: new Date(`${dueOn}T00:00:00Z`),
    })),
  })
  await tell(context, filings, dueOn)
  await audit(tx, {
    at: now,
    actor,
    action: 'filing.issue',
    subject: { type: 'campaign', id: campaignId },
    change: { filings: [null, filings.length], dueOn: [null, dueOn], checklist: [null, checklistId], selection: [null, selection] },
    requestId,
  })
  return { issued: filings.length }
})

/** A campaign of the actor's own bureau that is under way. Refuses `notFound`. */
export async function findCampaign({ tx, actor }: Context, id: string) {
  const campaign = await tx.campaign.findFirst({
    where: { AND: [{ id, state: 'launched' }, whereMay(actor, issueGrants, 'campaign')] },
    select: { id: true, lookBackFrom: true, rangeLo: true, rangeHi: true },
  })
  return campaign ?? must(refuse('notFound'))
}

/** A list in force. Refuses `notFound`. */
export async function findIssuedList({ tx, actor }: Context, id: string) {
  const list = await tx.checklist.findFirst({
    where: { AND: [{ id, state: 'issued' }, whereMay(actor, issuedListGrants, 'checklist')] },
    select: { id: true },
  })
  return list ?? must(refuse('notFound'))
}

type Institution = { id: string; name: string; regionNo: number }
type NewFiling = { id: string; number: string; institution: Institution }

/** The institutions come county by county. */
async function numbered(context: Context, institutions: readonly Institution[]): Promise<NewFiling[]> {
  const counts = new Map<number, number>()
  for (const { regionNo } of institutions) counts.set(regionNo, (counts.get(regionNo) ?? 0) + 1)
  const numbers = await nextNumbersOfPlaces(context, 'ZC', counts)
  const given = new Map<number, number>()
  return institutions.map((institution) => {
    const place = given.get(institution.regionNo) ?? 0
    given.set(institution.regionNo, place + 1)
    return { id: randomUUID(), number: numbers.get(institution.regionNo)?.(place) ?? '', institution }
  })
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
