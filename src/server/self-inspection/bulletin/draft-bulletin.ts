import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Actor } from '#domain/kernel/access'
import { beijingDay } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { type BulletinContent, bulletinGrants, draftBulletinInput, type NamedLine, namedLines } from '#domain/self-inspection/bulletin'
import { totalLine } from '#domain/self-inspection/closing'
import { audit } from '#platform/audit'
import { type Context, preparedCommand } from '../../command'
import { notifyApprovers } from '../../notification/notify-approvers'
import { must } from '../../refused'
import { closingReport } from '../closing-report'

/** Whether this person writes bulletins: of an insurance bureau. */
export const writesBulletins = (actor: Actor): boolean =>
  actor.department === 'MI' &&
  actor.agencyKind === 'bureau' &&
  actor.agencyId !== null &&
  bulletinGrants.draft.some(({ role }) => actor.roles.includes(role))

/**
 * Drafts a bulletin from the stage report of a day: the figures that were chosen, as they are counted now, the words, and the institutions
 * that are named by hand. Nobody is named by a figure.
 *
 * Refuses `notFound` (campaign out of reach, or not of an insurance bureau), `dateInFuture`, `namedWithoutReason`, `namedUnknown` (no such
 * code among those who file in the campaign within the region).
 */
export const draftBulletin = preparedCommand(
  'bulletin.draft',
  draftBulletinInput,
  async ({ actor }, { campaignId, on }) => (writesBulletins(actor) ? closingReport(actor, { campaignId, on }) : null),
  async (context, input, report) => {
    const { tx, actor, now, requestId } = context
    const { campaignId, on, title, measures, situation, requirement } = input
    if (!report || !actor.agencyId || !actor.department) return must(refuse('notFound'))
    if (on > beijingDay(now)) must(refuse('dateInFuture'))
    const named = await withFigures(context, campaignId, must(namedLines(input.named)))
    const totals = totalLine(report.tables.region)
    const content: BulletinContent = {
      campaignName: report.campaignName,
      figures: measures.map((measure) => ({ measure, value: totals[measure].toString() })),
      ...{ situation, requirement, named },
    }
    const id = randomUUID()
    const { rangeLo, rangeHi } = await tx.region.findUniqueOrThrow({ where: { regionNo: actor.regionNo } })
    await tx.bulletin.createMany({
      data: [
        {
          ...{ id, campaignId, agencyId: actor.agencyId, department: actor.department, regionNo: actor.regionNo, rangeLo, rangeHi },
          ...{ title, asOfOn: new Date(`${on}T00:00:00Z`), content },
          ...{ draftedById: actor.userId, draftedByName: actor.name, draftedAt: now },
        },
      ],
    })
    await audit(tx, {
      ...{ at: now, actor, action: 'bulletin.draft', requestId, subject: { type: 'bulletin', id } },
      change: { title: [null, title], campaign: [null, campaignId], on: [null, on], named: [null, named.map(({ name }) => name)] },
    })
    await notifyApprovers(
      context,
      actor.agencyId,
      { id, secrecy: 0 },
      {
        ...{ kind: 'bulletinDrafted', detail: { from: actor.name, title } },
        ...{ link: `/self-inspections/bulletins/${id}`, dedupeKey: `bulletin.draft:${id}` },
      },
    )
    return { id }
  },
)

/** The institutions that are named, each with what it has filed in the campaign. Refuses `namedUnknown`. */
async function withFigures({ tx, actor }: Context, campaignId: string, lines: readonly NamedLine[]): Promise<BulletinContent['named']> {
  if (lines.length === 0) return []
  const found = await tx.$queryRaw<{ code: string; id: string; name: string; findings: number; loss: string }[]>`
    SELECT i.code, i.id, i.name, count(g.id)::int AS findings, coalesce(sum(g.fund_loss_fen), 0)::text AS loss
    FROM filing f JOIN institution i ON i.id = f.institution_id LEFT JOIN finding g ON g.filing_id = f.id AND f.state IN ('submitted', 'accepted')
    WHERE f.campaign_id = ANY ((SELECT campaign_family(${campaignId}::uuid))::uuid[]) AND f.state <> 'recalled'
      AND f.region_no BETWEEN ${actor.regionLo ?? 1}::int AND ${actor.regionHi ?? 0}::int AND i.code = ANY (${lines.map(({ code }) => code)}::text[])
    GROUP BY 1, 2, 3`
  const byCode = new Map(found.map((one) => [one.code, one]))
  const unknown = lines.filter(({ code }) => !byCode.has(code))
  if (unknown.length > 0) must(refuse('namedUnknown', { codes: unknown.map(({ code }) => code) }))
  return lines.flatMap(({ code, reason }) => {
    const one = byCode.get(code)
    return one ? [{ institutionId: one.id, name: one.name, findings: one.findings, fundLossFen: one.loss, reason }] : []
  })
}
