import 'server-only'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import {
  type BulletinStep,
  bulletinContent,
  bulletinGrants,
  bulletinSteps,
  receiveBulletinInput,
  takeBulletinStepInput,
} from '#domain/self-inspection/bulletin'
import { audit } from '#platform/audit'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../../access'
import { type Context, command } from '../../command'
import { nextDocumentNumber } from '../../document/papers'
import { storeFile } from '../../file/store-file'
import { must } from '../../refused'
import { bulletinPaper, docxType } from './bulletin-paper'

/** The bulletin, held until the command has ended: two who issue it at once take turns, and the second finds it issued. */
async function hold({ tx, actor }: Context, name: BulletinStep, id: string) {
  const where = { AND: [{ id }, whereMay(actor, bulletinSteps[name].by, 'bulletin')] }
  if ((await tx.bulletin.count({ where })) === 0) must(refuse('notFound'))
  await tx.$queryRaw`SELECT id FROM bulletin WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  const found = await tx.bulletin.findFirst({ where })
  return found ?? must(refuse('notFound'))
}

async function move(
  { tx, actor, now, requestId }: Context,
  name: BulletinStep,
  seen: { id: string; state: string },
  version: number,
  set: Prisma.BulletinUncheckedUpdateManyInput,
  change: Record<string, readonly [unknown, unknown]> = {},
) {
  const to = bulletinSteps[name].to
  const moved = await tx.bulletin.updateMany({ where: { id: seen.id, version }, data: { ...set, state: to, version: { increment: 1 } } })
  if (moved.count === 0) must(refuse('changedMeanwhile'))
  await audit(tx, {
    ...{ at: now, actor, action: `bulletin.${name}`, requestId, subject: { type: 'bulletin', id: seen.id } },
    change: { state: [seen.state, to], ...change },
  })
}

/**
 * Issues a bulletin to the institutions of the campaign in the bureau's region: a number, the paper as it stays, and for each a line to sign
 * with a notice of it, in one statement however many they are.
 *
 * Refuses `notFound`, `wrongState`, `samePerson` (who drafted it), `nothingToIssue` (nobody files there), `changedMeanwhile`.
 */
export const issueBulletin = command('bulletin.issue', takeBulletinStepInput, async (context, { bulletinId, version }) => {
  const { actor, now } = context
  const found = await hold(context, 'issue', bulletinId)
  must(takeStep(bulletinSteps.issue, found, actor))
  const documentNumber = await nextDocumentNumber(context, found.agencyId, 'bulletin', {
    ...{ kind: 'bulletin', subject: { type: 'bulletin', id: found.id } },
  })
  const bytes = await bulletinPaper({
    ...{ title: found.title, organ: actor.agencyName, documentNumber, datedOn: beijingDay(now) },
    ...{ asOfOn: fromDateColumn(found.asOfOn), content: bulletinContent.parse(found.content) },
  })
  const { department, regionNo } = found
  const file = await storeFile(context, { name: `${found.title}.docx`, mediaType: docxType, bytes }, { department, regionNo })
  const sentTo = await sendOut(context, found)
  if (sentTo === 0) must(refuse('nothingToIssue'))
  await move(
    context,
    'issue',
    found,
    version,
    {
      ...{ documentNumber, fileId: file.id, sha256: file.sha256, sentTo },
      ...{ issuedById: actor.userId, issuedByName: actor.name, issuedAt: now },
    },
    { number: [null, documentNumber], sentTo: [null, sentTo], sha256: [null, file.sha256] },
  )
  return { documentNumber, sentTo }
})

/** A line to sign and a notice for each institution that has a filing in the campaign, within the bureau's region. */
function sendOut(
  { tx, actor, now }: Context,
  bulletin: { id: string; campaignId: string; title: string; rangeLo: number; rangeHi: number },
): Promise<number> {
  const link = `/self-inspections/bulletins/${bulletin.id}`
  return tx.$executeRaw`
    WITH addressed AS (
      SELECT DISTINCT ON (f.institution_id) f.institution_id, f.institution_name, f.region_no FROM filing f
      WHERE f.campaign_id = ANY ((SELECT campaign_family(${bulletin.campaignId}::uuid))::uuid[]) AND f.state <> 'recalled'
        AND f.region_no BETWEEN ${bulletin.rangeLo}::int AND ${bulletin.rangeHi}::int
      ORDER BY f.institution_id, f.id
    ), noticed AS (
      INSERT INTO notification (id, dedupe_key, institution_id, kind, text, link, created_at)
      SELECT gen_random_uuid(), 'bulletin.issue:' || ${bulletin.id}::text || ':' || institution_id, institution_id, 'bulletinIssued',
        json_build_object('from', ${actor.agencyName}::text, 'title', ${bulletin.title}::text)::text, ${link}, ${now}::timestamptz
      FROM addressed
    )
    INSERT INTO bulletin_receipt (id, bulletin_id, institution_id, institution_name, department, region_no)
    SELECT gen_random_uuid(), ${bulletin.id}::uuid, institution_id, institution_name, 'MI', region_no FROM addressed`
}

/** Puts a draft away. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const discardBulletin = command('bulletin.discard', takeBulletinStepInput, async (context, { bulletinId, version }) => {
  const found = await hold(context, 'discard', bulletinId)
  must(takeStep(bulletinSteps.discard, found, context.actor))
  await move(context, 'discard', found, version, {})
})

/** An institution signs for a bulletin, once. Refuses `notFound` (not sent to it), `wrongState` (signed already). */
export const receiveBulletin = command('bulletin.receive', receiveBulletinInput, async (context, { bulletinId }) => {
  const { tx, actor, now, requestId } = context
  const where = { AND: [{ bulletinId }, whereMay(actor, bulletinGrants.receive, 'bulletinReceipt')] }
  const receipt = await tx.bulletinReceipt.findFirst({ where, select: { id: true, institutionId: true } })
  if (!receipt) return must(refuse('notFound'))
  const signed = await tx.bulletinReceipt.updateMany({
    where: { id: receipt.id, receivedAt: null },
    data: { receivedAt: now, receivedById: actor.userId, receivedByName: actor.name },
  })
  if (signed.count === 0) must(refuse('wrongState'))
  await audit(tx, {
    ...{ at: now, actor, action: 'bulletin.receive', requestId, subject: { type: 'bulletin', id: bulletinId } },
    change: { receivedBy: [null, actor.name] },
  })
  return { receivedAt: now.toISOString() }
})
