import 'server-only'
import { registerGrants, uploadRegisterInput } from '#domain/institution/register'
import { type Actor, heldGrants } from '#domain/kernel/access'
import { type Result, refuse } from '#domain/kernel/result'
import { namedField } from '#domain/self-inspection/list/named-field'
import { problemReason } from '#domain/table/problems'
import { audit } from '#platform/audit'
import type { Tx } from '#platform/db'
import { type Before, preparedCommand } from '../command'
import { readApart } from '../file/read-apart'
import { query } from '../query'
import { must } from '../refused'
import { loadFields } from '../self-inspection/list/fields'
import type { KeptRegister } from './read-kept-register'

/** Whether this person keeps the register of a region: a handler of an insurance bureau. */
export const keepsRegister = (actor: Actor): boolean =>
  actor.department === 'MI' && actor.agencyKind === 'bureau' && actor.agencyId !== null && heldGrants(actor, registerGrants.keep).length > 0

/** As many as a person mends at once; the rest are counted. */
const problemsKept = 200

/**
 * Takes a list of institutions as uploaded: reads it, finds its regions and fields, and keeps its rows to be looked through. Nothing is in
 * the register yet.
 *
 * Refuses `notFound` (file, or somebody who keeps no register), `unreadableFile`, `nothingToImport`.
 */
export const uploadRegister = preparedCommand('register.upload', uploadRegisterInput, readAhead, async (context, { fileId }, read) => {
  const { tx, actor, now, requestId } = context
  const file = await tx.storedFile.findFirst({ where: { id: fileId, uploadedById: actor.userId } })
  if (!file || !actor.agencyId || !keepsRegister(actor)) return must(refuse('notFound'))
  const { rows, problems } = await resolved(tx, actor, must(read))
  if (rows.length + problems.length === 0) must(refuse('nothingToImport'))
  const { id } = await tx.registerImport.create({
    data: {
      ...{ agencyId: actor.agencyId, department: 'MI', regionNo: actor.regionNo, fileId, rows, rowCount: rows.length },
      ...{ problems: problems.slice(0, problemsKept), problemCount: problems.length },
      ...{ uploadedById: actor.userId, uploadedByName: actor.name, uploadedAt: now },
    },
    select: { id: true },
  })
  await audit(tx, {
    ...{ at: now, actor, action: 'register.upload', requestId, subject: { type: 'registerImport', id } },
    change: { file: [null, file.sha256], rows: [null, rows.length], problems: [null, problems.length] },
  })
  return { importId: id }
})

async function readAhead({ actor }: Before, { fileId }: { fileId: string }): Promise<Result<KeptRegister>> {
  if (!keepsRegister(actor)) return refuse('notFound')
  const file = await query(actor, (tx) => tx.storedFile.findFirst({ where: { id: fileId, uploadedById: actor.userId } }))
  if (!file) return refuse('notFound')
  return readApart('registerList', { file: { sha256: file.sha256, displayName: file.displayName } })
}

/** The regions and fields that a list names, by their codes; what it names and we do not know is a problem of its row. */
async function resolved(tx: Tx, actor: Actor, { institutions, problems }: KeptRegister) {
  const regions = await regionsOf(tx, actor)
  const fields = await loadFields(tx)
  const only = regions.length === 1 ? regions[0]?.code : undefined
  const byWord = new Map<string, string[]>()
  for (const { code, name, shortName } of regions)
    for (const word of new Set([code, name, shortName])) byWord.set(word, [...(byWord.get(word) ?? []), code])
  const found = [...problems]
  const rows = institutions.flatMap(({ regionHeading, fieldsHeading, ...one }) => {
    const meant = one.region === null ? [only ?? null] : (byWord.get(one.region) ?? [])
    if (meant.length !== 1) found.push(problemReason(meant.length === 0 ? 'E-INS-09' : 'E-INS-11', one.row, regionHeading))
    const named = one.fields?.map((name) => namedField(name, fields).fieldId) ?? null
    if (named?.includes(null)) found.push(problemReason('E-INS-10', one.row, fieldsHeading))
    const [region] = meant.length === 1 ? meant : []
    return region === undefined ? [] : [{ ...one, region, fields: named && [...new Set(named.flatMap((id) => id ?? []))] }]
  })
  return { rows, problems: found }
}

/** The regions of the actor's own subtree. Two of one name are told apart by what they belong to. */
export async function regionsOf(tx: Tx, { regionLo, regionHi }: Pick<Actor, 'regionLo' | 'regionHi'>) {
  const found = await tx.region.findMany({
    where: { regionNo: { gte: regionLo ?? 1, lte: regionHi ?? 0 } },
    select: { code: true, regionNo: true, name: true, shortName: true, parent: { select: { name: true } } },
    orderBy: { regionNo: 'asc' },
  })
  const times = new Map<string, number>()
  for (const { name } of found) times.set(name, (times.get(name) ?? 0) + 1)
  return found.map(({ parent, ...region }) => ({
    ...region,
    label: times.get(region.name) === 1 ? region.name : `${parent?.name ?? ''}${region.name}`,
  }))
}
