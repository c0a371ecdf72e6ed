import { resolve } from 'node:path'
import { backupText } from '#messages/zh/cli'
import { BrokenBackup, NotEmpty, takeBackup } from '#platform/backup'
import { databaseTime } from '#platform/db'
import { anchorJournal, anchorLock } from '#server/audit/anchor'
import { BadInput, DoesNotHold, type Run } from './command'
import { readArguments } from './read-arguments'

/** Writes database, files and keys into a new folder, and reads all of it back. */
export const run: Run = async (args) => {
  const { DIR } = readArguments(args, { usage: 'backup DIR', positionals: ['DIR'] })
  const dir = resolve(DIR)
  try {
    const manifest = await takeBackup(dir, { journals: [anchorJournal], lock: anchorLock, now: await databaseTime() })
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    process.stderr.write(`${backupText.taken(dir, rows, manifest.files.length)}\n`)
    return { dir, takenAt: manifest.takenAt, tables: manifest.tables.length, rows, files: manifest.files.length, verified: true }
  } catch (error) {
    if (error instanceof NotEmpty) throw new BadInput(backupText.notEmptyFolder(dir))
    if (error instanceof BrokenBackup) throw new DoesNotHold(backupText.broken(error.part), { verified: false, part: error.part })
    throw error
  }
}
