import 'server-only'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { cp, mkdir, open, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { dataPath } from './data-path'
import { keysFile } from './secrets'
import { asOwner, type DumpedTable, dumpTable, migrationsOf, type Sequence, sequencesOf, tablesOf } from './table-dump'

export type KeptFile = { path: string; bytes: number; sha256: string }

/** What a backup holds, each part with its hash. Job queues are not in it: they are made anew, and hold only what repeats. */
export type Manifest = {
  format: 1
  takenAt: string
  migrations: { name: string; checksum: string }[]
  tables: DumpedTable[]
  sequences: Sequence[]
  files: KeptFile[]
}

/** A backup that cannot be what it was when it was taken: which part, and what is wrong with it. */
export class BrokenBackup extends Error {
  readonly part: string

  constructor(part: string, message: string) {
    super(`${part}: ${message}`)
    this.part = part
  }
}

/** A folder that must be new has something in it. */
export class NotEmpty extends Error {}

export const dataDir = (): string => dataPath()
const manifestFile = 'manifest.json'
export const tableFile = (dir: string, name: string): string => join(dir, 'tables', `${name}.ndjson`)
export const keyPart = join('keys', 'keys.json')

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest('hex')
}

/** Every file below a folder, by its path within it. */
async function filesBelow(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}

async function keep(from: string, dir: string, path: string): Promise<KeptFile> {
  const to = join(dir, path)
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  await cp(from, to)
  const [kept, original] = await Promise.all([hashOf(to), hashOf(from)])
  if (kept !== original) throw new BrokenBackup(path, 'the copy differs from the file')
  return { path: path.replaceAll(sep, '/'), bytes: (await stat(to)).size, sha256: kept }
}

/**
 * Writes the whole database as it is at one moment, every kept file, the journals and the keys into a new folder, and reads all of it
 * back. `lock`: whoever appends to a journal holds it, so that journals and database are of the same moment. Files are kept before the
 * rows that name them and never removed, so copying them after the moment leaves none out.
 */
export async function takeBackup(dir: string, { journals, lock, now }: { journals: readonly string[]; lock: number; now: Date }) {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  if ((await readdir(dir)).length > 0) throw new NotEmpty(dir)
  await mkdir(join(dir, 'tables'))
  const manifest = await asOwner(async (client): Promise<Manifest> => {
    await client.query('SELECT pg_advisory_lock_shared($1::bigint)', [lock])
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const migrations = await migrationsOf(client) // the first statement fixes the moment
    const files: KeptFile[] = []
    for (const journal of journals) {
      const from = join(dataDir(), journal)
      if (await stat(from).catch(() => null)) files.push(await keep(from, dir, join('data', journal)))
    }
    await client.query('SELECT pg_advisory_unlock_shared($1::bigint)', [lock])

    const tables: DumpedTable[] = []
    for (const table of await tablesOf(client)) {
      const file = await open(tableFile(dir, table.name), 'wx', 0o600)
      try {
        tables.push(await dumpTable(client, table, async (text) => void (await file.appendFile(text))))
        await file.sync()
      } finally {
        await file.close()
      }
    }
    const sequences = await sequencesOf(client)
    await client.query('COMMIT')
    for (const path of await filesBelow(join(dataDir(), 'files')))
      files.push(await keep(join(dataDir(), 'files', path), dir, join('data', 'files', path)))
    files.push(await keep(keysFile(), dir, keyPart))
    return { format: 1, takenAt: now.toISOString(), migrations, tables, sequences, files }
  })
  await writeFile(join(dir, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
  return verifyBackup(dir)
}

/** Reads a backup whole and holds every part against the manifest. Throws `BrokenBackup` for the first that differs. */
export async function verifyBackup(dir: string): Promise<Manifest> {
  const text = await readFile(join(dir, manifestFile), 'utf8').catch(() => {
    throw new BrokenBackup(manifestFile, 'missing')
  })
  const manifest = parsed(text)
  for (const { name, sha256 } of manifest.tables) await mustHash(tableFile(dir, name), sha256)
  for (const { path, sha256 } of manifest.files) await mustHash(join(dir, path), sha256)
  return manifest
}

function parsed(text: string): Manifest {
  try {
    const manifest = JSON.parse(text) as Manifest // written by takeBackup; another format is told by its number
    if (manifest.format === 1) return manifest
  } catch {
    // no JSON: broken, as below
  }
  throw new BrokenBackup(manifestFile, 'not a manifest of this format')
}

async function mustHash(file: string, sha256: string) {
  const found = await hashOf(file).catch(() => null)
  if (found === null) throw new BrokenBackup(file, 'missing')
  if (found !== sha256) throw new BrokenBackup(file, 'changed since it was written')
}
