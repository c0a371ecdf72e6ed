import Link from 'next/link'
import { Money } from '#components/money'
import { ButtonLink } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { ScrollRegion } from '#components/ui/scroll-region'
import type { LetterKind } from '#domain/letter/kinds'
import { letterNames } from '#domain/letter/names'
import { letterText } from '#messages/zh/letter'
import type { ProposedCase } from '#server/letter/proposed-cases'

const ofOwn: readonly LetterKind[] = ['raising', 'flight', 'cross']
const ofBelow: readonly LetterKind[] = ['orangeNote', 'listing', 'flight']

/** The cases that the rules put forward, with the reason, and what a person can decide of each. */
export function Proposed({ cases }: { cases: readonly ProposedCase[] }) {
  const { proposedHead: heads } = letterText
  return (
    <div className="space-y-3">
      <p className="text-ink-2 mt-3">{letterText.groundsNote}</p>
      {cases.length === 0 ? (
        <EmptyState title={letterText.empty.proposed} next={letterText.emptyNext.proposed} />
      ) : (
        <Card flush>
          <ScrollRegion label={letterText.tabs.proposed} className="overflow-x-auto">
            <table className="w-full">
              <caption className="sr-only">{letterText.tabs.proposed}</caption>
              <thead className="bg-header-row">
                <tr>
                  {[heads.case, heads.agency, heads.loss, heads.grounds, heads.act].map((head) => (
                    <th key={head} scope="col" className="px-3 py-1 text-start font-semibold whitespace-nowrap">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {cases.map((one) => (
                  <tr key={one.id} className="border-divider border-b last:border-b-0">
                    <th scope="row" className="px-3 py-1 text-start font-normal">
                      <Link href={`/cases/${one.id}`} prefetch={false} className="link">
                        {one.partyName}
                      </Link>
                      <span className="text-ink-2 block text-xs">{one.number}</span>
                    </th>
                    <td className="px-3 py-1">{one.agencyName}</td>
                    <td className="tabular px-3 py-1 text-end">
                      <Money amountFen={one.lossFen.toString()} showUnit={false} />
                    </td>
                    <td className="px-3 py-1">{one.grounds.map((ground) => letterText.grounds[ground]).join('；')}</td>
                    <td className="px-3 py-1">
                      <span className="flex flex-wrap gap-2">
                        {(one.isOwn ? ofOwn : ofBelow).map((kind) => (
                          <ButtonLink key={kind} href={`/letters/new?kind=${kind}&case=${one.id}`} variant="outline">
                            {letterNames[kind]}
                          </ButtonLink>
                        ))}
                      </span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        </Card>
      )}
    </div>
  )
}
