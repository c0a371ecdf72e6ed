import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, root, type Side, startSide } from '../rig/processes'

/** Where the bench keeps its world and its build, apart from those of whoever works in this checkout. */
export const dataDir = join(root, '.data-bench')
const distDir = '.next-bench'

export type Product = Side & {
  databaseUrl: string
  /** What `npm start` said of each phase, in seconds. */
  phases: Record<string, number>
  seconds: number
}

const phaseLine = /^\[\S+\] (.+?) (\d+(?:\.\d+)?) \S+$/

/** `npm start` as anybody runs it, on a demonstration world of its own, kept in the given folder. */
export async function startProduct(home = dataDir): Promise<Product> {
  const begun = performance.now()
  const phases: Record<string, number> = {}
  const side = await startSide(join(root, 'src/setup/start.mjs'), [], {
    own: true,
    env: {
      DATA_DIR: home,
      NEXT_DIST_DIR: distDir,
      QINGYUAN_WORLD: 'demo',
      PORT: String(await freePort()),
      DATABASE_URL: '',
      NEXTAUTH_URL: '',
    },
    ready: /^\S+ (http:\/\/127\.0\.0\.1:\d+)$/,
    heard: (line) => {
      const found = phaseLine.exec(line)
      if (found?.[1]) phases[found[1]] = Number(found[2])
    },
  })
  const seconds = (performance.now() - begun) / 1000
  const { databaseUrl } = JSON.parse(readFileSync(join(home, 'running.json'), 'utf8')) as { databaseUrl: string } // written by npm start
  return { ...side, databaseUrl, phases, seconds }
}

/** What the product's own code needs to know a session of this installation, run outside of its pages. */
export const sessionKeys = (home = dataDir) => ({
  DATA_DIR: home,
  NEXTAUTH_SECRET: readFileSync(join(home, 'secrets/nextauth-secret'), 'utf8'),
})

export const hasWorld = () => existsSync(join(dataDir, 'demo-accounts.json')) && existsSync(join(root, distDir, 'qingyuan.stamp'))

export type Account = {
  login: string
  password: string
  department: string | null
  regionCode: string
  roles: string[]
  secondFactor: string | null
}

/** Everybody of the demonstration world. The file is written by its loader. */
export const accounts = (home = dataDir) => JSON.parse(readFileSync(join(home, 'demo-accounts.json'), 'utf8')) as Account[]

type Process = { pid: number; parent: number; name: string; rssMb: number }

function processOf(pid: number): Process | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const field = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(status)?.[1] ?? ''
    return { pid, parent: Number(field('PPid')), name: field('Name'), rssMb: Number(field('VmRSS')) / 1024 }
  } catch {
    return null // it has ended since it was listed
  }
}

/** The memory that the product's processes hold, the database apart; null where the system does not tell it this way. */
export function residentMb(product: Product): number | null {
  if (process.platform !== 'linux') return null
  const all = readdirSync('/proc')
    .flatMap((name) => (/^\d+$/.test(name) ? [processOf(Number(name))] : []))
    .filter((one) => one !== null)
  const below = (pid: number): Process[] =>
    all.filter(({ parent, name }) => parent === pid && name !== 'postgres').flatMap((child) => [child, ...below(child.pid)])
  const own = all.filter(({ pid }) => pid === product.pid)
  return [...own, ...below(product.pid)].reduce((sum, { rssMb }) => sum + rssMb, 0)
}
