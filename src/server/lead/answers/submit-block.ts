import 'server-only'
import assert from 'node:assert'
import { refuse } from '#domain/kernel/result'
import { type AnswerProblem, verificationOf } from '#domain/lead/answers/answer'
import { answerSheetInput } from '#domain/lead/inputs'
import { leadSteps } from '#domain/lead/steps'
import { type AuditEntry, auditMany } from '#platform/audit'
import { Prisma } from '#platform/prisma/client'
import { type Context, jobCommand } from '../../command'
import { attachToEach } from '../../file/attach-to-each'
import { must } from '../../refused'
import { closeLapsed } from '../ask-institution'
import { WorkStopped } from '../list-work'
import { type BoundAnswer, type Checked, checkAnswers, type Fit } from './check-answers'
import { whereOwnSheets } from './sheet-access'
import { noteSheet } from './sheet-work'

const rowsABlock = 400

type Row = { id: string; answer: BoundAnswer }
type Sent = Fit & { rowId: string; answer: BoundAnswer }

/**
 * Sends the next rows of a sheet to review, each by the rules of a single submission on the lead as it is in this transaction. What can no
 * longer go comes back with its reason. Commits together: state and officer of each lead, its round, its evidence, its lines in the trail,
 * and that the row is done. Refuses `notFound`.
 */
export const submitBlock = jobCommand('lead.answerBlock', answerSheetInput, async (context, { sheetId, version }) => {
  const { tx, actor, now } = context
  const sheet = await tx.leadAnswerSheet.findFirst({ where: { AND: [{ id: sheetId }, whereOwnSheets(actor)] } })
  if (!sheet?.readingId) return must(refuse('notFound'))
  await holdSheet(context, sheetId, version)
  const waiting = await tx.leadAnswerRow.findMany({
    where: { sheetId, readingId: sheet.readingId, ready: true },
    orderBy: { place: 'asc' },
    take: rowsABlock,
    select: { id: true, answer: true },
  })
  const rows = waiting.map(({ id, answer }): Row => ({ id, answer: answer as unknown as BoundAnswer })) // written by the reading of the sheet alone
  await hold(context, rows)
  const checked = await checkAnswers(
    context,
    rows.map(({ answer }) => answer),
  )
  const sent = rows.flatMap(({ id, answer }, index): Sent[] => {
    const fit = checked[index]?.fit
    return fit ? [{ ...fit, rowId: id, answer }] : []
  })
  await moveLeads(context, sent)
  await writeRounds(context, sheetId, sent)
  const withFiles = sent.map(({ lead: { id, regionNo, secrecy }, answer }) => ({ id, regionNo, secrecy, fileIds: answer.fileIds }))
  await attachToEach(context, 'lead', 'evidence', withFiles)
  await auditMany(
    tx,
    sent.flatMap((one) => trailOf(context, sheetId, one)),
  )
  const gone = await tx.leadAnswerRow.deleteMany({ where: { id: { in: sent.map(({ rowId }) => rowId) } } })
  const left = rows.flatMap(({ id }, index) => (checked[index]?.fit ? [] : [{ id, problems: reasons(checked[index]) }]))
  const kept = await keepLeft(context, left)
  assert(gone.count === sent.length && kept === left.length, 'each row of the block is done once')

  const isLast = rows.length < rowsABlock
  await noteSheet(
    tx,
    'submitLeadAnswers',
    { sheetId, version },
    {
      submittedCount: { increment: gone.count },
      failedCount: { increment: kept },
      rowsDone: { increment: gone.count + kept },
      ...(isLast ? { state: 'submitted' as const, endedAt: now, trouble: Prisma.DbNull } : {}),
    },
  )
  return { isLast }
})

const reasons = (checked: Checked | undefined): AnswerProblem[] => checked?.problems ?? []

