import Link from 'next/link'
import { Card } from '#components/ui/card'
import { leadText } from '#messages/zh/lead'
import type { getLead } from '#server/lead/queries'

type Lead = NonNullable<Awaited<ReturnType<typeof getLead>>>

/** The leads that go on with this one (并案). */
export function MergedFrom({ leads }: { leads: Lead['mergedFrom'] }) {
  return (
    <Card title={leadText.mergedFrom}>
      <p className="text-hint mb-2">{leadText.mergedFromNote}</p>
      <ul className="space-y-1">
        {leads.map(({ id, number, institutionName, behaviour }) => (
          <li key={id}>
            <Link href={`/leads/${id}`} prefetch={false} className="link font-mono">
              {number}
            </Link>{' '}
            {institutionName}　{behaviour}
          </li>
        ))}
      </ul>
    </Card>
  )
}
