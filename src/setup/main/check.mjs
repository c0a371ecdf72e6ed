// Types, lint, architecture, unit tests: what needs no database and no browser.
import { generateClient } from '../generate.mjs'
import { explain } from '../progress.mjs'
import { lastLine, layers, lint, suite, sum, types } from '../verify.mjs'

try {
  await generateClient()
  const total = sum([await types(), await lint(), await layers(), await suite('架构', 'architecture'), await suite('单元测试', 'unit')])
  console.log(lastLine(total))
  process.exit(total.failed === 0 ? 0 : 1)
} catch (error) {
  explain(error)
  process.exit(1)
}
