import Link from 'next/link'
import { notFound } from 'next/navigation'
import { StatusTag } from '#components/status-tag'
import { ButtonLink } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { ScrollRegion } from '#components/ui/scroll-region'
import { Tag } from '#components/ui/tag'
import { beijingDay } from '#domain/kernel/civil-date'
import { isVerified } from '#domain/law/confidence'
import { seesScreening } from '#domain/screening/settlement-load'
import { askText } from '#messages/zh/ask-data'
import { beforeBillingText } from '#messages/zh/before-billing'
import { localText } from '#messages/zh/local-models'
import { modelText as text } from '#messages/zh/screening-models'
import { ruleText } from '#messages/zh/screening-rules'
import { currentTime } from '#server/clock/now'
import { composesModels } from '#server/screening/local-models'
import { listModels, type ModelRow } from '#server/screening/model-queries'
import { requireActor } from '#server/session'
import { ScreeningTabs } from '../tabs'

export const metadata = { title: text.title }

const statuses = {
  inUse: 'open',
  ahead: 'waiting',
  resting: 'stopped',
  beyondData: 'notStarted',
  proposed: 'waiting',
  draft: 'notStarted',
} as const

/** Every model of the catalogue as it stands today where this person works. */
export default async function ModelsPage() {
  const actor = await requireActor()
  const models = await listModels(actor, beijingDay(currentTime()))
  if (!models) notFound()
  return (
    <>
      <PageHead
        title={text.title}
        lead={text.lead}
        actions={
          <>
            <ButtonLink href="/screening/rules">{ruleText.title}</ButtonLink>
            <ButtonLink href="/screening/models/views">{localText.views}</ButtonLink>
            {composesModels(actor) && <ButtonLink href="/screening/ask">{askText.open}</ButtonLink>}
            {composesModels(actor) && (
              <ButtonLink href="/screening/models/compose" variant="primary">
                {localText.compose}
              </ButtonLink>
            )}
          </>
        }
      />
      {seesScreening(actor) && <ScreeningTabs at="models" />}
      <Card flush>
        <ScrollRegion label={text.all} className="overflow-x-auto">
          <table className="w-full">
            <caption className="sr-only">{text.all}</caption>
            <thead className="bg-header-row">
              <tr>
                {text.heads.map((head) => (
                  <th key={head} scope="col" className="px-3 py-1.5 text-start font-semibold whitespace-nowrap">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {models.map((model) => (
                <Row key={model.id} model={model} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </Card>
    </>
  )
}

function Row({ model }: { model: ModelRow }) {
  return (
    <tr className="border-divider border-b align-top last:border-b-0">
      <td className="px-3 py-1 font-mono">{model.id}</td>
      <th scope="row" className="px-3 py-1 text-start font-normal">
        <Link href={`/screening/models/${model.id}`} prefetch={false} className="link">
          {model.title}
        </Link>{' '}
        {model.local ? <Tag tone="brand">{localText.localTag}</Tag> : !isVerified(model.confidence) && <Tag>{text.unverified}</Tag>}{' '}
        {model.waiting && <Tag tone="warning">{text.waiting}</Tag>}
      </th>
      <td className="px-3 py-1">{beforeBillingText.grades[model.grade]}</td>
      <td className="px-3 py-1 font-mono whitespace-nowrap">{model.version}</td>
      <td className="px-3 py-1">
        <StatusTag kind={statuses[model.standing]} label={model.comesOn ? text.comesOn(model.comesOn) : text.standings[model.standing]} />
      </td>
      <td className="px-3 py-1">{model.unverified || text.none}</td>
      <td className="px-3 py-1 whitespace-nowrap">
        {model.precision ? text.rate(model.precision) : text.none} {model.misleads && <Tag tone="danger">{text.misleads}</Tag>}
      </td>
    </tr>
  )
}
