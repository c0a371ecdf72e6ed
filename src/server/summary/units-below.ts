import 'server-only'
import type { Actor } from '#domain/kernel/access'
import type { ReportSectionKey } from '#domain/summary/outline'
import { readSections, sectionOf, type TakenText } from '#domain/summary/sections'
import type { ReportState } from '#domain/summary/steps'
import type { Tx } from '#platform/db'
import { whereReadable } from '../access'
import type { Context } from '../command'
import type { ReportingUnit } from './frame'

/** The states in which a report has been handed up: its words are no longer being written. */
const reported: readonly ReportState[] = ['frozen', 'signed']

type Passage = Omit<TakenText, 'takenByName' | 'takenAt'>

/** A report of a unit below: how far it is, and what it says in each section. */
export type UnitReport = {
  id: string
  regionNo: number
  agencyName: string
  state: ReportState
  at: Date
  documentNumber: string | null
  passages: Partial<Record<ReportSectionKey, Passage>>
}

type Above = { campaignId: string; regionNo: number }

/** A campaign and all that adopted it or that it adopts: a county reports on its own adoption, the city on the whole. */
async function familyOf(tx: Tx, campaignId: string): Promise<string[]> {
  const [found] = await tx.$queryRaw<{ ids: string[] }[]>`SELECT campaign_family(${campaignId}::uuid)::text[] AS ids`
  return found?.ids ?? []
}

/** For each unit below, its report that is furthest on; units without one are absent. */
export async function reportsBelow(
  tx: Tx,
  actor: Actor,
  above: Above,
  units: readonly ReportingUnit[],
): Promise<ReadonlyMap<number, UnitReport>> {
  const below = units.filter((unit) => unit.regionNo !== above.regionNo)
  const found = await tx.summaryReport.findMany({
    where: {
      AND: [
        { campaignId: { in: await familyOf(tx, above.campaignId) }, regionNo: { in: below.map((unit) => unit.regionNo) } },
        whereReadable(actor, 'summaryReport'),
      ],
    },
    include: { agency: { select: { name: true } } },
    orderBy: [{ state: 'asc' }, { asOf: 'asc' }], // the enum runs draft, frozen, signed: the last of a region is the furthest on
  })
  return new Map(found.map((report) => [report.regionNo, unitReport(report)]))
}

type Found = {
  id: string
  regionNo: number
  state: ReportState
  asOf: Date
  frozenAt: Date | null
  signedAt: Date | null
  documentNumber: string | null
  blocks: unknown
  agency: { name: string }
}

function unitReport({ id, regionNo, state, asOf, frozenAt, signedAt, documentNumber, blocks, agency }: Found): UnitReport {
  const passages: UnitReport['passages'] = {}
  if (reported.includes(state)) {
    for (const [key, section] of Object.entries(readSections(blocks))) {
      if (section.own) passages[key as ReportSectionKey] = { ...section.own, reportId: id, agencyName: agency.name } // keys are checked when written
    }
  }
  return { id, regionNo, agencyName: agency.name, state, at: signedAt ?? frozenAt ?? asOf, documentNumber, passages }
}

/** What a unit below has reported in a section. `null` where it has reported nothing there, or is not below, or cannot be seen. */
export async function reportedPassage(
  { tx, actor }: Pick<Context, 'tx' | 'actor'>,
  above: Above & { id: string },
  section: ReportSectionKey,
  fromReportId: string,
): Promise<Passage | null> {
  const region = await tx.region.findUnique({ where: { regionNo: above.regionNo }, select: { children: { select: { regionNo: true } } } })
  const report = await tx.summaryReport.findFirst({
    where: {
      AND: [
        {
          id: fromReportId,
          state: { in: [...reported] },
          campaignId: { in: await familyOf(tx, above.campaignId) },
          regionNo: { in: region?.children.map((child) => child.regionNo) ?? [] },
        },
        whereReadable(actor, 'summaryReport'),
      ],
    },
    include: { agency: { select: { name: true } } },
  })
  const own = report ? sectionOf(readSections(report.blocks), section).own : null
  return report && own ? { ...own, reportId: report.id, agencyName: report.agency.name } : null
}
