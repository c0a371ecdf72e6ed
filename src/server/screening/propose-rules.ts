import 'server-only'
import { type Result, refuse } from '#domain/kernel/result'
import type { RuleList } from '#domain/screening/read-item-rules'
import { proposeRulesInput } from '#domain/screening/rule-list'
import { audit } from '#platform/audit'
import { type Before, preparedCommand } from '../command'
import { readApart } from '../file/read-apart'
import { notify } from '../notification/notify'
import { query } from '../query'
import { must } from '../refused'
import { proposesModels } from './propose-version'

/** As many as a person mends at once; the rest are counted. */
const problemsKept = 200
const perStatement = 5_000

/**
 * Takes a list of rules about items, as uploaded, for the own bureau's subtree. A list with cells to be mended waits as a draft that says
 * which; a whole one waits for a second person.
 *
 * Refuses `notFound` (file, or somebody who proposes none), `unreadableFile`, `nothingToImport`.
 */
export const proposeRules = preparedCommand(
  'screening.proposeRules',
  proposeRulesInput,
  readAhead,
  async (context, { fileId, reason }, read) => {
    const { tx, actor, now, requestId } = context
    const file = await tx.storedFile.findFirst({ where: { id: fileId, uploadedById: actor.userId } })
    const agencyId = actor.agencyId
    if (!file || agencyId === null || !proposesModels(actor)) return must(refuse('notFound'))
    const { rules, problems, doubles, uncoded } = must(read)
    if (rules.length + problems.length === 0) must(refuse('nothingToImport'))
    const { id } = await tx.screeningRuleList.create({
      data: {
        ...{ agencyId, agencyName: actor.agencyName, regionNo: actor.regionNo },
        ...{ rangeLo: actor.regionLo ?? actor.regionNo, rangeHi: actor.regionHi ?? actor.regionNo },
        ...{ fileId, fileName: file.displayName, reason, state: problems.length > 0 ? 'draft' : 'review' },
        ...{ rowCount: rules.length, problems: problems.slice(0, problemsKept), problemCount: problems.length },
        ...{ doubles: doubles.slice(0, problemsKept), uncodedCount: uncoded },
        ...{ proposedById: actor.userId, proposedByName: actor.name, proposedAt: now },
      },
      select: { id: true },
    })
    for (let from = 0; from < rules.length; from += perStatement)
      await tx.screeningRule.createMany({
        data: rules.slice(from, from + perStatement).map(({ row, cells }) => ({
          ...{ listId: id, row, ruleType: cells.rule_type, itemCode: cells.med_list_codg, cells },
        })),
      })
    await audit(tx, {
      ...{ at: now, actor, action: 'screening.proposeRules', requestId, subject: { type: 'screeningRuleList', id } },
      change: { file: [null, file.sha256], rows: [null, rules.length], problems: [null, problems.length] },
    })
    if (problems.length === 0)
      await notify(
        context,
        { agencyId },
        {
          ...{ kind: 'itemRulesProposed', detail: { file: file.displayName, count: rules.length } },
          ...{ link: `/screening/rules/${id}`, dedupeKey: `screening.proposeRules:${id}` },
        },
      )
    return { listId: id }
  },
)

async function readAhead({ actor }: Before, { fileId }: { fileId: string }): Promise<Result<RuleList>> {
  if (!proposesModels(actor)) return refuse('notFound')
  const file = await query(actor, (tx) => tx.storedFile.findFirst({ where: { id: fileId, uploadedById: actor.userId } }))
  if (!file) return refuse('notFound')
  return readApart('itemRules', {
    ...{ file: { sha256: file.sha256, displayName: file.displayName }, regionNo: actor.regionNo },
    ...{ lo: actor.regionLo ?? actor.regionNo, hi: actor.regionHi ?? actor.regionNo },
  })
}
