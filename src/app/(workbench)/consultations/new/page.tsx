import Link from 'next/link'
import { notFound } from 'next/navigation'
import { PageHead } from '#components/ui/card'
import { consultationText } from '#messages/zh/consultation'
import { getConsultationDraft } from '#server/consultation/queries'
import { requireActor } from '#server/session'
import { OpenForm } from './open-form'

export const metadata = { title: consultationText.open }

export default async function NewConsultationPage({ searchParams }: { searchParams: Promise<{ case?: string }> }) {
  const draft = await getConsultationDraft(await requireActor(), (await searchParams).case ?? '')
  if (!draft) notFound()
  return (
    <>
      <PageHead
        title={consultationText.open}
        trail={
          <Link href={`/cases/${draft.caseId}`} prefetch={false} className="link">
            {consultationText.ofCase(draft.number, draft.partyName)}
          </Link>
        }
      />
      <OpenForm draft={draft} />
    </>
  )
}
