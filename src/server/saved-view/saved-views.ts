import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import { dropViewInput, saveViewInput, type ViewedList, viewLimit } from '#domain/saved-view/inputs'
import { audit } from '#platform/audit'
import { readableSql, whereMay } from '../access'
import { type Context, command } from '../command'
import { leadFilter } from '../lead/lead-filter'
import { shortQuery } from '../query'
import { must } from '../refused'

/** What each list can be asked, a page turned to apart. */
const asked = { leads: leadFilter.omit({ after: true }) } as const

/** A query string with what the list knows of it and nothing else, always in one order, so that two that ask the same are the same. */
export function canonicalQuery(list: ViewedList, given: string | Readonly<Record<string, string | undefined>>): string {
  const values = asked[list].parse(typeof given === 'string' ? Object.fromEntries(new URLSearchParams(given)) : given)
  const known = Object.entries(values).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  )
  return new URLSearchParams(known.sort(([one], [other]) => (one < other ? -1 : 1))).toString()
}

/**
 * Keeps what a list is asked under a name, for oneself or for the own agency. It shows each person what is in that person's reach: it is a
 * question, not an answer.
 *
 * Refuses `invalidInput` when nothing is asked, `alreadyExists` for a name that one has used, `tooMany` past what tabs can show.
 */
export const saveView = command('savedView.save', saveViewInput, async (context, { list, name, query, for: reader }) => {
  const { tx, actor, now } = context
  const kept = canonicalQuery(list, query)
  if (kept === '') must(refuse('invalidInput', { fields: ['query'], messages: ['nothing asked'] }))
  const own = await tx.savedView.count({ where: { userId: actor.userId, list } })
  if (own >= viewLimit) must(refuse('tooMany', { limit: viewLimit }))
  const agencyId = reader === 'agency' ? actor.agencyId : null
  const { id } = await tx.savedView.create({
    data: { userId: actor.userId, ownerName: actor.name, agencyId, list, name, query: kept, createdAt: now },
  })
  if (agencyId !== null) await recordSharing(context, 'save', id, name)
  return { viewId: id }
})

/** An own view, or one that the approver's own agency shares. */
const dropGrants = [{ role: 'approver', as: 'ownAgency' }] as const

/** Takes an own view away; of those that an agency shares, its approvers take away any. Refuses `notFound`. */
export const dropView = command('savedView.drop', dropViewInput, async (context, { viewId }) => {
  const { tx, actor } = context
  const mine = { OR: [{ userId: actor.userId }, whereMay(actor, dropGrants, 'savedView')] }
  const view = (await tx.savedView.findFirst({ where: { AND: [{ id: viewId }, mine] } })) ?? must(refuse('notFound'))
  await tx.savedView.deleteMany({ where: { id: viewId } })
  if (view.agencyId !== null) await recordSharing(context, 'drop', viewId, view.name)
})

/** What others look through is in the trail: who shared it and who took it away. */
const recordSharing = ({ tx, actor, now, requestId }: Context, step: 'save' | 'drop', id: string, name: string) =>
  audit(tx, {
    ...{ at: now, actor, requestId },
    action: `savedView.${step}`,
    subject: { type: 'savedView', id },
    change: { name: step === 'save' ? [null, name] : [name, null] },
  })

export type SavedView = { id: string; name: string; query: string; ownerName: string; own: boolean; shared: boolean; droppable: boolean }

const listed = `SELECT id, name, query, owner_name AS "ownerName", user_id = $2 AS own, agency_id IS NOT NULL AS shared,
    user_id = $2 OR (agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_has_role('approver'))) AS droppable
  FROM saved_view WHERE list = $1 AND ${readableSql('savedView')} ORDER BY user_id <> $2, created_at, id LIMIT ${3 * viewLimit}`

/** The views of a list that this person made or that the own agency shares, own ones first. */
export const listViews = (actor: Actor, list: ViewedList): Promise<SavedView[]> =>
  shortQuery(actor, async (client) => {
    const found = await client.query<SavedView>({ name: `saved views`, text: listed, values: [list, actor.userId] })
    return found.rows
  })
