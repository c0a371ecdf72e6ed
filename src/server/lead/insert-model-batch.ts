import 'server-only'
import { toDateColumn } from '#domain/kernel/civil-date'
import type { EvidenceRow } from '#domain/lead/evidence'
import type { ListedLead } from '#domain/lead/list/lead-list'
import type { RiskLevel } from '#domain/lead/steps'
import type { FoundSubject } from '#domain/lead/subjects'
import type { Context } from '../command'
import { nextInternalNumber } from '../numbering'
import { insertLeads } from './insert-leads'
import { keepEvidence } from './keep-evidence'
import { keepSubjects } from './keep-subjects'

/** A lead that a model found: what a list would say of it, and what only a model can. */
export type ModelLead = {
  listed: ListedLead
  modelCode: string
  modelVersion: string
  risk: RiskLevel
  clause: string
  reasoning: string
  rows: readonly EvidenceRow[]
  subjects: readonly FoundSubject[]
}

/** Opens a batch for leads that models find; it grows with them. */
export async function openModelBatch(
  context: Context,
  { campaignId, name, dueOn }: { campaignId: string; name: string; dueOn: string },
): Promise<{ id: string }> {
  const { tx, actor, now } = context
  return tx.leadBatch.create({
    data: {
      ...{ number: await nextInternalNumber(context, 'PC', actor.regionNo), campaignId },
      ...{ agencyId: actor.agencyId ?? '', department: 'MI', regionNo: actor.regionNo, name, source: 'model', origin: 'local' },
      ...{ issuedCount: 0, dueOn: toDateColumn(dueOn), importedById: actor.userId, importedAt: now },
    },
    select: { id: true },
  })
}

/** Puts leads that models found into their batch, after those that are there, with their grounds. The ids are in the order given. */
export async function addModelLeads(context: Context, batchId: string, leads: readonly ModelLead[]): Promise<string[]> {
  const { tx } = context
  const batch = await tx.leadBatch.update({ where: { id: batchId }, data: { issuedCount: { increment: leads.length } } })
  const before = batch.issuedCount - leads.length
  await insertLeads(
    context,
    batch,
    leads.map(({ listed }) => listed),
    { before, mapping: {} },
  )
  const said = leads.map(({ modelCode, modelVersion, risk, clause, reasoning }, at) => ({
    ...{ at: before + at + 1, code: modelCode, version: modelVersion, risk, clause, reasoning },
  }))
  const made = await tx.$queryRaw<{ id: string; at: number }[]>`
    UPDATE lead SET model_code = said.code, model_version = said.version, risk = said.risk::"RiskLevel", clause = said.clause, reasoning = said.reasoning
    FROM json_to_recordset(${JSON.stringify(said)}::json) AS said(at int, code text, version text, risk text, clause text, reasoning text)
    WHERE lead.batch_id = ${batch.id}::uuid AND lead.source_row = said.at RETURNING lead.id::text, lead.source_row AS at`
  const idAt = new Map(made.map(({ id, at }) => [at, id]))
  const leadIds = leads.map((_, at) => idAt.get(before + at + 1) ?? '')
  await keepEvidence(
    context,
    leads.map(({ rows }, at) => ({ leadId: leadIds[at] ?? '', rows })),
  )
  await keepSubjects(
    context,
    'model',
    leads.map(({ subjects }, at) => ({ leadId: leadIds[at] ?? '', subjects })),
  )
  return leadIds
}
