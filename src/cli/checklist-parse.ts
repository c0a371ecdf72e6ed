import { checklistFields } from '#domain/self-inspection/list/fields'
import { readChecklist } from '#domain/self-inspection/list/read-checklist'
import { fileWarnings } from '#domain/table/file-warnings'
import { readingText } from '#messages/zh/reading'
import { readTableFile } from '#platform/reading/table-file'
import { BadInput, type Run } from './command'
import { readArguments, readNamedFile } from './read-arguments'
import { readColumnMap } from './read-column-map'

const usage = 'checklist parse FILE [--map column=field,…] [--skip-hidden]'

/** Reads a problem list (csv, xlsx, an HTML table) into the checklist JSON. Touches no database. */
export const run: Run = async (args) => {
  const { FILE, map, ...flags } = readArguments(args, { usage, positionals: ['FILE'], options: ['map'], flags: ['skip-hidden'] })
  const given = readColumnMap(map, checklistFields)
  const file = await readTableFile(await readNamedFile(FILE), FILE)
  if (!file.ok) throw new BadInput(`${FILE}：${readingText(file.failure)}`)

  const list = readChecklist(file.value.grids, { given, skipHidden: flags['skip-hidden'] })
  if (!list.ok) throw new BadInput(`${FILE}：${readingText(list.failure)}`)
  return { ...list.value, warnings: [...fileWarnings(file.value).map(({ message }) => message), ...list.value.warnings] }
}
