import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { clockTime, currentTime } from './time'

const DAY_MS = 86_400_000
const ahead = () => Math.round((currentTime().getTime() - clockTime().getTime()) / DAY_MS)

describe('the time', () => {
  afterEach(() => vi.unstubAllEnvs())

  it('is today, and as many days ahead as the named file says while something is tried out', () => {
    expect(ahead()).toBe(0)
    const folder = mkdtempSync(join(tmpdir(), 'days-ahead-'))
    const file = join(folder, 'days')
    vi.stubEnv('QINGYUAN_DAYS_AHEAD_FILE', file)
    expect(ahead()).toBe(0)
    writeFileSync(file, '25')
    expect(ahead()).toBe(0)
    vi.stubEnv('QINGYUAN_LOOKBOOK', '1')
    expect(ahead()).toBe(25)
    writeFileSync(file, 'soon')
    expect(ahead()).toBe(0)
    rmSync(folder, { recursive: true })
  })
})
