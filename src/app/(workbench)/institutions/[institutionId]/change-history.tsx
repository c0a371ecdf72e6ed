import { StatusTag } from '#components/status-tag'
import { Card } from '#components/ui/card'
import { ScrollRegion } from '#components/ui/scroll-region'
import { beijingMinute } from '#domain/kernel/civil-date'
import { registerText } from '#messages/zh/register'
import type { InstitutionView } from '#server/institution/register-queries'
import { whatOf } from './change-words'

const statuses = { proposed: 'waiting', confirmed: 'done', refused: 'returned', withdrawn: 'stopped' } as const

/** What bureaus did to the institution, newest first. */
export function ChangeHistory({ changes }: { changes: InstitutionView['changes'] }) {
  if (changes.length === 0) {
    return (
      <Card title={registerText.changes}>
        <p className="text-ink-2">{registerText.noChanges}</p>
      </Card>
    )
  }
  return (
    <Card title={registerText.changes} flush>
      <ScrollRegion label={registerText.changes} className="overflow-x-auto">
        <table className="w-full">
          <caption className="sr-only">{registerText.changes}</caption>
          <thead className="bg-header-row">
            <tr>
              {Object.values(registerText.changeHeads).map((head) => (
                <th key={head} scope="col" className="px-3 py-1.5 text-start font-semibold whitespace-nowrap">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={change.id} className="border-divider border-b align-top last:border-b-0">
                <th scope="row" className="px-3 py-1 text-start font-normal whitespace-nowrap">
                  {registerText.kinds[change.kind]}
                </th>
                <td className="px-3 py-1">{whatOf(change)}</td>
                <td className="max-w-80 px-3 py-1 break-words">
                  {change.reason}
                  {change.decisionReason && <p className="text-danger">{change.decisionReason}</p>}
                </td>
                <td className="px-3 py-1">
                  {registerText.proposedBy(change.agencyName, change.proposedByName, beijingMinute(change.proposedAt))}
                  {change.decidedAt && change.decidedById !== change.proposedById && (
                    <p className="text-hint">{registerText.decidedBy(change.decidedByName ?? '', beijingMinute(change.decidedAt))}</p>
                  )}
                </td>
                <td className="px-3 py-1">
                  <StatusTag kind={statuses[change.state]} label={registerText.changeStates[change.state]} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Card>
  )
}
