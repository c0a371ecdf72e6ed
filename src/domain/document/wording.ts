import { z } from 'zod'
import { civilDate, id, reason, text, version } from '../kernel/form-fields'
import { ok, type Result, refuse } from '../kernel/result'
import type { Step } from '../kernel/workflow'
import { articles } from '../law/articles'
import { citation, house, type LawId, laws } from '../law/law'
import { type Clause, clausesOf, isWordedKind, type WordedKind, wordedKinds } from './house-wordings'

export const wordingStates = ['review', 'inUse', 'refused', 'ended'] as const
export type WordingState = (typeof wordingStates)[number]

/** What a bureau says in place of the house, by clause; what it leaves out is the house's. */
export type Words = Readonly<Record<string, string>>
/** A version as a paper keeps it. */
export type KeptWording = { id: string; seq: number; agencyName: string; words: Words }

const placeholder = /\{([^{}]*)\}/g

/** The paragraph as a paper prints it: each field in its place. Throws for a field that the paper has not: it was checked when it was proposed. */
export function inWords(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(placeholder, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`a paragraph names a field that its paper has not: ${name}`)
    return value
  })
}

const numeral = '[一二三四五六七八九十百千零〇两0-9０-９]+'
const article = `第${numeral}条(?:之${numeral})?(?:第${numeral}款)?(?:第${numeral}项)?`
const cited = new RegExp(`《([^》]*)》((?:${article})(?:[、和]${article})*)?`, 'g')
const eachArticle = new RegExp(article, 'g')

/** The articles that are known: those that steps rest on, and those that the house itself cites on its papers. */
const known = new Set([
  ...Object.entries(articles).flatMap(([law, ofLaw]) => Object.keys(ofLaw).map((name) => citation({ law: law as LawId, article: name }))),
  ...wordedKinds.flatMap((kind) => Object.values(clausesOf(kind)).flatMap(({ house: text }) => citationsIn(text).all)),
])

/** 《……法》第一条、第二条 as one citation each, and what cites no law that is named. */
function citationsIn(text: string): { all: string[]; bare: string[] } {
  const all = [...text.matchAll(cited)].flatMap(([, law = '', list = '']) =>
    (list.match(eachArticle) ?? ['']).map((one) => `《${law}》${one}`),
  )
  return { all, bare: text.replace(cited, '').match(eachArticle) ?? [] }
}

const titles = new Set(Object.values(laws).map(({ title }) => `《${title}》`))
const isKnown = (citing: string) => titles.has(citing) || known.has(citing)

const counting = /[一二三四五六七八九十百千零〇两0-9０-９]/

/** Whether what the law has it say stands there by itself: 十日 is not said by 六十日, nor 百分之三 by 百分之三十. A … stands for words between, within a sentence. */
const isSaid = (text: string, words: string): boolean => {
  const [first = '', then] = words.split('…')
  if (then !== undefined)
    return text.split(/[。；]/).some((sentence) => sentence.includes(first) && sentence.slice(sentence.indexOf(first)).includes(then))
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const [before, after] = [text[at - 1] ?? '', text[at + words.length] ?? '']
    const grows = (counting.test(before) && counting.test(words[0] ?? '')) || (counting.test(after) && counting.test(words.at(-1) ?? ''))
    if (!grows) return true
  }
  return false
}

/**
 * Whether words can stand in a paragraph: only fields that the house gives it, each that must stand, only articles that are known and those that
 * must be cited, and what the law has it say. Refuses `wordingUnfit` with the paragraph and what is wrong in it.
 */
export function clauseHolds({ label, fields, optional = [], cites, says }: Clause, text: string): Result<void> {
  const unfit = (fault: WordingFault, names: readonly string[]) => refuse('wordingUnfit', { clause: label, fault, names: names.join('、') })
  const named = [...text.matchAll(placeholder)].map(([, name = '']) => name)
  const unknown = named.filter((name) => !fields.includes(name) && !optional.includes(name))
  const strays = text.replace(placeholder, '').match(/[{}【】]/g) ?? []
  if (unknown.length > 0 || strays.length > 0) return unfit('unknownField', [...unknown, ...strays])
  const wanting = fields.filter((name) => !named.includes(name))
  if (wanting.length > 0) return unfit('fieldMissing', wanting)
  const { all, bare } = citationsIn(text)
  const unheard = [...all.filter((one) => !isKnown(one)), ...bare]
  if (unheard.length > 0) return unfit('articleUnknown', unheard)
  const uncited = cites.map(citation).filter((one) => !all.includes(one))
  if (uncited.length > 0) return unfit('articleMissing', uncited)
  const unsaid = says.filter((one) => !isSaid(text, one))
  return unsaid.length > 0 ? unfit('wordsMissing', unsaid) : ok(undefined)
}
export type WordingFault = 'unknownField' | 'fieldMissing' | 'articleUnknown' | 'articleMissing' | 'wordsMissing'

