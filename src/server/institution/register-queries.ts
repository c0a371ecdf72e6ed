import 'server-only'
import { z } from 'zod'
import { creditCodeHolds } from '#domain/institution/codes'
import { institutionKinds } from '#domain/institution/kinds'
import { changeStepNames, changeSteps, registerGrants } from '#domain/institution/register'
import type { Actor } from '#domain/kernel/access'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { searchWord } from '#domain/kernel/form-fields'
import { isUuid } from '#domain/kernel/uuid'
import { takeStep } from '#domain/kernel/workflow'
import type { Tx } from '#platform/db'
import { may, readableSql, whereMay, whereReadable } from '../access'
import { goesTo } from '../desk/navigation'
import { query, shortQuery } from '../query'
import { institutionHistory } from '../self-inspection/institution-history'
import { compareImport } from './register-comparison'
import { regionsOf } from './upload-register'

/** Who looks things up in the register: the insurance and the health authorities, each in its own subtree. */
export const seesRegister = (actor: Actor): boolean =>
  (actor.department === 'MI' || actor.department === 'HC') && actor.agencyId !== null && goesTo(actor, 'desk')

export const registerStates = ['active', 'stopped', 'merged'] as const
export type RegisterState = (typeof registerStates)[number]

/** What the register may be asked. Read from the URL; anything else in it is left alone. */
export const registerFilter = z.object({
  q: searchWord(60),
  region: z
    .string()
    .regex(/^\w{6,12}$/)
    .optional()
    .catch(undefined),
  kind: z.enum(institutionKinds).optional().catch(undefined),
  state: z.enum(registerStates).optional().catch(undefined),
  after: z
    .string()
    .regex(/^\w{1,40}$/)
    .optional()
    .catch(undefined),
})
export type RegisterFilter = z.infer<typeof registerFilter>

export type RegisterRow = {
  id: string
  code: string
  name: string
  kind: string
  level: string
  regionName: string
  officer: string
  phone: string
  state: RegisterState
}

const pageSize = 50
const stateSql = `CASE WHEN institution.merged_into_id IS NOT NULL THEN 'merged' WHEN institution.active THEN 'active' ELSE 'stopped' END`
const columns = `institution.id::text, institution.code, institution.name, institution.kind::text, institution.level::text,
  r.short_name AS "regionName", institution.compliance_officer_name AS officer, institution.phone, ${stateSql} AS state`

