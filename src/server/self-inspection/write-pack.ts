import 'server-only'
import { refuse } from '#domain/kernel/result'
import type { PackChange } from '#domain/self-inspection/pack/compare'
import type { PackFinding } from '#domain/self-inspection/pack/manifest'
import type { Context } from '../command'
import { attachFilesTo } from '../file/attach'
import { whereFileReadable } from '../file/queries'
import { must } from '../refused'
import type { FilingItem } from './load-items'
import { scopeOf } from './record-finding'
import { auditFilingMany, type HeldFiling } from './take-step'

type Of<Part extends PackChange['part']> = Extract<PackChange, { part: Part }>
const partsOf = <Part extends PackChange['part']>(changes: readonly PackChange[], part: Part) =>
  changes.filter((change): change is Of<Part> => change.part === part)

/**
 * The proof of each refund, by its voucher: the file whose name has the number in it, or the only file there is. Refuses `packProofs`
 * naming the vouchers that have none, `notFound` for a file that the person cannot read.
 */
export async function proofsFor({ tx, actor }: Context, changes: readonly PackChange[], fileIds: readonly string[]) {
  const vouchers = partsOf(changes, 'refund').map(({ after }) => after.voucherNumber)
  const files = await tx.storedFile.findMany({
    where: { AND: [{ id: { in: [...fileIds] } }, whereFileReadable(actor)] },
    select: { id: true, displayName: true },
  })
  if (files.length !== new Set(fileIds).size) must(refuse('notFound'))
  const only = files.length === 1 && vouchers.length === 1 ? files[0] : undefined
  const proofs = new Map(
    vouchers.flatMap((voucher) => {
      const file = files.find(({ displayName }) => displayName.includes(voucher)) ?? only
      return file ? [[voucher, file.id] as const] : []
    }),
  )
  const missing = vouchers.filter((voucher) => !proofs.has(voucher))
  if (missing.length > 0) must(refuse('packProofs', { vouchers: missing }))
  return proofs
}

type With = { proofs: ReadonlyMap<string, string>; evidenceFileIds: readonly string[] }

/** Writes what a pack changes, one statement for each kind of row. The filing is held, so what was compared still is so. */
export async function writePack(
  context: Context,
  filing: HeldFiling,
  items: readonly FilingItem[],
  changes: readonly PackChange[],
  { proofs, evidenceFileIds }: With,
) {
  const idOf = new Map(items.map(({ code, id }) => [code, id]))
  const findings = partsOf(changes, 'finding')
  const added = findings.filter(({ before }) => before === null)
  const amended = findings.filter(({ before }) => before !== null)
  const answers = partsOf(changes, 'answer').map(({ code, after }) => ({ code, ...after }))
  const found = [...new Set(added.map(({ code }) => code))].map((code) => ({ code, answer: 'found' as const, reason: '' }))
  const answerIds = await writeAnswers(
    context,
    filing,
    [...answers.filter(({ code }) => !found.some((one) => one.code === code)), ...found].map(({ code, ...said }) => ({
      item_id: idOf.get(code) ?? must(refuse('notFound')),
      ...said,
    })),
  )
  await addFindings(context, filing, items, added, answerIds)
  await amendFindings(context, filing, amended)
  await declareRefunds(context, filing, partsOf(changes, 'refund'), proofs)
  const ids = added.map(({ key }) => key)
  if (ids.length > 0) await attachFilesTo(context, { type: 'finding', ids }, scopeOf(filing), 'evidence', evidenceFileIds)
  await leaveTrail(context, filing, changes)
  return { answers: answers.length, findings: findings.length, refunds: partsOf(changes, 'refund').length }
}

type Said = { item_id: string; answer: string; reason: string }

async function writeAnswers({ tx, actor, now }: Context, filing: HeldFiling, said: readonly Said[]): Promise<Map<string, string>> {
  if (said.length === 0) return new Map()
  const rows = await tx.$queryRaw<{ id: string; item_id: string }[]>`
    INSERT INTO filing_answer AS a (id, filing_id, item_id, institution_id, department, region_no, answer, reason, answered_by_id, answered_at)
    SELECT gen_random_uuid(), ${filing.id}::uuid, s.item_id, ${filing.institutionId}::uuid, 'MI', ${filing.regionNo}::int, s.answer::"AnswerKind",
      s.reason, ${actor.userId}::uuid, ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(said)}::jsonb) AS s(item_id uuid, answer text, reason text)
    ON CONFLICT (filing_id, item_id) DO UPDATE SET answer = EXCLUDED.answer, reason = EXCLUDED.reason,
      answered_by_id = EXCLUDED.answered_by_id, answered_at = EXCLUDED.answered_at, previous_item_id = NULL, version = a.version + 1
    RETURNING a.id::text, a.item_id::text`
  return new Map(rows.map(({ id, item_id }) => [item_id, id]))
}

const dayAt = (on: string) => new Date(`${on}T00:00:00Z`)

