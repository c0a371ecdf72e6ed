import type { AnswerKind } from './answers'

/** A finding as a reviewer compares it: every cell as text or a whole number. */
export type KeptFinding = {
  id: string
  behaviour: string
  peopleCount: number
  periodFrom: string
  periodTo: string
  billedFen: string
  irregularFen: string
  fundLossFen: string
  cause: string
  remedy: string
  evidence: number
}
export type KeptItem = { itemId: string; code: string; answer: AnswerKind | null; reason: string; findings: KeptFinding[] }

export const findingCells = [
  'behaviour',
  'peopleCount',
  'periodFrom',
  'periodTo',
  'billedFen',
  'irregularFen',
  'fundLossFen',
  'cause',
  'remedy',
  'evidence',
] as const satisfies readonly (keyof KeptFinding)[]
export type FindingCell = (typeof findingCells)[number]

/** `finding` is the behaviour by which a person knows the finding; `null` for the item's own answer. */
export type CellChange = {
  code: string
  finding: string | null
  cell: 'answer' | 'reason' | 'added' | 'removed' | FindingCell
  from: string | null
  to: string | null
}

const textOf = (value: string | number | null | undefined): string | null =>
  value === null || value === undefined || value === '' ? null : String(value)

/**
 * What has changed from one version of a filing to the next, cell by cell, in the order of the list. An item of the next version of the list
 * is the one of the same code.
 */
export function changesBetween(before: readonly KeptItem[], after: readonly KeptItem[]): CellChange[] {
  const earlier = new Map(before.map((item) => [item.itemId, item]))
  const ofCode = new Map(before.map((item) => [item.code, item]))
  return after.flatMap((item) => changesOfItem(earlier.get(item.itemId) ?? ofCode.get(item.code), item))
}

function changesOfItem(before: KeptItem | undefined, { code, ...after }: KeptItem): CellChange[] {
  const own = (['answer', 'reason'] as const).flatMap((cell): CellChange[] => {
    const [from, to] = [textOf(before?.[cell]), textOf(after[cell])]
    return from === to ? [] : [{ code, finding: null, cell, from, to }]
  })
  const held = new Map((before?.findings ?? []).map((finding) => [finding.id, finding]))
  const kept = new Set(after.findings.map(({ id }) => id))
  const gone = [...held.values()].filter(({ id }) => !kept.has(id))
  return [
    ...own,
    ...gone.map(({ behaviour, fundLossFen }) => ({ code, finding: behaviour, cell: 'removed' as const, from: fundLossFen, to: null })),
    ...after.findings.flatMap((finding): CellChange[] => {
      const was = held.get(finding.id)
      if (!was) return [{ code, finding: finding.behaviour, cell: 'added' as const, from: null, to: finding.fundLossFen }]
      return findingCells.flatMap((cell) => {
        const [from, to] = [textOf(was[cell]), textOf(finding[cell])]
        return from === to ? [] : [{ code, finding: finding.behaviour, cell, from, to }]
      })
    }),
  ]
}
