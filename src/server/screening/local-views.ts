import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { isUuid } from '#domain/kernel/uuid'
import type { LocalDefinition } from '#domain/screening/local-model'
import type { ScreeningVersionState } from '#domain/screening/model-version'
import { seesScreening } from '#domain/screening/settlement-load'
import type { Tx } from '#platform/db'
import { citableClauses } from '#screening/local/clauses'
import type { Model } from '#screening/population/model'
import { whereMay, whereReadable } from '../access'
import { query } from '../query'
import { type ViewShown, viewsShown } from './documentation'
import { composesModels, definitionOf, localModelOf, whereShown } from './local-models'

const shown = {
  ...{ id: true, code: true, state: true, revision: true, regionNo: true, agencyId: true, definition: true, version: true },
  ...{ proposedById: true, reason: true, beginsOn: true, endsOn: true },
} as const

/** The definitions that may be shown, newest first. */
export const localRows = (tx: Tx, actor: Actor) =>
  tx.screeningModelVersion.findMany({ where: { AND: [{ kind: 'definition' }, whereShown(actor)] }, select: shown, orderBy: { id: 'desc' } })
type Row = Awaited<ReturnType<typeof localRows>>[number]

/** Of each of the bureaus' own models its newest definition that was approved, or else that waits. What was turned down alone is none. */
export function localModels(rows: readonly Row[]): { code: string; model: Model; state: ScreeningVersionState }[] {
  const codes = [...new Set(rows.map(({ code }) => code))]
  return codes.flatMap((code) => {
    const own = rows.filter((one) => one.code === code)
    const row = own.find(({ state }) => state === 'inUse') ?? own.find(({ state }) => state === 'review' || state === 'draft')
    const model = row && localModelOf(row)
    return row && model ? [{ code, model, state: row.state }] : []
  })
}

type KeptRow = Omit<Row, 'reason' | 'beginsOn' | 'endsOn'> & { kind: string }

/** Codes that single out an institution, a person at work, a stay or a pack: who is looked for by name is a matter of the screening. */
const naming = new Set(['fixmedins_code', 'doctor', 'staff', 'drug_trac_codg'])
const namesOne = (view: ViewShown | null, name: string) =>
  naming.has(name) || view === null || view.columns.some((column) => column.name === name && column.kind === 'key')

/** Of the deliveries that definitions were tried over, those that the actor may see: whoever does not screen sees none. */
export async function triedLoads(tx: Tx, actor: Actor, rows: readonly { definition: unknown }[]): Promise<ReadonlySet<string>> {
  const tried = rows.flatMap(({ definition }) => definitionOf(definition)?.trial?.loadId ?? [])
  if (!seesScreening(actor) || tried.length === 0) return new Set()
  const where = { AND: [{ id: { in: tried } }, whereReadable(actor, 'settlementLoad')] }
  return new Set((await tx.settlementLoad.findMany({ where, select: { id: true } })).map(({ id }) => id))
}

/**
 * A bureau's own model as its page shows it: what is in force, or what was said last, and the draft that waits. Whom a filter names is shown
 * to those who see the screening, and what a trial found to those who see its delivery (`loads`).
 */
export function localView(actor: Actor, kept: readonly KeptRow[], held: { id: string } | null, loads: ReadonlySet<string>) {
  const definitions = kept.filter(({ kind }) => kind === 'definition')
  const inForce = definitions.find(({ id }) => id === held?.id)
  const waiting = definitions.find(({ state }) => state === 'draft' || state === 'review')
  const row = waiting ?? inForce ?? definitions[0]
  const [said, model] = row ? [definitionOf(row.definition), localModelOf(row)] : [null, null]
  if (!row || !said || !model) return null
  const view = viewsShown.find(({ name }) => name === said.form.view) ?? null
  const filters = said.form.filters.map((filter) =>
    filter.value !== '' && !seesScreening(actor) && namesOne(view, filter.column)
      ? { ...filter, value: '', hidden: true }
      : { ...filter, hidden: false },
  )
  const composes = composesModels(actor) && row.agencyId === actor.agencyId
  return {
    ...{ view, model, form: { ...said.form, filters }, hides: filters.some(({ hidden }) => hidden) },
    trial: said.trial && loads.has(said.trial.loadId) ? said.trial : null,
    ...{ tried: said.trial !== null, versionId: row.id, version: row.version, state: row.state, composes },
    /** Whether this person is the one to hand the draft in. */
    mine: row.proposedById === actor.userId,
  }
}
export type LocalView = NonNullable<ReturnType<typeof localView>>

/** What the form of a model begins with: a draft to go on with, or an approved version to make another of. `null`: not for this person. */
export async function modelToCompose(actor: Actor, from: string | undefined) {
  if (!composesModels(actor)) return null
  const found =
    from && isUuid(from)
      ? await query(actor, async (tx) => {
          const row = await tx.screeningModelVersion.findFirst({
            where: {
              AND: [{ id: from, kind: 'definition' }, whereMay(actor, [{ role: 'handler', as: 'ownAgency' }], 'screeningModelVersion')],
            },
            select: shown,
          })
          const newest =
            row &&
            (await tx.screeningModelVersion.aggregate({ where: { agencyId: row.agencyId, code: row.code }, _max: { revision: true } }))
          return row && { row, seen: newest?._max.revision ?? 0 }
        })
      : null
  if (from && !found) return null
  const form: LocalDefinition | null = found ? (definitionOf(found.row.definition)?.form ?? null) : null
  return {
    ...{ views: viewsShown, clauses: citableClauses },
    form,
    code: found?.row.code ?? '',
    seen: found?.seen ?? 0,
    ...(found
      ? {
          reason: found.row.reason,
          beginsOn: fromDateColumn(found.row.beginsOn),
          endsOn: found.row.endsOn ? fromDateColumn(found.row.endsOn) : '',
        }
      : { reason: '', beginsOn: '', endsOn: '' }),
    /** The draft that is changed; otherwise another version is begun. */
    draft: found?.row.state === 'draft' ? { versionId: found.row.id, version: found.row.version } : null,
  }
}
export type ToCompose = NonNullable<Awaited<ReturnType<typeof modelToCompose>>>

/** The deliveries that a draft can be tried over. */
export const trialLoads = (actor: Actor) =>
  query(actor, (tx) =>
    tx.settlementLoad.findMany({
      where: { AND: [{ state: 'loaded', supersededAt: null }, whereMay(actor, [{ role: 'handler', as: 'ownAgency' }], 'settlementLoad')] },
      orderBy: { requestedAt: 'desc' },
      select: { id: true, folder: true, months: true },
      take: 50,
    }),
  )
