import { notFound } from 'next/navigation'
import { StepButton } from '#components/step-button'
import { ButtonLink } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { adoptText } from '#messages/zh/campaign'
import { planText } from '#messages/zh/campaign-plan'
import { getCampaign } from '#server/campaign/queries'
import { requireActor } from '#server/session'
import { adopt } from '../../actions'

export const metadata = { title: adoptText.title }

export default async function AdoptPage({ params }: { params: Promise<{ campaignId: string }> }) {
  const { campaignId } = await params
  const campaign = await getCampaign(await requireActor(), campaignId)
  if (!campaign) notFound()

  const { made, mayAdopt } = campaign.adoption
  return (
    <>
      <PageHead title={adoptText.title} lead={adoptText.lead(campaign.name)} trail={campaign.documentNumber} />
      <Card title={adoptText.stages} className="max-w-3xl">
        <table className="w-full border-collapse">
          <thead>
            <tr className="text-ink-2">
              {[adoptText.stage, adoptText.words, adoptText.dueOn].map((heading) => (
                <th key={heading} scope="col" className="px-2 py-1 text-start font-semibold">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {campaign.stages.map(({ id, title, dueText, dueOn }) => (
              <tr key={id}>
                <th scope="row" className="px-2 py-1 text-start font-normal">
                  {title}
                </th>
                <td className="px-2 py-1">{dueText ?? planText.notSaid}</td>
                <td className="px-2 py-1">{dueOn ?? planText.notSaid}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className="mt-4">
          {made ? (
            <p>
              {adoptText.made}{' '}
              <ButtonLink href={`/campaigns/${made.id}/plan`} size="sm">
                {adoptText.open}
              </ButtonLink>
            </p>
          ) : mayAdopt ? (
            <>
              <p className="mb-3">{adoptText.body}</p>
              <StepButton label={adoptText.adopt} shut={null} fields={{ campaignId }} action={adopt} variant="primary" />
            </>
          ) : (
            <p className="text-ink-2">{adoptText.notHere}</p>
          )}
        </div>
      </Card>
    </>
  )
}