/** Of two workers at one sheet the second waits here, and then finds what the first has left; or that nobody wants it sent any longer. */
async function holdSheet({ tx }: Context, sheetId: string, version: number): Promise<void> {
  const held = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM lead_answer_sheet WHERE id = ${sheetId}::uuid AND version = ${version} AND state = 'submitting' FOR UPDATE`
  if (held.length === 0) throw new WorkStopped()
}

/** All rows that the block looks at, in one order: its leads, those that they are merged into, its files. Questions whose time is over are closed. */
async function hold(context: Context, rows: readonly Row[]): Promise<void> {
  const { tx, now } = context
  const own = rows.map(({ answer }) => answer.number)
  const others = rows.flatMap(({ answer }) => (answer.conclusion === 'merged' ? [answer.mergedInto] : []))
  await tx.$queryRaw`SELECT id::text FROM lead WHERE number = ANY(${[...new Set([...own, ...others])]}) ORDER BY id FOR UPDATE`
  const files = [...new Set(rows.flatMap(({ answer }) => answer.fileIds))]
  await tx.$queryRaw`SELECT id::text FROM stored_file WHERE id = ANY(${files}::uuid[]) ORDER BY id FOR SHARE`
  const lapsed = await tx.leadStatement.findMany({
    where: { lead: { number: { in: own } }, state: 'asked', dueAt: { lte: now } },
    select: { leadId: true },
  })
  for (const { leadId } of lapsed) await closeLapsed(context, leadId)
}

async function moveLeads({ tx, actor }: Context, sent: readonly Sent[]): Promise<void> {
  const ids = sent.map(({ lead }) => lead.id)
  const versions = sent.map(({ lead, steps }) => lead.version + steps.length)
  const moved = await tx.$executeRaw`
    UPDATE lead SET state = ${leadSteps.submit.to}::"LeadState", handler_id = ${actor.userId}::uuid, handler_name = ${actor.name},
      return_reason = NULL, version = moved.version
    FROM unnest(${ids}::uuid[], ${versions}::int[]) AS moved(id, version) WHERE lead.id = moved.id`
  assert(moved === sent.length, 'each lead that was held is moved')
}

async function writeRounds({ tx, actor, now }: Context, sheetId: string, sent: readonly Sent[]): Promise<void> {
  const earlier = await tx.leadVerification.groupBy({
    by: ['leadId'],
    where: { leadId: { in: sent.map(({ lead }) => lead.id) } },
    _count: true,
  })
  const rounds = new Map(earlier.map(({ leadId, _count }) => [leadId, _count]))
  await tx.leadVerification.createMany({
    data: sent.map(({ lead, answer, mergedInto }) => ({
      ...verificationOf(answer),
      ...{ leadId: lead.id, round: (rounds.get(lead.id) ?? 0) + 1, sheetId, mergedIntoId: mergedInto?.id ?? null },
      ...{ peopleCount: answer.peopleCount, method: answer.method, checked: [] },
      ...{ handlerId: actor.userId, handlerName: actor.name, submittedAt: now },
    })),
  })
}

/** As if each had been taken up and submitted by itself. */
function trailOf({ actor, now, requestId }: Context, sheetId: string, { lead, steps, answer, mergedInto }: Sent): AuditEntry[] {
  const subject = { type: 'lead', id: lead.id }
  const takenUp = steps.includes('takeUp')
  const from = takenUp ? leadSteps.takeUp.to : lead.state
  const goesOn: AuditEntry['change'] = mergedInto ? { mergedInto: [null, mergedInto.number] } : {}
  const submit: AuditEntry = {
    ...{ at: now, actor, action: 'lead.submit', subject, requestId },
    change: { state: [from, leadSteps.submit.to], conclusion: [null, answer.conclusion], sheet: [null, sheetId], ...goesOn },
  }
  if (!takenUp) return [submit]
  const handler = { handlerId: [lead.handlerId, actor.userId], handler: [null, actor.name] } as const
  return [
    { ...{ at: now, actor, action: 'lead.takeUp', subject, requestId }, change: { state: [lead.state, leadSteps.takeUp.to], ...handler } },
    submit,
  ]
}

async function keepLeft({ tx }: Context, left: readonly { id: string; problems: AnswerProblem[] }[]): Promise<number> {
  if (left.length === 0) return 0
  return tx.$executeRaw`
    UPDATE lead_answer_row SET ready = false, problems = l.problems
    FROM jsonb_to_recordset(${JSON.stringify(left)}::jsonb) AS l(id uuid, problems jsonb) WHERE lead_answer_row.id = l.id`
}
