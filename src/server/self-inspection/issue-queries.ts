import 'server-only'
import type { InstitutionKind } from '#domain/institution/kinds'
import type { Actor } from '#domain/kernel/access'
import type { InstitutionSelection } from '#domain/self-inspection/inputs'
import { type FilingState, filingStates, issuedListGrants, issueGrants } from '#domain/self-inspection/steps'
import type { Tx } from '#platform/db'
import { whereMay, whereReadable } from '../access'
import { query } from '../query'
import { familyOf, whereChosen, whereConcerned, whereWithoutFiling } from './chosen-institutions'

/** What can be issued: the campaigns of one's own under way, the lists in force, and what a selection can be made by. */
export const listIssuable = (actor: Actor) =>
  query(actor, async (tx) => ({
    campaigns: await tx.campaign.findMany({
      where: { AND: [{ state: 'launched' }, whereMay(actor, issueGrants, 'campaign')] },
      select: {
        id: true,
        name: true,
        lookBackFrom: true,
        rangeLo: true,
        rangeHi: true,
        stages: { where: { kind: 'selfInspection' }, select: { dueOn: true, dueText: true } },
      },
      orderBy: { launchedAt: 'desc' },
    }),
    checklists: await tx.checklist.findMany({
      where: { AND: [{ state: 'issued' }, whereMay(actor, issuedListGrants, 'checklist')] },
      select: { id: true, name: true, year: true, versionNo: true, source: true, _count: { select: { items: true } } },
      orderBy: [{ year: 'desc' }, { issuedAt: 'desc' }],
    }),
    fields: await tx.field.findMany({ orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] }),
  }))

export type IssuableCampaign = Awaited<ReturnType<typeof listIssuable>>['campaigns'][number]
export type ChosenCount = {
  regionNo: number
  regionName: string
  kind: InstitutionKind
  chosen: number
  waiting: number
  unasked: number
}

/**
 * Whom a selection means, by county and kind, how many of them would get the list now, and of how many without a filing it asks nothing
 * (`unasked`): told before anything is issued. `unknown`: codes to leave out that no institution of the region has.
 */
export const previewIssue = (actor: Actor, campaign: IssuableCampaign, selection: InstitutionSelection, checklistId: string) =>
  query(actor, async (tx) => {
    const family = await familyOf(tx, campaign.id)
    const chosen = await countsOf(tx, whereChosen(actor, campaign, selection))
    const without = whereWithoutFiling(actor, campaign, family, selection)
    const withoutFiling = byPlace(await countsOf(tx, without))
    const waiting = byPlace(await countsOf(tx, { AND: [without, await whereConcerned(tx, checklistId)] }))
    const regions = await tx.region.findMany({
      where: { regionNo: { gte: campaign.rangeLo, lte: campaign.rangeHi } },
      select: { regionNo: true, shortName: true },
    })
    const names = new Map(regions.map(({ regionNo, shortName }) => [regionNo, shortName]))
    const known = await tx.institution.findMany({
      where: { AND: [{ code: { in: selection.exclude } }, whereReadable(actor, 'institution')] },
      select: { code: true },
    })
    return {
      counts: chosen
        .map(
          (row): ChosenCount => ({
            ...{ regionNo: row.regionNo, regionName: names.get(row.regionNo) ?? String(row.regionNo), kind: row.kind },
            ...{ chosen: row._count, waiting: waiting.get(keyOf(row)) ?? 0 },
            unasked: (withoutFiling.get(keyOf(row)) ?? 0) - (waiting.get(keyOf(row)) ?? 0),
          }),
        )
        .sort((one, other) => one.regionNo - other.regionNo),
      unknown: selection.exclude.filter((code) => !known.some((one) => one.code === code)),
      counties: regions.filter(({ regionNo }) => regionNo % 100 !== 0).sort((one, other) => one.regionNo - other.regionNo),
    }
  })

const keyOf = ({ regionNo, kind }: { regionNo: number; kind: string }) => `${regionNo} ${kind}`
const countsOf = (tx: Tx, where: object) => tx.institution.groupBy({ by: ['regionNo', 'kind'], where, _count: true })
const byPlace = (rows: Awaited<ReturnType<typeof countsOf>>) => new Map(rows.map((row) => [keyOf(row), row._count]))

export type IssuedList = { id: string; name: string; year: number; versionNo: number; counts: Record<FilingState, number>; dueOn: string }

/** The versions of lists that a campaign has issued, and how the filings of each stand. */
export const listIssued = (actor: Actor, campaignId: string) =>
  query(actor, async (tx) => {
    const rows = await tx.filing.groupBy({
      by: ['checklistId', 'state'],
      where: { AND: [{ campaignId }, whereReadable(actor, 'filing')] },
      _count: true,
      _max: { dueOn: true },
    })
    const lists = await tx.checklist.findMany({
      where: { id: { in: [...new Set(rows.map(({ checklistId }) => checklistId))] } },
      select: { id: true, name: true, year: true, versionNo: true },
      orderBy: [{ year: 'desc' }, { versionNo: 'desc' }],
    })
    return lists.map((list): IssuedList => {
      const own = rows.filter(({ checklistId }) => checklistId === list.id)
      const count = (state: FilingState) => own.find((row) => row.state === state)?._count ?? 0
      const due = own.flatMap(({ _max }) => (_max.dueOn ? [_max.dueOn.toISOString().slice(0, 10)] : []))
      return {
        ...list,
        counts: Object.fromEntries(filingStates.map((state) => [state, count(state)])) as Record<FilingState, number>, // each state is in it
        dueOn: due.sort().at(-1) ?? '',
      }
    })
  })
