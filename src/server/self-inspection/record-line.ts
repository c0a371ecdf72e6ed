import 'server-only'
import { refuse } from '#domain/kernel/result'
import { isWhole } from '#domain/self-inspection/on-site'
import { agreeRestInput, recordLineInput } from '#domain/self-inspection/on-site-inputs'
import { type Context, command } from '../command'
import { attachFiles } from '../file/attach'
import { must } from '../refused'
import { type HeldCheck, holdCheck } from './hold-check'
import { type FilingItem, loadItems } from './load-items'
import { auditFiling } from './take-step'

const declaredOf = ({ findings }: FilingItem): bigint => findings.reduce((sum, { fundLossFen }) => sum + fundLossFen, 0n)

/**
 * Writes down what was found of one item on site (现场核查), or writes it anew: item by item, by either inspector, until one has signed.
 *
 * Refuses `notFound` (also an item that the filing does not ask), `notInspector`, `wrongState` (signed), `differenceUnsaid`, `changedMeanwhile`.
 * Commits together: the line with what the filing declares, its files, the audit entry.
 */
export const recordLine = command('spotCheck.recordLine', recordLineInput, async (context, input) => {
  const { tx, actor, now } = context
  const { itemId, version, result, difference, note } = input
  const check = await holdOpen(context, input.checkId)
  const item = (await loadItems(tx, check.filing)).find(({ id }) => id === itemId) ?? must(refuse('notFound'))
  const differenceFen = result === 'agrees' ? null : difference
  if (!isWhole({ result, differenceFen, note })) must(refuse('differenceUnsaid'))

  const written = { result, differenceFen, note, recordedById: actor.userId, recordedByName: actor.name, recordedAt: now }
  const before = await tx.checkLine.findFirst({ where: { checkId: check.id, itemId } })
  if ((before?.version ?? 0) !== version) must(refuse('changedMeanwhile'))
  const declaredFen = declaredOf(item)
  const line = before
    ? await tx.checkLine.update({
        where: { id: before.id, version },
        data: { ...written, declaredFen, version: { increment: 1 } },
        select: { id: true, version: true },
      })
    : await tx.checkLine.create({ data: { checkId: check.id, itemId, declaredFen, ...written }, select: { id: true, version: true } })
  // The institution's own id, so that whoever keeps away from it keeps away from the file: what it may open, the file's own row says.
  const scope = { department: check.department, regionNo: check.regionNo, visibleToInstitutionId: check.institutionId }
  await attachFiles(context, { type: 'checkLine', id: line.id }, scope, 'evidence', input.evidenceFileIds)
  await touch(context, check)
  await auditFiling(context, 'spotCheck.recordLine', check.filingId, {
    item: [null, item.code],
    line: [before?.result ?? null, result],
    difference: [before?.differenceFen ?? null, differenceFen],
    note: [before?.note ?? null, note],
  })
  return { version: line.version }
})

/**
 * Every item without a result agrees with the filing, on an inspector's word (其余一致).
 * Refuses `notFound`, `notInspector`, `wrongState`, `nothingToRecord`. Commits together: the lines and the audit entry.
 */
export const agreeRest = command('spotCheck.agreeRest', agreeRestInput, async (context, { checkId }) => {
  const { tx, actor, now } = context
  const check = await holdOpen(context, checkId)
  const known = new Set((await tx.checkLine.findMany({ where: { checkId }, select: { itemId: true } })).map(({ itemId }) => itemId))
  const rest = (await loadItems(tx, check.filing)).filter(({ id }) => !known.has(id))
  if (rest.length === 0) must(refuse('nothingToRecord'))
  await tx.checkLine.createMany({
    data: rest.map((item) => ({
      ...{ checkId, itemId: item.id, declaredFen: declaredOf(item), result: 'agrees' as const },
      ...{ recordedById: actor.userId, recordedByName: actor.name, recordedAt: now },
    })),
  })
  await touch(context, check)
  await auditFiling(context, 'spotCheck.agreeRest', check.filingId, { count: [null, rest.length] })
  return { recorded: rest.length }
})

async function holdOpen(context: Context, id: string): Promise<HeldCheck> {
  const check = await holdCheck(context, id)
  if (check.checkedById !== null) must(refuse('wrongState', { state: 'signed' }))
  return check
}

/** Whoever signs signs what they saw: a line written since makes it another version. */
const touch = ({ tx }: Context, { id }: HeldCheck) => tx.spotCheckItem.updateMany({ where: { id }, data: { version: { increment: 1 } } })
