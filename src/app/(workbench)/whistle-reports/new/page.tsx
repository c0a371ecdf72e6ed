import Link from 'next/link'
import { notFound } from 'next/navigation'
import { PageHead } from '#components/ui/card'
import { whistleText } from '#messages/zh/whistle'
import { requireActor } from '#server/session'
import { takesReports } from '#server/whistle/register-report'
import { RegisterForm } from './register-form'

export const metadata = { title: whistleText.register }

export default async function NewWhistleReportPage() {
  if (!takesReports(await requireActor())) notFound()
  return (
    <>
      <PageHead
        title={whistleText.register}
        lead={whistleText.registerLead}
        trail={
          <Link href="/whistle-reports" prefetch={false} className="link">
            {whistleText.title}
          </Link>
        }
      />
      <RegisterForm />
    </>
  )
}
