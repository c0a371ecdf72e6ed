import Link from 'next/link'
import { CommandForm } from '#components/command-form'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Input } from '#components/ui/input'
import { queueText } from '#messages/zh/review-queue'
import { spotCheckText } from '#messages/zh/spot-check'
import { pass } from './actions'

type Listed = { id: string; name: string; regionName: string }

/** What has nothing against it, by name, and the act that passes it and announces whom nobody can know yet. */
export function BatchForm({
  campaign,
  filings,
  hash,
  recheck,
}: {
  campaign: { id: string; name: string }
  filings: readonly Listed[]
  hash: string
  recheck: number
}) {
  return (
    <Disclosure
      summary={`${queueText.batch}（${filings.length}）· ${campaign.name}`}
      className="bg-panel border-divider rounded-control mb-3 border px-3 py-1"
      open
    >
      <p className="text-ink-2 my-1">{queueText.batchLead(filings.length, recheck)}</p>
      <Disclosure summary={queueText.batchList(filings.length)} quiet>
        <ul className="my-1 grid gap-x-6 tablet:grid-cols-3">
          {filings.map(({ id, name, regionName }) => (
            <li key={id}>
              <Link href={`/self-inspections/${id}`} prefetch={false} className="link">
                {name}
              </Link>{' '}
              <span className="text-hint">{regionName}</span>
            </li>
          ))}
        </ul>
      </Disclosure>
      <CommandForm
        action={pass}
        submitLabel={queueText.batchPass(filings.length)}
        fields={{ campaignId: campaign.id, shownHash: hash }}
        scope={`batch-${campaign.id}`}
        className="my-2"
      >
        <div className="grid gap-x-6 gap-y-3 tablet:grid-cols-3">
          <Field name="sourceName" label={spotCheckText.sourceName} hint={spotCheckText.sourceNameHint} required>
            <Input maxLength={80} autoComplete="off" />
          </Field>
          <Field name="sourceOn" label={spotCheckText.sourceOn} hint={spotCheckText.sourceOnHint} required>
            <Input type="date" />
          </Field>
          <Field name="note" label={queueText.batchNote}>
            <Input maxLength={1000} />
          </Field>
        </div>
      </CommandForm>
    </Disclosure>
  )
}
