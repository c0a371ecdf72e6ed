import Link from 'next/link'
import { Card } from '#components/ui/card'
import { ScrollRegion } from '#components/ui/scroll-region'
import { Tag } from '#components/ui/tag'
import { beijingMinute } from '#domain/kernel/civil-date'
import { evidenceText } from '#messages/zh/evidence'
import type { CaseView } from '#server/case/queries'
import { currentTime } from '#server/clock/now'
import { collectorsFor } from '#server/evidence/queries'
import { readinessOf } from '#server/evidence/readiness-of'
import { requireActor } from '#server/session'
import { ReadinessCard } from '../readiness-card'
import { CaseActs, CaseAssistance } from './case-acts'
import { CaseBundleCard } from './case-bundles'
import { CaseHolds } from './case-holds'
import { EvidenceForm } from './evidence-form'
import { WaiverForm } from './waiver-form'

/** The evidence of a case, what of its facts nothing proves yet, and the form of the next pieces. */
export async function CaseEvidence({ file }: { file: CaseView }) {
  const adds = file.records.includes('addEvidence')
  const actor = await requireActor()
  const people = adds ? await collectorsFor(actor, file.id, currentTime()) : []
  const readiness = file.records.includes('refer') ? await readinessOf(actor, file.id) : null
  const uncovered = file.facts.filter(({ evidenceCount }) => evidenceCount === 0).map(({ seq }) => seq)
  return (
    <div className="space-y-4">
      <CaseActs file={file} />
      <CaseHolds file={file} />
      <CaseAssistance file={file} />
      <Card title={evidenceText.title}>
        {file.evidence.length === 0 ? <p className="text-ink-2">{evidenceText.none}</p> : <EvidenceTable file={file} />}
        {file.evidence.length > 0 && uncovered.length > 0 && <p className="text-warning mt-2">{evidenceText.uncovered(uncovered)}</p>}
      </Card>
      {readiness && (
        <ReadinessCard readiness={readiness}>
          {file.records.includes('waiveEvidence') && <WaiverForm file={file} readiness={readiness} />}
        </ReadinessCard>
      )}
      <CaseBundleCard file={file} />
      {adds && (
        <Card title={evidenceText.add}>
          <EvidenceForm key={file.evidence.length} file={file} people={people} />
        </Card>
      )}
    </div>
  )
}

const heads = ['seq', 'name', 'kind', 'fact', 'collected', 'state'] as const

function EvidenceTable({ file }: { file: CaseView }) {
  const seqOf = (factId: string | null) => file.facts.find(({ id }) => id === factId)?.seq
  return (
    <ScrollRegion label={evidenceText.caption} className="overflow-auto">
      <table className="w-full border-collapse">
        <caption className="sr-only">{evidenceText.caption}</caption>
        <thead>
          <tr className="bg-header-row">
            {heads.map((head) => (
              <th key={head} scope="col" className="px-2 py-1 text-start font-semibold whitespace-nowrap">
                {evidenceText[head]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {file.evidence.map((piece) => {
            const fact = seqOf(piece.factId)
            return (
              <tr key={piece.id} className="border-divider border-b align-top">
                <td className="px-2 py-1 tabular-nums">{piece.seq}</td>
                <td className="px-2 py-1">
                  <Link href={`/cases/${file.id}/evidence/${piece.id}`} prefetch={false} className="link inline-flex min-h-6 items-center">
                    {piece.title}
                  </Link>
                  <p className="text-hint">{piece.proves}</p>
                </td>
                <td className="px-2 py-1 whitespace-nowrap">{evidenceText.kinds[piece.kind]}</td>
                <td className="px-2 py-1 whitespace-nowrap">{fact === undefined ? evidenceText.wholeCase : evidenceText.factOf(fact)}</td>
                <td className="px-2 py-1">
                  <span className="whitespace-nowrap tabular-nums">{beijingMinute(piece.collectedAt)}</span>
                  <p className="text-hint">
                    {piece.collectorAName}、{piece.collectorBName}
                  </p>
                </td>
                <td className="px-2 py-1 whitespace-nowrap">
                  <Tag tone={piece.state === 'held' ? 'success' : 'neutral'}>{evidenceText.states[piece.state]}</Tag>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
