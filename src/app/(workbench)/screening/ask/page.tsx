import Link from 'next/link'
import { notFound } from 'next/navigation'
import { ButtonLink } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { askText as text } from '#messages/zh/ask-data'
import { localText } from '#messages/zh/local-models'
import { screeningText } from '#messages/zh/screening'
import { modelText } from '#messages/zh/screening-models'
import { composesModels } from '#server/screening/local-models'
import { trialLoads } from '#server/screening/local-views'
import { requireActor } from '#server/session'
import { AskForm } from './ask-form'

export const metadata = { title: text.title }

/** One question in SQL to one delivery, for analysts. */
export default async function AskPage() {
  const actor = await requireActor()
  if (!composesModels(actor)) notFound()
  const loads = await trialLoads(actor)
  return (
    <>
      <PageHead
        title={text.title}
        lead={text.lead}
        trail={
          <Link href="/screening/models" prefetch={false} className="link">
            {modelText.title}
          </Link>
        }
        actions={<ButtonLink href="/screening/models/views">{localText.views}</ButtonLink>}
      />
      <Card>
        {loads.length === 0 ? (
          <p>{text.noLoads}</p>
        ) : (
          <AskForm loads={loads.map(({ id, folder, months }) => ({ value: id, label: `${folder} ${screeningText.monthsOf(months)}` }))} />
        )}
      </Card>
    </>
  )
}
