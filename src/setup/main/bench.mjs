// `npm run bench -- NAME [options]`: runs src/cli/bench/<NAME>.ts, whose last line of output is one JSON object.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../node-pin.mjs'
import { explain, say } from '../progress.mjs'
import '../resolve-hook.mjs'
import { generateClient } from '../generate.mjs'

const folder = join(root, 'src/cli/bench')
const names = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => file.slice(0, -3))
  : []
const [name, ...args] = process.argv.slice(2)

if (!names.includes(name ?? '')) {
  say(`没有名为 ${name ?? '（未写）'} 的基准测试，可用的有：${names.join('、') || '（还没有）'}。用法：npm run bench -- NAME`)
  process.exit(2)
}
try {
  await generateClient()
  const { run } = await import(pathToFileURL(join(folder, `${name}.ts`)).href)
  console.log(JSON.stringify(await run(args)))
  process.exit(0)
} catch (error) {
  const { BadInput } = await import(pathToFileURL(join(root, 'src/cli/command.ts')).href)
  if (error instanceof BadInput) {
    say(error.message)
    process.exit(2)
  }
  explain(error)
  process.exit(1)
}
