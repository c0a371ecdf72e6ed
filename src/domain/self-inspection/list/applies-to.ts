import { type InstitutionKind, institutionKinds } from '../../institution/kinds'
import { type InstitutionLevel, institutionLevels } from '../../institution/levels'

/** Whom an item concerns. Levels are of hospitals alone; no levels: hospitals of every level. */
export type AppliesTo = { kinds: InstitutionKind[]; levels: InstitutionLevel[] }

/** Whether an institution is among those that an item concerns. In a query: `whereAsked`. */
export const concerns = ({ kinds, levels }: AppliesTo, kind: InstitutionKind, level: InstitutionLevel): boolean =>
  kinds.includes(kind) && (kind !== 'hospital' || levels.length === 0 || levels.includes(level))

const words: readonly [word: RegExp, kinds: readonly InstitutionKind[]][] = [
  [/医药机构|全部|所有|各类/, institutionKinds],
  [/卫生院|社区卫生|基层/, ['healthCentre']],
  [/诊所|门诊部|卫生室|卫生所|医务室/, ['clinic']],
  [/药店|药房|零售药/, ['pharmacy']],
  [/医院/, ['hospital']],
  [/医疗机构/, ['hospital', 'healthCentre', 'clinic']],
]

const levelWords: readonly [word: RegExp, level: InstitutionLevel][] = [
  [/三级|三甲|三乙/, 'tertiary'],
  [/二级|二甲|二乙/, 'secondary'],
  [/一级|一甲|一乙/, 'primary'],
  [/未定级/, 'ungraded'],
]

const exclusion = /(?:不含|不包括|不包含|除)([^（）、，；]*?)(?:以外|之外|外|$)的?/
const saysWithout = /不含|不包括|不包含|除/

/** The levels that a part names, the highest first: 以上 and 以下 go by their order and take in what they start from. */
function levelsOf(part: string): readonly InstitutionLevel[] {
  const named = levelWords.find(([word]) => word.test(part))?.[1]
  if (named === undefined) return []
  const place = institutionLevels.indexOf(named)
  if (/以上/.test(part)) return institutionLevels.slice(0, place + 1)
  return /以下/.test(part) ? institutionLevels.slice(place) : [named]
}

const partsOf = (text: string) =>
  text
    .replace(/([一二三])(?=[、和与或][一二三](?:[、和与或][一二三])*级)/g, '$1级')
    .split(/[、,，;；/\s（）]+|和|与|或/)
    .filter(Boolean)

const kindsOf = (part: string): readonly InstitutionKind[] => words.find(([word]) => word.test(part))?.[1] ?? []

/** What is left out, taken away from the text: in brackets all of them, elsewhere up to 外 or the end of the part. */
function withoutExclusions(text: string): { said: string; left: InstitutionKind[] } {
  const left: InstitutionKind[] = []
  const take = (inner: string) => {
    for (const part of partsOf(inner)) left.push(...kindsOf(part))
    return ''
  }
  const said = text
    .replaceAll('(', '（')
    .replaceAll(')', '）')
    .replace(/（([^（）]*)）/g, (bracketed, inner: string) => (saysWithout.test(inner) ? take(inner) : bracketed))
  return { said: said.replace(new RegExp(exclusion, 'g'), (_, inner: string) => take(inner)), left }
}

/** `二级及以上医院、药店` → whom it means; `null` when it names nobody we know. What it leaves out is left out as a kind, never a level. */
export function readAppliesTo(text: string): AppliesTo | null {
  const { said, left } = withoutExclusions(text)
  const kinds = new Set<InstitutionKind>()
  const levels = new Set<InstitutionLevel>()
  let everyHospital = false
  for (const part of partsOf(said)) {
    const ofPart = levelsOf(part)
    // A level is a hospital's, whatever else the part calls it.
    const named = ofPart.length > 0 ? (['hospital'] as const) : kindsOf(part)
    for (const kind of named) kinds.add(kind)
    for (const level of ofPart) levels.add(level)
    if (ofPart.length === 0 && named.some((kind) => kind === 'hospital')) everyHospital = true
  }
  for (const kind of left) kinds.delete(kind)
  if (kinds.size === 0) return null
  const whole = everyHospital || levels.size === institutionLevels.length || !kinds.has('hospital')
  return {
    kinds: institutionKinds.filter((kind) => kinds.has(kind)),
    levels: whole ? [] : institutionLevels.filter((level) => levels.has(level)),
  }
}

/** `excludes`: it leaves somebody out. `unknown`: it names nobody we know. */
export type DoubtfulWording = { text: string; count: number; doubt: 'excludes' | 'unknown' }

/** The wordings that a person must look at, with how many items have each. */
export function doubtfulWordings(texts: readonly (string | null)[]): DoubtfulWording[] {
  const counts = new Map<string, number>()
  for (const text of texts) if (text) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].flatMap(([text, count]): DoubtfulWording[] => {
    if (saysWithout.test(text)) return [{ text, count, doubt: 'excludes' }]
    return readAppliesTo(text) === null ? [{ text, count, doubt: 'unknown' }] : []
  })
}