/** One page of the register, by code, and how many there are in all: counted, never estimated. */
export async function listRegister(
  actor: Actor,
  filter: RegisterFilter,
): Promise<{ rows: RegisterRow[]; count: number; next: string | null }> {
  const values: unknown[] = []
  const conditions = [readableSql('institution')]
  const ask = (condition: (at: string) => string, value: unknown) => {
    values.push(value)
    conditions.push(condition(`$${values.length}`))
  }
  if (filter.region) ask((at) => `institution.region_code = ${at}`, filter.region)
  if (filter.kind) ask((at) => `institution.kind = ${at}::"InstitutionKind"`, filter.kind)
  if (filter.state) ask((at) => `${stateSql} = ${at}`, filter.state)
  if (filter.q) askText(filter.q, ask)
  const all = `institution JOIN region r ON r.code = institution.region_code WHERE ${conditions.join(' AND ')}`
  const after = filter.after ? ` AND institution.code > $${values.length + 1}` : ''
  return shortQuery(actor, async (client) => {
    const [found, counted] = await Promise.all([
      client.query<RegisterRow>(`SELECT ${columns} FROM ${all}${after} ORDER BY institution.code LIMIT ${pageSize + 1}`, [
        ...values,
        ...(filter.after ? [filter.after] : []),
      ]),
      client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${all}`, values),
    ])
    const rows = found.rows.slice(0, pageSize)
    return { rows, count: counted.rows[0]?.n ?? 0, next: found.rows.length > pageSize ? (rows.at(-1)?.code ?? null) : null }
  })
}

/** Letters and digits are a code from its beginning, or initials anywhere; other words are a part of the name, which an index serves. */
function askText(text: string, ask: (condition: (at: string) => string, value: unknown) => void) {
  const literal = text.replace(/[\\%_]/g, '\\$&')
  if (/^[0-9a-z]+$/i.test(text)) {
    ask(
      (at) =>
        `(institution.code LIKE ${at} || '%' OR upper(institution.name_initials) LIKE '%' || ${at} || '%' OR institution.name LIKE '%' || ${at} || '%')`,
      literal.toUpperCase(),
    )
    return
  }
  if ([...text].length >= 2) ask((at) => `bigrams(institution.name) @> bigrams(${at}::text)`, text)
  ask((at) => `institution.name LIKE '%' || ${at} || '%'`, literal)
}

/** The regions to choose from, and the changes that wait for a second person of this bureau. */
export const registerFrame = (actor: Actor) =>
  query(actor, async (tx) => ({
    regions: await regionsOf(tx, actor),
    pending: await tx.institutionChange.findMany({
      where: {
        AND: [{ state: 'proposed' }, whereMay(actor, [...changeSteps.confirm.by, ...changeSteps.withdraw.by], 'institutionChange')],
      },
      select: { id: true, kind: true, proposedByName: true, proposedAt: true, institution: { select: { id: true, name: true } } },
      orderBy: { proposedAt: 'asc' },
      take: 50,
    }),
  }))

const near = { select: { id: true, code: true, name: true } } as const

/** An institution with what was done to it and what this person can do. `null` when it does not exist for this person. */
export const getInstitution = (actor: Actor, id: string) =>
  query(actor, async (tx) => {
    if (!isUuid(id) || !seesRegister(actor)) return null
    const found = await tx.institution.findFirst({
      where: { AND: [{ id }, whereReadable(actor, 'institution')] },
      include: { region: { select: { name: true } }, mergedInto: near, merged: near },
    })
    if (!found) return null
    const changes = await loadChanges(tx, actor, id)
    const standing = changes.find(({ state, institutionId }) => state === 'proposed' && institutionId === id) ?? null
    const keeps = may(actor, registerGrants.keep, 'institution', found) && found.mergedIntoId === null
    const regions = keeps ? (await regionsOf(tx, actor)).filter(({ code }) => code !== found.regionCode) : []
    return {
      ...found,
      state: found.mergedIntoId ? ('merged' as const) : found.active ? ('active' as const) : ('stopped' as const),
      fields: await tx.field.findMany({ where: { id: { in: found.fieldIds } }, orderBy: { sortOrder: 'asc' }, select: { name: true } }),
      creditHolds: found.creditCode === null || creditCodeHolds(found.creditCode),
      changes,
      standing: standing && { ...standing, steps: stepsOf(actor, standing) },
      keeps,
      keptAway: actor.recusedIds.includes(id),
      regions,
      history: actor.department === 'MI' ? await institutionHistory(tx, id) : null,
    }
  })
export type InstitutionView = NonNullable<Awaited<ReturnType<typeof getInstitution>>>

async function loadChanges(tx: Tx, actor: Actor, id: string) {
  const found = await tx.institutionChange.findMany({
    where: { AND: [{ OR: [{ institutionId: id }, { intoInstitutionId: id }] }, whereReadable(actor, 'institutionChange')] },
    include: { institution: near, intoInstitution: near },
    orderBy: [{ proposedAt: 'desc' }, { id: 'desc' }],
    take: 50,
  })
  const codes = found.flatMap(({ fromRegionCode, toRegionCode }) => [fromRegionCode, toRegionCode ?? ''])
  const names = new Map((await tx.region.findMany({ where: { code: { in: codes } } })).map(({ code, name }) => [code, name]))
  return found.map(({ effectiveOn, ...one }) => ({
    ...one,
    effectiveOn: effectiveOn && fromDateColumn(effectiveOn),
    fromRegion: names.get(one.fromRegionCode) ?? one.fromRegionCode,
    toRegion: names.get(one.toRegionCode ?? '') ?? one.toRegionCode ?? '',
  }))
}

type Standing = Awaited<ReturnType<typeof loadChanges>>[number]

/** What this person can do with a proposal; one that is somebody else's to do is not offered. */
const stepsOf = (actor: Actor, change: Standing) =>
  changeStepNames
    .filter((name) => may(actor, changeSteps[name].by, 'institutionChange', change))
    .filter((name) => name !== 'withdraw' || change.proposedById === actor.userId)
    .map((name) => ({ name, taken: takeStep(changeSteps[name], change, actor) }))
    .map(({ name, taken }) => ({ name, shut: taken.ok ? null : taken.refusal }))

/** The lists of institutions that this bureau has uploaded, newest first. */
export const listRegisterImports = (actor: Actor) =>
  query(actor, (tx) =>
    tx.registerImport.findMany({
      where: whereMay(actor, registerGrants.import, 'registerImport'),
      omit: { rows: true },
      include: { file: { select: { displayName: true } } },
      orderBy: { uploadedAt: 'desc' },
      take: 50,
    }),
  )

/** An uploaded list beside the register as it is now. `null` when it does not exist for this person. */
export const getRegisterImport = (actor: Actor, id: string) =>
  query(actor, async (tx) => {
    if (!isUuid(id)) return null
    const found = await tx.registerImport.findFirst({
      where: { AND: [{ id }, whereMay(actor, registerGrants.import, 'registerImport')] },
      omit: { rows: true },
      include: { file: { select: { id: true, displayName: true } } },
    })
    return found && { ...found, compared: found.state === 'uploaded' ? await compareImport(tx, actor, id) : null }
  })
export type RegisterImportView = NonNullable<Awaited<ReturnType<typeof getRegisterImport>>>
