import Link from 'next/link'
import { Card } from '#components/ui/card'
import { beijingDay } from '#domain/kernel/civil-date'
import { issuingText as text } from '#messages/zh/issuing'
import type { Issue } from '#server/screening/issue-queries'
import { StillWorking } from '../../still-working'

/** What was issued of a run, by whom, how far it has come and which batch it is. */
export function Issues({ issues }: { issues: readonly Issue[] }) {
  if (issues.length === 0) return null
  return (
    <Card title={text.title}>
      <ul className="space-y-3">
        {issues.map((issue) => (
          <li key={issue.id}>
            <p className="font-semibold">{text.act({ ...issue, by: issue.requestedByName, on: beijingDay(issue.requestedAt) })}</p>
            {(issue.state === 'waiting' || issue.state === 'issuing') && (
              <StillWorking progress={issue.state === 'waiting' ? '' : text.working(issue.issuedCount, issue.hitCount)} />
            )}
            {issue.batch && (issue.state === 'done' || issue.state === 'stopped') && (
              <p>
                {text.issued(issue.issuedCount)}
                <Link href={`/leads?batch=${issue.batch.number}`} prefetch={false} className="link">
                  {issue.batch.number}
                </Link>
              </p>
            )}
            {issue.state === 'stopped' && <p className="text-danger">{text.stopped(issue.hitCount - issue.issuedCount, issue.trouble)}</p>}
          </li>
        ))}
      </ul>
    </Card>
  )
}
