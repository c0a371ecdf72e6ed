import { institutionKinds, levels, nameHeads, nameTails, village } from '#messages/zh/demo-settlement-names'
import { quoted } from './catalogue'

type Kind = keyof typeof institutionKinds

export type Institution = {
  id: number
  code: string
  name: string
  kind: Kind
  type: '1' | '2'
  level: string
  rank: 1 | 2 | 3
  area: string
  addr: string
  tel: string
}

const levelOf: Readonly<Record<Kind, 1 | 2 | 3>> = {
  city: 3,
  county: 2,
  township: 1,
  clinic: 1,
  pharmacy: 1,
  testHospital: 2,
  testPharmacy: 1,
}
const levelNames = { 1: levels.first, 2: levels.second, 3: levels.third } as const

/** Where the world lives. */
export const homeCounty = '370899'
/** Invented counties of other prefectures, each a pool of its own: guests come from there. */
export const otherCounties = ['370199', '370499', '371399', '371599', '371799', '410999']
/** Where the patients of the concentrated hospital come from; nobody else does. */
export const sendingCounty = '371699'

/** The first number of each kind, and how many there are. */
export type Register = { all: readonly Institution[]; of: Readonly<Record<Kind, { from: number; count: number }>> }

/** Institutions for so many fee lines: few kinds, sizes growing with the root of the rows. */
export function registerFor(rows: number, seed: number): Register {
  const scale = Math.sqrt(rows / 1e6)
  const counts: Readonly<Record<Kind, number>> = {
    city: Math.max(3, Math.round(3 * scale)),
    county: Math.max(6, Math.round(8 * scale)),
    township: Math.max(6, Math.round(12 * scale)),
    clinic: Math.max(8, Math.round(16 * scale)),
    pharmacy: Math.max(14, Math.round(40 * scale)),
    testHospital: 1,
    testPharmacy: 1,
  }
  const all: Institution[] = []
  const of = {} as Record<Kind, { from: number; count: number }>
  for (const kind of Object.keys(counts) as Kind[]) {
    of[kind] = { from: all.length + 1, count: counts[kind] }
    for (let index = 0; index < counts[kind]; index += 1) {
      const id = all.length + 1
      const word = (id * 7 + seed) % (nameHeads.length * nameTails.length)
      const head = `${nameHeads[word % nameHeads.length]}${nameTails[Math.floor(word / nameHeads.length)]}`
      all.push({
        id,
        code: `${kind.endsWith('harmacy') ? 'P' : 'H'}370899${String(id).padStart(5, '0')}`,
        name: `${head}${institutionKinds[kind]}${kind === 'city' || kind === 'testHospital' || kind === 'testPharmacy' ? '' : index + 1}`,
        kind,
        type: kind.endsWith('harmacy') ? '2' : '1',
        level: levelNames[levelOf[kind]],
        rank: levelOf[kind],
        area: kind === 'city' ? '370800' : homeCounty,
        addr: `${village.street}${id * 3}${village.number}`,
        tel: `0537-99${String(id).padStart(5, '0')}`,
      })
    }
  }
  return { all, of }
}

export const institutionTable = ({ all }: Register): string =>
  `CREATE TABLE inst AS SELECT * FROM (VALUES ${all
    .map(
      ({ id, code, name, kind, type, level, rank, area, addr, tel }) =>
        `(${id}, ${[code, name, kind, type, level].map(quoted).join(', ')}, ${rank}, ${[area, addr, tel].map(quoted).join(', ')})`,
    )
    .join(', ')}) AS t(inst, code, name, kind, type, level, rank, area, addr, tel)`
