import 'server-only'
import { createHash } from 'node:crypto'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { comparePack, type FaultyRow, type FilingNow, type PackChange, type PackComparison } from '#domain/self-inspection/pack/compare'
import type { PackHead } from '#domain/self-inspection/pack/manifest'
import { unfit } from '#domain/self-inspection/pack/read-pack'
import { filingGrants } from '#domain/self-inspection/steps'
import type { Tx } from '#platform/db'
import { whereMay } from '../access'
import type { Context } from '../command'
import { must } from '../refused'
import { type FilingItem, loadItems } from './load-items'
import type { FilingForPack } from './make-pack'
import { answerPacked, asPacked } from './pack-content'
import type { PackReading } from './read-pack'

export type PackContent = Omit<PackReading, 'contentHash'>
/** What was written, and each conflict with both its sides and the one that stands: what lost is kept here. */
export type PackOutcome = {
  written: { answers: number; findings: number; refunds: number }
  conflicts: { change: PackChange; kept: 'mine' | 'theirs' }[]
  faulty: FaultyRow[]
}

/** A pack that came back to a filing of the actor's own institution. Refuses `notFound`. */
export async function findPackReturn({ tx, actor }: { tx: Tx; actor: Actor }, id: string) {
  const found = await tx.packReturn.findFirst({ where: { AND: [{ id }, whereMay(actor, filingGrants.fill, 'packReturn')] } })
  if (!found) return must(refuse('notFound'))
  const [content, outcome]: unknown[] = [found.content, found.outcome] // written by returnPack and applyPack alone
  return { ...found, content: content as PackContent, outcome: outcome as PackOutcome | null }
}

/** Whether a pack is of this filing as it is issued now. Refuses `packUnfit`: another institution's, another filing's, of another list. */
export function belongs(head: PackHead, filing: Pick<FilingForPack, 'id' | 'institutionId' | 'checklistId'>): Result<void> {
  if (head.institutionId !== filing.institutionId) return unfit('otherInstitution', { name: head.institutionName })
  if (head.filingId !== filing.id) return unfit('otherFiling', { number: head.filingNumber })
  if (head.checklistId !== filing.checklistId) return unfit('otherList', { list: head.checklistName, version: head.checklistVersion })
  return ok(undefined)
}

export type FoundPackReturn = Awaited<ReturnType<typeof findPackReturn>>

/** The pack against the filing as it is at this moment. */
export async function comparisonOf(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  filing: Pick<FilingForPack, 'id' | 'checklistId' | 'institutionId' | 'lookBackFrom' | 'institution'>,
  { manifest, rows }: PackContent,
) {
  const items = await loadItems(tx, filing)
  const vouchers = await tx.refund.findMany({
    where: {
      institutionId: filing.institutionId,
      state: { not: 'rejected' },
      voucherNumber: { in: rows.flatMap(({ refund }) => refund?.voucherNumber ?? []) },
    },
    select: { voucherNumber: true, findingId: true, amountFen: true, paidOn: true },
  })
  const filingNow: FilingNow = {
    ...standingOf(items),
    vouchers: new Map(
      vouchers.map((one) => [one.voucherNumber, { ...one, amountFen: String(one.amountFen), paidOn: fromDateColumn(one.paidOn) }]),
    ),
    lookBackFrom: fromDateColumn(filing.lookBackFrom),
    today: beijingDay(now),
  }
  const comparison = comparePack(rows, manifest.rows, filingNow)
  return { ...comparison, items, seen: fingerprintOf(comparison) }
}

function standingOf(items: readonly FilingItem[]): Pick<FilingNow, 'items' | 'findings'> {
  return {
    items: new Map(
      items.map(({ id, code, answer, findings }) => [
        code,
        {
          id,
          answer: answer && { ...answerPacked(answer), version: answer.version, askedAgain: answer.previousItem !== null },
          findings: findings.length,
        },
      ]),
    ),
    findings: new Map(
      items.flatMap(({ code, findings }) =>
        findings.map((finding) => [
          finding.id,
          { said: asPacked(finding), code, version: finding.version, debt: { ...finding, demanded: finding.demands.length > 0 } },
        ]),
      ),
    ),
  }
}

/** What a person had before them when they decided: taken over is that, or nothing. */
const fingerprintOf = ({ changes, faulty }: PackComparison): string =>
  createHash('sha256')
    .update(JSON.stringify([changes, faulty.map(({ key }) => key)]))
    .digest('base64url')
