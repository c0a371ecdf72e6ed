import 'server-only'
import { pinyin } from 'pinyin-pro'
import { type ListedInstitution, readRegister } from '#domain/institution/read-register'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { readBytes } from '#platform/files'
import { readTableFile } from '#platform/reading/table-file'

export type KeptRegister = { institutions: (ListedInstitution & { initials: string })[]; problems: string[] }

const initialsOf = (name: string) => pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toUpperCase()

/** The list of institutions in a kept file, each with the initials by which it is looked up. Refuses `unreadableFile` with the reader's code. */
export async function readKeptRegister({ file }: { file: { sha256: string; displayName: string } }): Promise<Result<KeptRegister>> {
  const read = await readTableFile(await readBytes(file.sha256), file.displayName)
  if (!read.ok) return refuse('unreadableFile', { reading: read.failure.code, ...read.failure.detail })
  const list = readRegister(read.value.grids)
  if (!list.ok) return refuse('unreadableFile', { reading: list.failure.code, ...list.failure.detail })
  const { institutions, problems } = list.value
  return ok({ institutions: institutions.map((one) => ({ ...one, initials: initialsOf(one.name) })), problems })
}
