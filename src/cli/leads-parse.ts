import { beijingDay } from '#domain/kernel/civil-date'
import { leadFields } from '#domain/lead/list/fields'
import { readLeadList } from '#domain/lead/list/read-lead-list'
import { fileWarnings } from '#domain/table/file-warnings'
import { readingText } from '#messages/zh/reading'
import { readTableFile } from '#platform/reading/table-file'
import { BadInput, type Run } from './command'
import { readArguments, readNamedFile } from './read-arguments'
import { readColumnMap } from './read-column-map'

const usage = 'leads parse FILE [--map column=field,…] [--skip-hidden]'

/** Reads a lead list (xlsx, csv, an HTML table) into the lead-list JSON. Touches no database. */
export const run: Run = async (args) => {
  const { FILE, map, ...flags } = readArguments(args, { usage, positionals: ['FILE'], options: ['map'], flags: ['skip-hidden'] })
  const given = readColumnMap(map, leadFields, { amount: 'amountFen' })
  const file = await readTableFile(await readNamedFile(FILE), FILE)
  if (!file.ok) throw new BadInput(`${FILE}：${readingText(file.failure)}`)

  const list = readLeadList(file.value.grids, { today: beijingDay(new Date()), given, skipHidden: flags['skip-hidden'] })
  if (!list.ok) throw new BadInput(`${FILE}：${readingText(list.failure)}`)
  return { ...list.value, warnings: [...fileWarnings(file.value), ...list.value.warnings] }
}
