import 'server-only'
import { z } from 'zod'
import type { Actor } from '#domain/kernel/access'
import { searchWord } from '#domain/kernel/form-fields'
import { referralKinds, referralStates } from '#domain/referral/kinds'
import { type InboxTab, inboxTabs } from '#domain/referral/steps'
import { hotQuery } from '../query'
import { referralsWaiting } from './waiting'

/** What the register may be asked. Read from the URL; anything else in it is left alone. */
export const referralFilter = z.object({
  tab: z.enum(['toReceive', 'toAnswer', 'done', 'sent']).optional().catch(undefined),
  kind: z.enum(referralKinds).optional().catch(undefined),
  state: z.enum(referralStates).optional().catch(undefined),
  q: searchWord(60),
  late: z.literal('1').optional().catch(undefined),
  /** Of the inbox, what waits for the own agency's act, as the desk counts it. */
  todo: z.literal('1').optional().catch(undefined),
  after: z.string().max(80).optional().catch(undefined),
})
export type ReferralFilter = z.infer<typeof referralFilter>

export const referralPageSize = 50

export type ReferralRow = {
  id: string
  number: string
  kind: string
  title: string
  senderName: string
  receiverName: string
  state: string
  materialCount: number
  pendingBills: number | null
  deliveredOn: string | null
  proposedOn: string
  /** The next instant by which someone must act: a statutory clock, or the day the letter asks for. */
  dueAt: Date | null
  statutory: boolean
}

const runningOf = (rules: string) =>
  `(SELECT min(k.due_at) FROM statutory_clock k WHERE k.subject_type = 'referral' AND k.subject_id = r.id AND k.stopped_at IS NULL AND ${rules})`
const clock = runningOf('true')
/** The departments agree on CK70 among themselves and the bureau sets CK71; the others are the law's. */
const clockOfLaw = runningOf("k.rule_id NOT IN ('CK70', 'CK71')")
const open = `r.state NOT IN ('answered', 'rejected', 'declined', 'withdrawn')`
/** The letter's day ends at its midnight in Beijing. */
const lettersDay = `CASE WHEN ${open} THEN (r.answer_by + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' END`

const day = (column: string) => `to_char(${column} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')`

/** A receiver's list shows the title that was delivered, as its page does. */
const columns = (tab: InboxTab) => `r.id, r.number, r.kind::text, r.state::text,
  ${tab === 'sent' ? 'r.title' : `coalesce(r.snapshot ->> 'title', r.title)`} AS title,
  r.sender_agency_name AS "senderName", r.receiver_agency_name AS "receiverName",
  (SELECT count(*)::int FROM referral_material m WHERE m.referral_id = r.id AND m.file_id IS NOT NULL) AS "materialCount",
  CASE WHEN r.kind = 'billVerification' THEN
    (SELECT count(*)::int FROM bill_verification b WHERE b.referral_id = r.id AND b.result = 'pending') END AS "pendingBills",
  ${day('r.delivered_at')} AS "deliveredOn", ${day('r.proposed_at')} AS "proposedOn",
  coalesce(${clock}, ${lettersDay}) AS "dueAt", ${clockOfLaw} IS NOT NULL AS statutory`

type Asking = { conditions: string[]; values: unknown[]; at: (value: unknown) => string }

/** Conditions of one query, with numbered values. No text of the person's goes into the SQL itself. */
function asking(): Asking {
  const values: unknown[] = []
  return { conditions: [], values, at: (value) => `$${values.push(value)}` }
}

/** Which side of a referral the tab is about. Row policies say the same; each wall stands without the other. */
function askSide({ conditions, at }: Asking, actor: Actor, tab: InboxTab): void {
  conditions.push(`r.secrecy <= ${at(actor.clearance)}`)
  if (actor.recusedIds.length > 0) conditions.push(`r.id <> ALL (${at(actor.recusedIds)}::uuid[])`)
  if (actor.committedTo !== 'any') conditions.push(`r.campaign_id = ANY (${at(actor.committedTo)}::uuid[])`)
  const [department, lo, hi] = [at(actor.department), at(actor.regionLo ?? 1), at(actor.regionHi ?? 0)]
  const stands = (side: 'sender' | 'receiver' | 'copy') =>
    `(r.${side}_department = ${department}::"Department" AND r.${side}_region_no BETWEEN ${lo}::int AND ${hi}::int)`
  if (tab === 'sent') {
    conditions.push(stands('sender'), `(r.delivered_at IS NULL OR r.receiver_agency_id <> ${at(actor.agencyId)}::uuid)`)
    return
  }
  const court = `(${department}::"Department" = 'CT' AND r.court_region_no BETWEEN ${lo}::int AND ${hi}::int)`
  conditions.push(`r.delivered_at IS NOT NULL AND (${stands('receiver')} OR ${stands('copy')} OR ${court})`)
  conditions.push(`r.state IN (${inboxTabs[tab].map((state) => `'${state}'`).join(', ')})`)
}

