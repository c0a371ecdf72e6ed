import type { ReactNode } from 'react'
import { StatusTag } from '#components/status-tag'
import { PageHead } from '#components/ui/card'
import { Tabs } from '#components/ui/tabs'
import type { CampaignState } from '#domain/campaign/steps'
import { campaignText } from '#messages/zh/campaign'

const kinds = { draft: 'notStarted', confirmed: 'waiting', approved: 'waiting', launched: 'open', closed: 'done' } as const

export type CampaignTab = keyof typeof campaignText.tabs

const pathOf: Record<CampaignTab, string> = {
  cockpit: '',
  plan: '/plan',
  recipients: '/recipients',
  duties: '/duties',
  meetings: '/meetings',
  decisions: '/decisions',
  joint: '/joint',
}
const beforeLaunch: readonly CampaignTab[] = ['cockpit', 'plan']

/** The head that every page of a campaign has: what it is, how it stands, and the way to its parts. */
export function CampaignHead({
  campaign,
  tab,
  actions,
}: {
  campaign: { id: string; name: string; state: CampaignState; documentNumber: string | null }
  tab: CampaignTab
  actions?: ReactNode
}) {
  const { id, name, state, documentNumber } = campaign
  const isLaunched = state === 'launched' || state === 'closed'
  const tabs = (Object.keys(campaignText.tabs) as CampaignTab[]).filter((one) => isLaunched || beforeLaunch.includes(one))
  return (
    <>
      <PageHead
        title={
          <span className="flex flex-wrap items-center gap-3">
            {name}
            <StatusTag kind={kinds[state]} label={campaignText.states[state]} />
          </span>
        }
        trail={documentNumber ?? campaignText.documentNumberNone}
        actions={actions}
      />
      <div className="mb-3">
        <Tabs
          label={campaignText.tabsLabel}
          tabs={tabs.map((one) => ({ href: `/campaigns/${id}${pathOf[one]}`, label: campaignText.tabs[one], current: one === tab }))}
        />
      </div>
    </>
  )
}
