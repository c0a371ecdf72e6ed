import { resolve } from 'node:path'
import { auditFaultText } from '#messages/zh/audit'
import { backupText } from '#messages/zh/cli'
import { BrokenBackup, NotEmpty } from '#platform/backup'
import { OtherMigrations, restoreBackup } from '#platform/restore'
import { verifyAudit } from '#server/audit/verify'
import { BadInput, DoesNotHold, type Run } from './command'
import { readArguments } from './read-arguments'

/** Where people's work stands. What a new database holds besides are published facts, and those are in the backup too. */
const mustBeEmpty = ['user_account', 'campaign', 'lead', 'case_file', 'stored_file', 'audit_entry']

/** Puts a backup into an empty database and its data folder, holds it against its hashes, and checks the audit trail. */
export const run: Run = async (args) => {
  const { DIR } = readArguments(args, { usage: 'restore DIR', positionals: ['DIR'] })
  const dir = resolve(DIR)
  const manifest = await restoreBackup(dir, mustBeEmpty).catch((error: unknown) => {
    if (error instanceof NotEmpty) throw new BadInput(backupText.notEmptyDatabase(error.message))
    if (error instanceof OtherMigrations) throw new BadInput(backupText.otherMigrations)
    if (error instanceof BrokenBackup) throw new DoesNotHold(backupText.broken(error.part), { restored: false, part: error.part })
    throw error
  })
  const verdict = await verifyAudit()
  if (!verdict.holds) throw new DoesNotHold(auditFaultText[verdict.fault](verdict), { restored: true, audit: verdict })
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  process.stderr.write(`${backupText.restored(manifest.takenAt, rows, manifest.files.length)}\n`)
  return { dir, takenAt: manifest.takenAt, tables: manifest.tables.length, rows, files: manifest.files.length, audit: verdict }
}