/** One page of a tab: open matters by what runs out first, done and sent ones newest first. */
export async function listReferrals(actor: Actor, tab: InboxTab, filter: ReferralFilter, now: Date) {
  const asked = asking()
  const { conditions, at } = asked
  askSide(asked, actor, tab)
  if (filter.kind) conditions.push(`r.kind = ${at(filter.kind)}::"ReferralKind"`)
  if (filter.state) conditions.push(`r.state = ${at(filter.state)}::"ReferralState"`)
  if (filter.todo && (tab === 'toReceive' || tab === 'toAnswer')) conditions.push(referralsWaiting[tab](at(actor.agencyId)))
  if (filter.late) conditions.push(`${clock} <= ${at(now)}`)
  if (filter.q) conditions.push(askText(filter.q, tab, at))
  const matching = conditions.join(' AND ')
  const counted = `SELECT count(*)::int AS n FROM referral r WHERE ${matching}`
  const countValues = [...asked.values]

  const byDue = tab === 'toReceive' || tab === 'toAnswer'
  const position = positionOf(filter.after)
  const after =
    position && (byDue ? `(place, id) > (${at(position.place)}::timestamptz, ${at(position.id)}::uuid)` : `id < ${at(position.id)}::uuid`)
  const page = `SELECT * FROM
    (SELECT listed.*, coalesce("dueAt", 'infinity') AS place FROM (SELECT ${columns(tab)} FROM referral r WHERE ${matching}) AS listed) AS placed
    ${after ? `WHERE ${after}` : ''} ORDER BY ${byDue ? 'place, id' : 'id DESC'} LIMIT ${referralPageSize + 1}`

  return hotQuery(actor, async (client) => {
    const found = await client.query<ReferralRow>(page, asked.values)
    const total = await client.query<{ n: number }>(counted, countValues)
    const rows = found.rows.slice(0, referralPageSize)
    const last = rows.at(-1)
    return {
      rows,
      count: total.rows[0]?.n ?? 0,
      next: found.rows.length > referralPageSize && last ? `${last.dueAt?.toISOString() ?? 'infinity'}~${last.id}` : null,
    }
  })
}

/** How many stand under each tab. */
export async function countReferrals(actor: Actor): Promise<Record<InboxTab, number>> {
  const tabs = [...(Object.keys(inboxTabs) as (keyof typeof inboxTabs)[]), 'sent'] as const
  return hotQuery(actor, async (client) => {
    const counts: [InboxTab, number][] = []
    for (const tab of tabs) {
      const asked = asking()
      askSide(asked, actor, tab)
      const found = await client.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM referral r WHERE ${asked.conditions.join(' AND ')}`,
        asked.values,
      )
      counts.push([tab, found.rows[0]?.n ?? 0])
    }
    return Object.fromEntries(counts) as Record<InboxTab, number> // one entry for each tab
  })
}

/** A number is looked up as such; anything else in the title and the sender's name. */
function askText(text: string, tab: InboxTab, at: Asking['at']): string {
  if (/^YSM?-/i.test(text)) return `r.number = ${at(text.toUpperCase())}`
  const title = tab === 'sent' ? 'r.title' : `coalesce(r.snapshot ->> 'title', r.title)`
  const pattern = `'%' || ${at(text.replace(/[\\%_]/g, '\\$&'))} || '%'`
  return `(${title} LIKE ${pattern} OR r.sender_agency_name LIKE ${pattern})`
}

function positionOf(after: string | undefined): { place: string; id: string } | null {
  const [place, id] = (after ?? '').split('~')
  const isPlace = place === 'infinity' || (z.iso.datetime().safeParse(place).success && (place ?? '') > '1900')
  return place && id && isPlace && z.uuid().safeParse(id).success ? { place, id } : null
}
