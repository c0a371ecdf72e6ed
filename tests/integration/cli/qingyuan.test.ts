import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

const qingyuan = (...words: string[]) => {
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/setup/qingyuan.mjs', ...words], { encoding: 'utf8' })
  return { status, stdout, stderr, ms: performance.now() - started }
}

it('answers an unknown command with what there is, on standard error alone, and exit code 2', () => {
  const { status, stdout, stderr } = qingyuan('plan', 'sing')
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toMatch(/^没有“plan sing”这个命令/)
  expect(stderr).toContain('  doctor')
})

it('starts without a database, within a second and a half', () => {
  qingyuan('help')
  const { status, stdout, ms } = qingyuan('help')
  expect(status).toBe(0)
  expect(stdout).toContain('doctor')
  expect(ms).toBeLessThan(1500)
})
