import { readUnitList } from '#domain/settings/unit-list'
import { agenciesText } from '#messages/zh/cli'
import { readingText } from '#messages/zh/reading'
import { readTableFile } from '#platform/reading/table-file'
import { currentTime } from '#platform/time'
import { importUnits } from '#server/settings/import-agencies'
import { BadInput, type Run } from './command'
import { readArguments, readNamedFile } from './read-arguments'

const usage = 'agencies import FILE [--check]'

const mostTold = 20

const told = (lines: readonly string[]) =>
  [...lines.slice(0, mostTold), ...(lines.length > mostTold ? [agenciesText.more(lines.length - mostTold)] : [])].join('\n')

/** Brings a list of regions and agencies in (csv, xlsx): all of it or nothing. `--check` only reads it. */
export const run: Run = async (args) => {
  const { FILE, check } = readArguments(args, { usage, positionals: ['FILE'], flags: ['check'] })
  const file = await readTableFile(await readNamedFile(FILE), FILE)
  if (!file.ok) throw new BadInput(`${FILE}：${readingText(file.failure)}`)
  const grid = file.value.grids.find(({ hidden }) => !hidden)
  const lines = (grid?.rows ?? []).map(({ number, cells }) => ({ number, cells: Array.from(cells, (cell) => cell?.text ?? '') }))
  const read = readUnitList(lines)
  if (!read.ok) throw new BadInput(told(read.faults.map(({ line, fault, found }) => agenciesText.fault(line, fault, found))))
  if (check) return { regions: read.list.regions.length, agencies: read.list.agencies.length }

  const outcome = await importUnits(read.list, currentTime())
  if (outcome.ok) return outcome.imported
  throw new BadInput(told(outcome.contradictions.map(({ line, kind, name }) => agenciesText.contradiction(line, kind, name))))
}
