import type pg from 'pg'
import { accounts, type Product } from '../pages/product'
import { signIn } from '../pages/sign-in'
import { takeTurns } from '../rig/measure'
import { atMost, type Measured, type Ratio } from '../rig/result'
import { sides } from './province'

const clients = 10

/** How far a whole province has come, as its officer sees it: the list of filings with what stands in each county. */
export async function measureProgress(
  { product, database, home }: { product: Product; database: pg.Client; home: string },
  effort: { seconds: number; rounds: number },
  heard: (line: string) => void,
): Promise<{ measured: Measured[]; ratios: Ratio[]; answers: number }> {
  const officer = accounts(home).find(({ department, roles, regionCode }) => {
    return department === 'MI' && roles.includes('handler') && regionCode.endsWith('0000')
  })
  if (!officer) throw new Error('the demonstration world has no province officer')
  const cookie = await signIn(product.url, officer)
  const { rows } = await database.query<{ id: string; answers: number; institutions: string }>(
    `SELECT id, (SELECT count(*)::int FROM filing_answer) AS answers, (SELECT count(*)::text FROM filing WHERE campaign_id = campaign.id) AS institutions
     FROM campaign WHERE name = $1`,
    [sides.product],
  )
  const campaign = rows[0]
  if (!campaign) throw new Error('the province has no campaign')
  const url = `${product.url}/self-inspections?campaign=${campaign.id}`
  const holds = Number(campaign.institutions).toLocaleString('zh-CN')
  const target = { case: 'progress of a province', target: 'page', url, headers: { cookie }, holds }
  const measured = await takeTurns([target], { ...effort, clients }, heard)
  return {
    measured,
    ratios: [atMost('progress of a province, p95 ms at 10 clients', measured[0]?.p95Ms ?? Number.NaN, 300)],
    answers: campaign.answers,
  }
}
