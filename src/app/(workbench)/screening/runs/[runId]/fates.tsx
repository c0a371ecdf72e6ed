import { Card } from '#components/ui/card'
import { type HitProof, hitFates, noFates, proveHits } from '#domain/screening/hit-fates'
import { fateText as text } from '#messages/zh/hit-fates'
import type { BackTest } from '#server/screening/back-test'
import { PlainTable } from '../../plain-table'

type Outcome = { code: string; title: string; hitCount: number }
type Proved = HitProof & { id: string; name: string }

/** Each model's clues and what became of them, and all of them together. */
function proofsOf(outcomes: readonly Outcome[], models: BackTest['models']): { each: Proved[]; whole: HitProof } {
  const each = outcomes
    .map(({ code, title, hitCount }) => ({
      ...{ id: code, name: `${code} ${title}` },
      ...proveHits(hitCount, models.get(code)?.fates ?? noFates()),
    }))
    .filter(({ found, missing }) => found > 0 || missing !== 0)
  const all = noFates()
  for (const { fates } of each) for (const fate of hitFates) all[fate] += fates[fate]
  return {
    each,
    whole: proveHits(
      each.reduce((sum, { found }) => sum + found, 0),
      all,
    ),
  }
}

/** 疑点去向: found = issued + known + set aside + waiting, for the run and for each model. */
export function Fates({ outcomes, test }: { outcomes: readonly Outcome[]; test: BackTest }) {
  const { each, whole } = proofsOf(outcomes, test.models)
  if (each.length === 0) return null
  const word = ({ cleared, holds, missing }: HitProof) =>
    cleared ? text.cleared : holds ? text.holds : text.missing(missing, test.seesAll)
  const shown = hitFates.filter((fate) => fate !== 'issuing' || whole.fates.issuing > 0)
  const cells = (proof: HitProof) => [
    ...[proof.found, ...shown.map((fate) => proof.fates[fate])].map((count) => count.toLocaleString('zh-CN')),
    word(proof),
  ]
  return (
    <Card title={text.title} flush>
      <p className="px-3 py-2 font-semibold">{text.sum(whole)}</p>
      <PlainTable
        caption={text.title}
        heads={[
          { label: text.model },
          { label: text.found, figure: true },
          ...shown.map((fate) => ({ label: text.names[fate], figure: true as const })),
          { label: text.proof },
        ]}
        rows={[
          ...each.map((proof) => ({ id: proof.id, cells: [proof.name, ...cells(proof)] })),
          { id: 'total', cells: [text.total, ...cells(whole)] },
        ]}
      />
      <p className="text-hint px-3 py-2">{text.note}</p>
    </Card>
  )
}
