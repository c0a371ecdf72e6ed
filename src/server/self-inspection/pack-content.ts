import 'server-only'
import { randomUUID } from 'node:crypto'
import { sectionOf } from '#domain/self-inspection/completeness'
import { spareRows } from '#domain/self-inspection/pack/columns'
import type { PackAnswer, PackFinding, PackKey } from '#domain/self-inspection/pack/manifest'
import { packText } from '#domain/self-inspection/pack/read-row'
import { standingFen } from '#domain/self-inspection/refund'
import type { FilingFinding, FilingItem } from './load-items'

/** A finding in the words of a pack. */
export const asPacked = (
  finding: Pick<FilingFinding, Exclude<keyof PackFinding, 'billedFen' | 'irregularFen' | 'fundLossFen'>> & {
    billedFen: bigint
    irregularFen: bigint
    fundLossFen: bigint
  },
): PackFinding => ({
  behaviour: packText(finding.behaviour),
  peopleCount: finding.peopleCount,
  periodFrom: finding.periodFrom,
  periodTo: finding.periodTo,
  billedFen: String(finding.billedFen),
  irregularFen: String(finding.irregularFen),
  fundLossFen: String(finding.fundLossFen),
  cause: packText(finding.cause),
  remedy: packText(finding.remedy),
  remedyDueOn: finding.remedyDueOn,
})

export const answerPacked = (answer: { answer: PackAnswer['answer']; reason: string }): PackAnswer => ({
  answer: answer.answer,
  reason: packText(answer.reason),
})

/** A name that a sheet can have, and no other sheet of the book has. */
function sheetNames(sections: ReadonlyMap<string, string>): Map<string, string> {
  const used = new Set<string>()
  return new Map(
    [...sections].map(([section, name]) => {
      const bare = name.replace(/[*?:\\/[\]']/g, '').slice(0, 26) || section
      let unique = bare
      for (let turn = 2; used.has(unique); turn++) unique = `${bare}${turn}`
      used.add(unique)
      return [section, unique]
    }),
  )
}

/** Every row of a pack: each item with its answer and first finding, further findings after it, spare rows at the end of each section. */
export function packRows(items: readonly FilingItem[], sections: ReadonlyMap<string, string>): PackKey[] {
  return [...sheetNames(sections)].flatMap(([section, sheet]) => [
    ...items.filter((item) => sectionOf(item) === section).flatMap((item) => rowsOfItem(item, sheet)),
    ...Array.from({ length: spareRows }, () => ({
      key: randomUUID(),
      sheet,
      itemId: null,
      code: null,
      answer: null,
      finding: { version: 0, base: null },
    })),
  ])
}

function rowsOfItem(item: FilingItem, sheet: string): PackKey[] {
  const place = { sheet, itemId: item.id, code: item.code }
  const [first, ...others] = item.findings
  const ofFinding = (finding: FilingFinding) => ({ version: finding.version, base: asPacked(finding) })
  return [
    {
      key: first?.id ?? randomUUID(),
      ...place,
      answer: { version: item.answer?.version ?? 0, base: item.answer && !item.answer.previousItem ? answerPacked(item.answer) : null }, // asked again: blank
      finding: first ? ofFinding(first) : { version: 0, base: null },
    },
    ...others.map((finding) => ({ key: finding.id, ...place, answer: null, finding: ofFinding(finding) })),
  ]
}

/** What is declared as returned so far, by finding. */
export const declaredOf = (items: readonly FilingItem[]): Map<string, bigint> =>
  new Map(items.flatMap(({ findings }) => findings.map(({ id, refunds }) => [id, standingFen(refunds)] as const)))
