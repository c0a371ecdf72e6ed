import { Money } from '#components/money'
import { Card } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { beijingMinute } from '#domain/kernel/civil-date'
import { leadText } from '#messages/zh/lead'
import { evidenceText } from '#messages/zh/lead-evidence'
import type { getLead } from '#server/lead/queries'

type Lead = NonNullable<Awaited<ReturnType<typeof getLead>>>

/** Every round of verification with its review, and the files that stand with the lead. */
export function Rounds({ rounds, attachments }: { rounds: Lead['verifications']; attachments: Lead['attachments'] }) {
  return (
    <>
      <Card title={leadText.evidence}>
        {attachments.length === 0 ? (
          <p className="text-ink-2">{leadText.evidenceNone}</p>
        ) : (
          <ul className="space-y-1">
            {attachments.map(({ id, title, file, addedAt }) => (
              <li key={id}>
                <a href={`/api/files/${file.id}`} className="link">
                  {title}
                </a>{' '}
                <span className="text-ink-2">{beijingMinute(addedAt)}</span>{' '}
                <span className="text-hint font-mono text-xs" title={file.sha256}>
                  {file.sha256.slice(0, 12)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
      {rounds.length > 0 && (
        <Card title={leadText.rounds}>
          <ol className="space-y-4">
            {rounds.map((round) => (
              <li key={round.id}>
                <p className="font-semibold">
                  {leadText.round(round.round)}：{leadText.conclusions[round.conclusion]}（{round.handlerName}{' '}
                  {beijingMinute(round.submittedAt)}）
                </p>
                <DescriptionList
                  columns={2}
                  items={[
                    { term: leadText.method, value: round.method },
                    { term: leadText.peopleCount, value: String(round.peopleCount) },
                    {
                      term: leadText.billed,
                      value: round.billedFen === null ? '—' : <Money amountFen={round.billedFen.toString()} />,
                    },
                    {
                      term: leadText.irregular,
                      value: round.irregularFen === null ? '—' : <Money amountFen={round.irregularFen.toString()} />,
                    },
                    {
                      term: leadText.fundLoss,
                      value: round.fundLossFen === null ? '—' : <Money amountFen={round.fundLossFen.toString()} />,
                    },
                    { term: leadText.account, value: round.account },
                    ...(round.checked.length > 0 ? [{ term: evidenceText.checked, value: round.checked.join('；') }] : []),
                    ...(round.mergedInto ? [{ term: leadText.mergedInto, value: round.mergedInto.number }] : []),
                    ...(round.reviewerName && round.reviewedAt
                      ? [
                          {
                            term: leadText.reviewNote,
                            value: `${leadText.reviewedBy(round.reviewerName, round.agreed ?? false)} ${beijingMinute(round.reviewedAt)} ${round.reviewNote ?? ''}`,
                          },
                        ]
                      : []),
                  ]}
                />
              </li>
            ))}
          </ol>
        </Card>
      )}
    </>
  )
}
