import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import { isUuid } from '#domain/kernel/uuid'
import { takeStep } from '#domain/kernel/workflow'
import { bulletinContent, bulletinGrants, bulletinStepNames, bulletinSteps } from '#domain/self-inspection/bulletin'
import type { Tx } from '#platform/db'
import { readBytes } from '#platform/files'
import { currentTime } from '#platform/time'
import { may, whereReadable } from '../../access'
import { hotQuery, query } from '../../query'
import { bulletinPaper } from './bulletin-paper'

/** Bulletins as a person sees them: a bureau those in its reach, an institution those that were sent to it. */
const whereSeen = (actor: Actor) => ({
  AND: [whereReadable(actor, 'bulletin'), actor.institutionId ? { receipts: { some: { institutionId: actor.institutionId } } } : {}],
})

export const listBulletins = (actor: Actor) =>
  query(actor, async (tx) => {
    const rows = await tx.bulletin.findMany({
      where: { AND: [whereSeen(actor), { state: { not: 'discarded' } }] },
      select: {
        ...{ id: true, title: true, state: true, documentNumber: true, issuedAt: true, draftedAt: true, sentTo: true },
        ...{ agency: { select: { name: true } }, campaign: { select: { name: true } } },
        _count: { select: { receipts: { where: { receivedAt: { not: null } } } } },
      },
      orderBy: { draftedAt: 'desc' },
      take: 100,
    })
    return rows.map(({ _count, ...row }) => ({ ...row, signed: _count.receipts }))
  })

/** A bulletin with what may be done about it, and who has not signed for it. `null` when it does not exist for this person. */
export const getBulletin = (actor: Actor, id: string) =>
  query(actor, async (tx) => {
    const row = await find(tx, actor, id)
    if (!row) return null
    const steps = bulletinStepNames
      .filter((name) => may(actor, bulletinSteps[name].by, 'bulletin', row))
      .map((name) => ({ name, basis: bulletinSteps[name].basis, taken: takeStep(bulletinSteps[name], row, actor) }))
      .filter(({ taken }) => taken.ok || taken.refusal.code !== 'wrongState')
      .map(({ name, basis, taken }) => ({ name, basis, shut: taken.ok ? null : taken.refusal }))
    const receipts = { AND: [{ bulletinId: row.id }, whereReadable(actor, 'bulletinReceipt')] }
    const own = actor.institutionId ? await tx.bulletinReceipt.findFirst({ where: receipts }) : null
    return {
      ...row,
      ...{ content: bulletinContent.parse(row.content), asOfOn: fromDateColumn(row.asOfOn), steps },
      ...{ own, mayReceive: own !== null && own.receivedAt === null && may(actor, bulletinGrants.receive, 'bulletinReceipt', own) },
      signed: await tx.bulletinReceipt.count({ where: { AND: [receipts, { receivedAt: { not: null } }] } }),
      unsigned: actor.institutionId
        ? []
        : await tx.bulletinReceipt.findMany({
            where: { AND: [receipts, { receivedAt: null }] },
            select: { id: true, institutionName: true },
            orderBy: [{ regionNo: 'asc' }, { institutionName: 'asc' }],
            take: 50,
          }),
    }
  })

export type BulletinView = NonNullable<Awaited<ReturnType<typeof getBulletin>>>

const find = async (tx: Tx, actor: Actor, id: string) =>
  isUuid(id) ? tx.bulletin.findFirst({ where: { AND: [{ id }, whereSeen(actor)] }, include: { agency: { select: { name: true } } } }) : null

/** The paper: the very file that was issued, or before that a draft that says so on every page. */
export async function openBulletinPaper(actor: Actor, id: string): Promise<{ title: string; bytes: Uint8Array } | null> {
  const row = await query(actor, (tx) => find(tx, actor, id))
  if (!row) return null
  if (row.sha256) return { title: row.title, bytes: await readBytes(row.sha256) }
  const { title, agency, asOfOn } = row
  const paper = { title, organ: agency.name, documentNumber: null, datedOn: beijingDay(currentTime()), asOfOn: fromDateColumn(asOfOn) }
  return { title, bytes: await bulletinPaper({ ...paper, content: bulletinContent.parse(row.content) }) }
}

export type Candidate = { code: string; name: string; findings: number; lossFen: string }

/** Those who found most in a campaign, to choose from when somebody is to be named. An order, no proposal. */
export const listCandidates = (actor: Actor, campaignId: string): Promise<Candidate[]> =>
  hotQuery(actor, async (client) => {
    const found = await client.query<Candidate>(
      `SELECT i.code, i.name, count(*)::int AS findings, sum(g.fund_loss_fen)::text AS "lossFen"
       FROM finding g JOIN filing f ON f.id = g.filing_id JOIN institution i ON i.id = f.institution_id
       WHERE f.campaign_id = ANY ((SELECT campaign_family($1::uuid))::uuid[]) AND f.state IN ('submitted', 'accepted') AND f.region_no BETWEEN $2 AND $3
       GROUP BY 1, 2 ORDER BY sum(g.fund_loss_fen) DESC, i.code LIMIT 30`,
      [campaignId, actor.regionLo ?? 1, actor.regionHi ?? 0],
    )
    return found.rows
  })
