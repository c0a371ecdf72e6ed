// The operator's door: finds the database where a command needs one, and leaves the rest to src/cli.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../node-pin.mjs'
import { openDatabase } from '../operator-database.mjs'
import { explain } from '../progress.mjs'
import '../resolve-hook.mjs'

const words = process.argv.slice(2)
const own = { doctor: () => import('../doctor.mjs').then(({ doctor }) => doctor()) }

try {
  if (Object.hasOwn(own, words[0] ?? '') && words.length === 1) process.exit(await own[words[0]]())
  const { main } = await import(pathToFileURL(join(root, 'src/cli/main.ts')).href)
  process.exit(await main(words, openDatabase, Object.keys(own)))
} catch (error) {
  explain(error)
  process.exit(1)
}
