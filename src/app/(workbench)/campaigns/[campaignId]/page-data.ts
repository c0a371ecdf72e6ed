import type { getCampaign } from '#server/campaign/queries'

/** A campaign, as the parts of its first page are given it. */
export type CampaignPage = NonNullable<Awaited<ReturnType<typeof getCampaign>>>
