import 'server-only'
import { beijingDay } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { pasteFindingsInput } from '#domain/self-inspection/inputs'
import { type PasteFault, pasteLimit, readPastedFindings } from '#domain/self-inspection/pasted-findings'
import { command } from '../command'
import { attachFilesTo } from '../file/attach'
import { must } from '../refused'
import { whereAsked } from './items-asked'
import { addFindings, findingColumns, scopeOf } from './record-finding'
import { openForFilling } from './take-step'

/** At most so many lines are named in one refusal. */
const namedFaults = 8

/**
 * Records the findings of a block pasted out of a spreadsheet, all or none, each with the evidence given for the block.
 *
 * Refuses `notFound`, `wrongState`, `tooMany`, and `unreadablePaste` naming the lines that do not fit.
 */
export const pasteFindings = command('filing.pasteFindings', pasteFindingsInput, async (context, input) => {
  const { tx, now } = context
  const filing = await openForFilling(context, input.filingId)
  const items = await tx.checklistItem.findMany({
    where: whereAsked(filing),
    select: { id: true, code: true, fieldId: true },
  })
  const itemOf = new Map(items.map((item) => [item.code, item]))
  const { findings, faults } = readPastedFindings(input.pasted, {
    codes: new Set(itemOf.keys()),
    lookBackFrom: filing.lookBackFrom.toISOString().slice(0, 10),
    today: beijingDay(now),
  })
  if (faults.length > 0) must(refuse('unreadablePaste', { count: faults.length, faults: faults.slice(0, namedFaults).map(coded) }))
  if (findings.length === 0) must(refuse('unreadablePaste', { count: 0 }))
  if (findings.length > pasteLimit) must(refuse('tooMany', { limit: pasteLimit }))

  const written = findings.map(({ line: _line, code, billedFen, irregularFen, fundLossFen, ...rest }) => {
    const amounts = { billed: billedFen, irregular: irregularFen, fundLoss: fundLossFen }
    const item = itemOf.get(code) ?? must(refuse('notFound'))
    return { item, columns: findingColumns(context, filing, { ...rest, ...amounts, remedyDueOn: null, remedied: 'off' }) }
  })
  const ids = await addFindings(context, filing, written)
  await attachFilesTo(context, { type: 'finding', ids }, scopeOf(filing), 'evidence', input.evidenceFileIds)
  return { recorded: findings.length }
})

/** `3 amount 12 / x / 0`: line, problem and what stood there, for the sentence on screen. */
const coded = ({ line, problem, text }: PasteFault) => `${line} ${problem} ${text}`.trim()