/** What of a form differs from the house: only that is kept. */
export function ownWords(kind: WordedKind, typed: Words): Words {
  const clauses = clausesOf(kind)
  return Object.fromEntries(Object.entries(typed).filter(([name, text]) => clauses[name] && text !== clauses[name].house))
}

/** Refuses `unknownField`, `wordingUnfit`, `nothingReworded`. */
export function wordsHold(kind: WordedKind, typed: Words): Result<void> {
  const clauses = clausesOf(kind)
  const unknown = Object.keys(typed).filter((name) => !Object.hasOwn(clauses, name))
  if (unknown.length > 0) return refuse('unknownField', { fields: unknown })
  for (const [name, clause] of Object.entries(clauses)) {
    const held = typed[name] === undefined ? ok(undefined) : clauseHolds(clause, typed[name])
    if (!held.ok) return held
  }
  return Object.keys(ownWords(kind, typed)).length > 0 ? ok(undefined) : refuse('nothingReworded')
}

type InForce = { seq: number; rangeLo: number; rangeHi: number; validFrom: string }
/** The version for a paper of a place on a day: of those in force there, of the nearest bureau; of its own the one that began last. */
export function wordingFor<Of extends InForce>(versions: readonly Of[], on: string): Of | undefined {
  const width = ({ rangeLo, rangeHi }: InForce) => rangeHi - rangeLo
  const begun = versions.filter(({ validFrom }) => validFrom <= on)
  return begun.sort((one, other) => width(one) - width(other) || other.validFrom.localeCompare(one.validFrom) || other.seq - one.seq)[0]
}

/** How a version stands on a day: one that is approved speaks, is to speak, or another of its bureau speaks by now. */
export const wordingStandings = ['review', 'inForce', 'coming', 'replaced', 'refused', 'ended'] as const
export type WordingStanding = (typeof wordingStandings)[number]

type Kept = InForce & { kind: string; agencyId: string; state: WordingState }

/** Among all versions that are seen. */
export function standingOf<Of extends Kept>(version: Of, all: readonly Of[], on: string): WordingStanding {
  if (version.state !== 'inUse') return version.state
  if (version.validFrom > on) return 'coming'
  const own = all.filter(({ state, kind, agencyId }) => state === 'inUse' && kind === version.kind && agencyId === version.agencyId)
  return wordingFor(own, on)?.seq === version.seq ? 'inForce' : 'replaced'
}

type Proposed = { state: WordingState; proposedById: string }
type WordingRule = Step<Proposed, 'supervised'>
const second = [{ role: 'approver', as: 'supervised' }] as const
const steps = {
  approve: {
    from: ['review'],
    to: 'inUse',
    by: second,
    notBy: ['proposedById'],
    basis: house('What parties are told has been read by somebody beside its author.'),
  },
  refuse: {
    from: ['review'],
    to: 'refused',
    by: second,
    notBy: ['proposedById'],
    basis: house('What parties are told has been read by somebody beside its author.'),
  },
  end: { from: ['inUse'], to: 'ended', by: second, basis: house('Words that are no longer right must not be sent any more.') },
} satisfies Record<string, WordingRule>
export type WordingStep = keyof typeof steps
export const wordingSteps: Record<WordingStep, WordingRule> = steps
export const wordingStepNames = Object.keys(steps) as WordingStep[] // the keys of the table are its steps

/** Who looks at words with what a real case holds: whoever proposes or decides on them. */
export const triesWordings = [...second, { role: 'handler', as: 'supervised' }] as const

/** Who proposes one: a handler of an insurance bureau that has others below it (省、市). */
export const proposesWordings = [{ role: 'handler', as: 'ownAgency' }] as const
export const hasOthersBelow = ({ regionLo, regionHi }: { regionLo: number | null; regionHi: number | null }): boolean =>
  regionLo !== null && regionHi !== null && regionLo < regionHi

const kind = z.string().refine(isWordedKind)
/** The paragraphs are those of the kind: the command knows which, and refuses any other. */
export const proposeWordingInput = z.object({ kind, validFrom: civilDate, note: text(500).min(5) }).catchall(text(2000).min(5))
export const decideWordingInput = z.strictObject({ wordingId: id, version })
export const reasonedWordingInput = z.strictObject({ wordingId: id, version, reason })