const columnsOf = (finding: PackFinding) => ({
  behaviour: finding.behaviour,
  peopleCount: finding.peopleCount,
  periodFrom: dayAt(finding.periodFrom),
  periodTo: dayAt(finding.periodTo),
  billedFen: BigInt(finding.billedFen),
  irregularFen: BigInt(finding.irregularFen),
  fundLossFen: BigInt(finding.fundLossFen),
  cause: finding.cause,
  remedy: finding.remedy,
  remedyDueOn: finding.remedyDueOn === null ? null : dayAt(finding.remedyDueOn),
})

async function addFindings(
  { tx, actor, now }: Context,
  filing: HeldFiling,
  items: readonly FilingItem[],
  added: readonly Of<'finding'>[],
  answerIds: ReadonlyMap<string, string>,
): Promise<void> {
  const itemOf = new Map(items.map((item) => [item.code, item]))
  await tx.finding.createMany({
    data: added.map(({ key, code, after }) => {
      const item = itemOf.get(code) ?? must(refuse('notFound'))
      return {
        id: key,
        ...columnsOf(after),
        campaignId: filing.campaignId,
        filingId: filing.id,
        answerId: answerIds.get(item.id) ?? must(refuse('notFound')),
        institutionId: filing.institutionId,
        regionNo: filing.regionNo,
        fieldId: item.fieldId,
        recordedById: actor.userId,
        recordedAt: now,
      }
    }),
  })
}

/** A pack has no columns for single years: what was said of them goes where it no longer fits. The bureau's split stands, which the comparison held. */
async function amendFindings({ tx }: Context, filing: HeldFiling, amended: readonly Of<'finding'>[]): Promise<void> {
  if (amended.length === 0) return
  const rows = amended.map(({ key, after }) => ({ id: key, ...after }))
  await tx.$executeRaw`
    UPDATE finding AS f SET behaviour = n.behaviour, people_count = n."peopleCount", period_from = n."periodFrom", period_to = n."periodTo",
      billed_fen = n."billedFen", irregular_fen = n."irregularFen", fund_loss_fen = n."fundLossFen", cause = n.cause, remedy = n.remedy,
      remedy_due_on = n."remedyDueOn", version = f.version + 1,
      years = CASE WHEN (f.period_from, f.period_to, f.billed_fen, f.irregular_fen, f.fund_loss_fen)
        = (n."periodFrom", n."periodTo", n."billedFen", n."irregularFen", n."fundLossFen") THEN f.years END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n(id uuid, behaviour text, "peopleCount" int, "periodFrom" date, "periodTo" date,
      "billedFen" bigint, "irregularFen" bigint, "fundLossFen" bigint, cause text, remedy text, "remedyDueOn" date)
    WHERE f.id = n.id AND f.filing_id = ${filing.id}::uuid`
}

async function declareRefunds(
  { tx, actor, now }: Context,
  filing: HeldFiling,
  refunds: readonly Of<'refund'>[],
  proofs: ReadonlyMap<string, string>,
): Promise<void> {
  await tx.refund.createMany({
    data: refunds.map(({ key, after, ledger }) => ({
      campaignId: filing.campaignId,
      filingId: filing.id,
      findingId: key,
      institutionId: filing.institutionId,
      regionNo: filing.regionNo,
      ledger,
      amountFen: BigInt(after.amountFen),
      paidOn: dayAt(after.paidOn),
      voucherNumber: after.voucherNumber,
      proofFileId: proofs.get(after.voucherNumber) ?? must(refuse('notFound')),
      declaredById: actor.userId,
      declaredAt: now,
    })),
  })
}

/** What the same acts leave in the trail when they are done on the page, with what was overwritten. */
async function leaveTrail(context: Context, filing: HeldFiling, changes: readonly PackChange[]): Promise<void> {
  const item = ({ code }: PackChange) => ({ item: [null, code] as const })
  await auditFilingMany(
    context,
    'filing.answerItem',
    filing.id,
    partsOf(changes, 'answer').map((one) => ({ ...item(one), answer: [one.before?.answer ?? null, one.after.answer] })),
  )
  const findings = partsOf(changes, 'finding')
  await auditFilingMany(
    context,
    'filing.recordFinding',
    filing.id,
    findings.filter(({ before }) => before === null).map((one) => ({ ...item(one), fundLossFen: [null, one.after.fundLossFen] })),
  )
  await auditFilingMany(
    context,
    'filing.amendFinding',
    filing.id,
    findings.filter(({ before }) => before !== null).map((one) => ({ ...item(one), finding: [one.before, one.after] })),
  )
  await auditFilingMany(
    context,
    'filing.declareRefund',
    filing.id,
    partsOf(changes, 'refund').map(({ key, after, ledger }) => ({
      finding: [null, key],
      ledger: [null, ledger],
      voucherNumber: [null, after.voucherNumber],
      amountFen: [null, after.amountFen],
    })),
  )
}
