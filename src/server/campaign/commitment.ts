import 'server-only'
import { commitmentSigners } from '#domain/campaign/steps'
import { type Actor, pastCommitment } from '#domain/kernel/access'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { isUuid } from '#domain/kernel/uuid'
import type { ReferralKind, ReferralState } from '#domain/referral/kinds'
import type { Tx } from '#platform/db'
import { whereReadable } from '../access'
import type { Context } from '../command'
import { query } from '../query'
import { must } from '../refused'

/**
 * A case or a referral opens to a unit that has signed the campaign's commitment; `reach` holds everything else back. Here alone is read
 * past it, under the person's other rights: how much is held back, for which campaign, and of what has come in, that it waits and until
 * when. Nothing that a case says is selected here.
 */

const hasCommitted = (actor: Actor, campaignId: string) => actor.committedTo === 'any' || actor.committedTo.includes(campaignId)

/** Refuses `commitmentUnsigned` where the unit would write a case or a referral of a campaign that it may not read. */
export function mustHaveCommitted({ actor }: Pick<Context, 'actor'>, campaignId: string): void {
  if (!hasCommitted(actor, campaignId)) must(refuse('commitmentUnsigned'))
}

export type UnsignedCampaign = { id: string; name: string; cases: number; referrals: number }
export type WaitingReferral = {
  id: string
  number: string
  kind: ReferralKind
  state: ReferralState
  senderName: string
  deliveredAt: Date
  /** The clock that runs out next, or the day that the letter asks for. */
  dueAt: Date | null
  answerBy: string | null
}
export type Withheld = { campaigns: UnsignedCampaign[]; waiting: WaitingReferral[]; maySign: boolean }

const noneWithheld: Withheld = { campaigns: [], waiting: [], maySign: false }

/** Of what this person would see, what the unsigned commitments hold back. */
export async function withheldFrom(actor: Actor): Promise<Withheld> {
  const { committedTo } = actor
  if (committedTo === 'any' || actor.agencyId === null) return noneWithheld
  const reader = pastCommitment(actor)
  const unsigned = { campaignId: { notIn: [...committedTo] } }
  return query(reader, async (tx) => {
    const cases = await tx.case.groupBy({ by: ['campaignId'], where: { AND: [unsigned, whereReadable(reader, 'case')] }, _count: true })
    const referrals = await tx.referral.groupBy({
      by: ['campaignId'],
      where: { AND: [unsigned, whereReadable(reader, 'referral')] },
      _count: true,
    })
    if (cases.length + referrals.length === 0) return noneWithheld
    const count = (rows: typeof cases, id: string) => rows.find(({ campaignId }) => campaignId === id)?._count ?? 0
    const ids = [...new Set([...cases, ...referrals].map(({ campaignId }) => campaignId))]
    const campaigns = (await campaignsOf(tx, reader, ids)).map((campaign) => ({
      ...campaign,
      cases: count(cases, campaign.id),
      referrals: count(referrals, campaign.id),
    }))
    return { campaigns, waiting: await waitingFor(tx, reader, unsigned), maySign: maySign(actor) }
  })
}

/** Why a case or a referral that exists for this person does not open: the campaign to commit to. `null` when that is not why. */
export async function withheldMatter(actor: Actor, table: 'case' | 'referral', id: string): Promise<Withheld | null> {
  if (actor.committedTo === 'any' || !isUuid(id)) return null
  const reader = pastCommitment(actor)
  return query(reader, async (tx) => {
    const where = { AND: [{ id }, whereReadable(reader, table)] }
    const select = { campaignId: true } as const
    const found = table === 'case' ? await tx.case.findFirst({ where, select }) : await tx.referral.findFirst({ where, select })
    if (!found || hasCommitted(actor, found.campaignId)) return null
    const campaigns = await campaignsOf(tx, reader, [found.campaignId])
    return {
      campaigns: campaigns.map((campaign) => ({ ...campaign, cases: Number(table === 'case'), referrals: Number(table === 'referral') })),
      waiting: table === 'referral' ? await waitingFor(tx, reader, { id }) : [],
      maySign: maySign(actor),
    }
  })
}

/** The campaign that must be committed to before anything is written in it; `null` when it has been. */
export const unsignedCampaign = async (actor: Actor, campaignId: string): Promise<Withheld | null> =>
  hasCommitted(actor, campaignId)
    ? null
    : query(actor, async (tx) => {
        const campaigns = await campaignsOf(tx, actor, [campaignId])
        return { campaigns: campaigns.map((campaign) => ({ ...campaign, cases: 0, referrals: 0 })), waiting: [], maySign: maySign(actor) }
      })

const maySign = (actor: Actor) => commitmentSigners.some((role) => actor.roles.includes(role))

const campaignsOf = (tx: Tx, reader: Actor, ids: readonly string[]) =>
  tx.campaign.findMany({
    where: { AND: [{ id: { in: [...ids] } }, whereReadable(reader, 'campaign')] },
    select: { id: true, name: true },
    orderBy: { draftedAt: 'desc' },
  })

const waitingLimit = 50

/** What has come in and waits: its number, kind and sender, and until when. */
async function waitingFor(tx: Tx, reader: Actor, which: object): Promise<WaitingReferral[]> {
  const incoming = { deliveredAt: { not: null }, senderAgencyId: { not: reader.agencyId ?? '' } }
  const rows = await tx.referral.findMany({
    where: {
      AND: [which, incoming, { state: { in: ['delivered', 'received', 'accepted', 'moreAsked'] } }, whereReadable(reader, 'referral')],
    },
    select: { id: true, number: true, kind: true, state: true, senderAgencyName: true, deliveredAt: true, answerBy: true },
    orderBy: { deliveredAt: 'asc' },
    take: waitingLimit,
  })
  const clocks = await tx.statutoryClock.groupBy({
    by: ['subjectId'],
    where: {
      AND: [
        { subjectType: 'referral', subjectId: { in: rows.map(({ id }) => id) }, stoppedAt: null },
        whereReadable(reader, 'statutoryClock'),
      ],
    },
    _min: { dueAt: true },
  })
  return rows.flatMap(({ senderAgencyName, answerBy, deliveredAt, ...row }) =>
    deliveredAt
      ? [
          {
            ...row,
            senderName: senderAgencyName,
            deliveredAt,
            dueAt: clocks.find(({ subjectId }) => subjectId === row.id)?._min.dueAt ?? null,
            answerBy: answerBy && fromDateColumn(answerBy),
          },
        ]
      : [],
  )
}
