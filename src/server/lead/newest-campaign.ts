import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { patientQuery } from '../query'

/** A batch that was issued in sight, or of which leads came to the territory. */
const withBatches = `SELECT campaign.id::text AS id FROM campaign, LATERAL (SELECT campaign_family(campaign.id) AS ids) AS family
  WHERE campaign.id = ANY ($1::uuid[]) AND (
    EXISTS (SELECT FROM lead_batch WHERE lead_batch.campaign_id = ANY (family.ids))
    OR EXISTS (SELECT FROM lead_move WHERE lead_move.campaign_id = ANY (family.ids) AND lead_move.department = $2::"Department"
      AND lead_move.to_region_no BETWEEN $3 AND $4 AND lead_move.from_region_no NOT BETWEEN $3 AND $4))
  ORDER BY campaign.launched_at DESC NULLS LAST, campaign.id DESC LIMIT 1`

/** Of these campaigns the newest that has leads to prove for this person; `null`: none has, or finding out takes too long. */
export const newestWithBatches = (actor: Actor, campaignIds: readonly string[]): Promise<string | null> =>
  patientQuery(actor, async (client) => {
    const values = [campaignIds, actor.department, actor.regionLo ?? 1, actor.regionHi ?? 0]
    return (await client.query<{ id: string }>(withBatches, values)).rows[0]?.id ?? null
  })
