import 'server-only'
import { cancelRegisterInput, registerGrants, takeRegisterInput } from '#domain/institution/register'
import { refuse } from '#domain/kernel/result'
import { audit, auditMany } from '#platform/audit'
import { whereMay } from '../access'
import { type Context, command } from '../command'
import { must } from '../refused'
import { comparedSql, compareImport } from './register-comparison'
import { keepsRegister } from './upload-register'

/** The import in hand, moved on from the version the person saw. Refuses `notFound`, `wrongState`, `changedMeanwhile`: of two at once, one. */
async function claimImport({ tx, actor }: Context, importId: string, version: number) {
  const where = { AND: [{ id: importId }, whereMay(actor, registerGrants.import, 'registerImport')] }
  const found = keepsRegister(actor) ? await tx.registerImport.findFirst({ where, omit: { rows: true } }) : null
  if (!found) return must(refuse('notFound'))
  if (found.state !== 'uploaded') must(refuse('wrongState', { state: found.state }))
  const claimed = await tx.registerImport.updateMany({
    where: { id: importId, version, state: 'uploaded' },
    data: { version: { increment: 1 } },
  })
  return claimed.count === 0 ? must(refuse('changedMeanwhile')) : found
}

/**
 * Takes an uploaded list into the register, all of it or nothing: new institutions, and the changed details where the person ticked them.
 * A list that says what the register says already changes nothing.
 *
 * Refuses as `claimImport`; `registerRowsWrong` while a row cannot stand, `registerChangesUnticked`, `changedMeanwhile` where the register
 * is no longer what the person was shown, `alreadyExists` where another took the same institution in at the same moment.
 */
export const takeRegister = command(
  'register.take',
  takeRegisterInput,
  async (context, { importId, version, takeChanges, shown }) => {
    const { tx, actor, now, requestId } = context
    const found = await claimImport(context, importId, version)
    const compared = await compareImport(tx, actor, importId)
    const wrong = found.problemCount + compared.unfit
    if (wrong > 0) must(refuse('registerRowsWrong', { count: wrong }))
    if (compared.hash !== shown) must(refuse('changedMeanwhile'))
    const { added, changed } = compared
    if (changed > 0 && !takeChanges) must(refuse('registerChangesUnticked', { count: changed }))

    const set = changed > 0 ? await changeKnown(context, importId) : 0
    const made = added > 0 ? await addNew(context, importId) : 0
    if (set !== changed || made !== added) must(refuse('changedMeanwhile'))
    await tx.registerImport.updateMany({
      where: { id: importId },
      data: { state: 'imported', rows: [], addedCount: added, changedCount: changed },
    })
    await audit(tx, {
      ...{ at: now, actor, action: 'register.take', requestId, subject: { type: 'registerImport', id: importId } },
      change: { state: ['uploaded', 'imported'], added: [null, added], changed: [null, changed], unchanged: [null, compared.unchanged] },
    })
    return { added, changed, unchanged: compared.unchanged }
  },
  'oneMoment',
)

const range = ({ regionLo, regionHi }: Context['actor']) => [regionLo ?? 1, regionHi ?? 0] as const

const addNew = ({ tx, actor }: Context, importId: string): Promise<number> =>
  tx.$executeRawUnsafe(
    `INSERT INTO institution (id, code, name, name_initials, credit_code, kind, level, region_code, region_no, address, field_ids,
       compliance_officer_name, phone)
     SELECT gen_random_uuid(), c.code, c.name, c.initials, c."creditCode", coalesce(c.kind, c."guessedKind")::"InstitutionKind",
       coalesce(c.level, 'ungraded')::"InstitutionLevel", r.code, r.region_no, coalesce(c.address, ''),
       ARRAY(SELECT jsonb_array_elements_text(coalesce(nullif(c.fields, 'null'), '[]'))),
       coalesce(c."complianceOfficerName", ''), coalesce(c.phone, '')
     FROM (${comparedSql}) c JOIN region r ON r.code = c.region WHERE c.state = 'new' ORDER BY c.code`,
    importId,
    ...range(actor),
  )

type Changed = { id: string; differences: Readonly<Record<string, readonly [string, string]>> }

/** One statement for all of them, and a line in the trail of each. */
async function changeKnown(context: Context, importId: string): Promise<number> {
  const { tx, actor, now, requestId } = context
  const changed = await tx.$queryRawUnsafe<Changed[]>(
    `WITH c AS MATERIALIZED (SELECT * FROM (${comparedSql}) compared WHERE state = 'changed')
     UPDATE institution k SET name = c.name, name_initials = CASE WHEN c.name = k.name THEN k.name_initials ELSE c.initials END,
       kind = coalesce(c.kind::"InstitutionKind", k.kind), level = coalesce(c.level::"InstitutionLevel", k.level),
       credit_code = coalesce(c."creditCode", k.credit_code), address = coalesce(c.address, k.address),
       compliance_officer_name = coalesce(c."complianceOfficerName", k.compliance_officer_name), phone = coalesce(c.phone, k.phone),
       field_ids = CASE WHEN jsonb_typeof(c.fields) = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(c.fields)) ELSE k.field_ids END,
       version = k.version + 1
     FROM c WHERE k.id = c.known_id RETURNING k.id::text, c.differences`,
    importId,
    ...range(actor),
  )
  await auditMany(
    tx,
    changed.map(({ id, differences }) => ({
      ...{ at: now, actor, action: 'register.change', requestId, subject: { type: 'institution', id } },
      change: { ...differences, import: [null, importId] as const },
    })),
  )
  return changed.length
}

/** Puts an uploaded list aside. Refuses as `claimImport`. */
export const cancelRegister = command('register.cancel', cancelRegisterInput, async (context, { importId, version }) => {
  const { tx, actor, now, requestId } = context
  await claimImport(context, importId, version)
  await tx.registerImport.updateMany({ where: { id: importId }, data: { state: 'cancelled', rows: [] } })
  await audit(tx, {
    ...{ at: now, actor, action: 'register.cancel', requestId, subject: { type: 'registerImport', id: importId } },
    change: { state: ['uploaded', 'cancelled'] },
  })
})
