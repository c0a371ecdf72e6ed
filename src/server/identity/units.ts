import 'server-only'
import { refuse } from '#domain/kernel/result'
import type { Tx } from '#platform/db'
import { must } from '../refused'
import type { Ward } from './ward'

export type Unit = { agencyId: string | null; institutionId: string | null; name: string; regionNo: number }

type InstitutionName = { id: string; code: string; name: string; region_no: number }

/** Names and codes of institutions, which stand under row policies that an administrator does not pass. */
export async function institutionNames(tx: Tx, ids: readonly string[], code = ''): Promise<InstitutionName[]> {
  return tx.$queryRaw<InstitutionName[]>`
    SELECT id::text, code, name, region_no FROM institution_names(${[...ids]}::uuid[], ${code === '' ? null : code})`
}

/** The agency or institution that a form names, inside the ward. Refuses `unitUnknown`, also for both or neither. */
export async function mustFindUnit(
  tx: Tx,
  ward: Ward,
  { agencyId, institutionCode }: { agencyId: string; institutionCode: string },
): Promise<Unit> {
  if ((agencyId === '') === (institutionCode === '')) must(refuse('unitUnknown'))
  const agency = agencyId && (await tx.agency.findUnique({ where: { id: agencyId }, select: { id: true, name: true, regionNo: true } }))
  const [institution] = institutionCode ? await institutionNames(tx, [], institutionCode) : []
  const unit: Unit | null = agency
    ? { agencyId: agency.id, institutionId: null, name: agency.name, regionNo: agency.regionNo }
    : institution
      ? { agencyId: null, institutionId: institution.id, name: institution.name, regionNo: institution.region_no }
      : null
  if (!unit || unit.regionNo < ward.lo || ward.hi < unit.regionNo) return must(refuse('unitUnknown'))
  return unit
}
