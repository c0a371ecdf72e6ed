import { beforeAll, describe, expect, it } from 'vitest'
import { partsOf, writeYearCells, type YearCells } from '#domain/self-inspection/years'
import { splitFinding } from '#server/self-inspection/demand-refunds'
import { getFiling } from '#server/self-inspection/filing-queries'
import { getFindingDebts } from '#server/self-inspection/finding-debts'
import { amendFinding, recordFinding } from '#server/self-inspection/record-finding'
import { saveAnswers } from '#server/self-inspection/save-answers'
import { county, done, launchedCampaign } from '../../fixtures/campaigns'
import { aFinding, filedAt, issuedFiling, itemsFor, proof, stateOf, type TestFiling } from '../../fixtures/filings'
import { asOwner } from '../../support/as-owner'

let campaignId = ''
beforeAll(async () => {
  campaignId = await launchedCampaign()
})

const refusedWith = (code: string, detail?: object) => ({ ok: false, refusal: { code, ...(detail ? { detail } : {}) } })
const period = { periodFrom: '2021-07-01', periodTo: '2023-03-31' }
/** Recorded on 2024-05-22: what ended before 2022-05-22 is more than two years back. */
const parts = partsOf(period, '2024-05-22')
const split = (cells: YearCells[]) => writeYearCells(parts.map((part, place) => ({ ...part, cells: cells[place] ?? ['', '', ''] })))
const good = split([
  ['1,000', '900', '500.01'],
  ['500', '300', '199.99'],
  ['500', '300.50', '300'],
  ['1000', '500', '500'],
])

async function record(filing: TestFiling, override: object = {}) {
  const [item] = await itemsFor()
  const input = { filingId: filing.id, itemId: item?.id, ...aFinding(await proof(filing.officer)), ...period, years: good, ...override }
  return recordFinding(filing.officer, input, filedAt)
}
const kept = async (id: string) => (await asOwner<{ years: unknown[] | null }>('SELECT years FROM finding WHERE id = $1', [id]))[0]?.years

describe('a finding over several years', () => {
  it('keeps its amounts year by year, cut at the day two years back, and shows them again', async () => {
    const filing = await issuedFiling(campaignId)
    const { id } = done(await record(filing))
    expect(parts.map(({ from, older }) => [from, older])).toEqual([
      ['2021-07-01', true],
      ['2022-01-01', true],
      ['2022-05-22', false],
      ['2023-01-01', false],
    ])
    const view = await getFiling(filing.officer, filing.id)
    const [finding] = view?.items.flatMap(({ findings }) => findings) ?? []
    expect(finding?.years.map(({ fundLossFen }) => fundLossFen)).toEqual([50_001n, 19_999n, 30_000n, 50_000n])
    expect(await kept(id)).toHaveLength(4)
  })

  it.each([
    ['another sum', { fundLoss: '1500.01' }, 'yearsDisagree', { amount: 'fundLossFen', by: '0.01' }],
    ['another period', { periodTo: '2023-04-30' }, 'yearsOfOtherPeriod', undefined],
    [
      'a year out of order',
      {
        years: split([
          ['1000', '900', '901'],
          ['500', '300', '0'],
          ['500', '300.5', '99'],
          ['1000', '500', '500'],
        ]),
      },
      'amountsOutOfOrder',
      undefined,
    ],
    ['a cell that is no amount', { years: good.replace('1,000', '一千') }, 'invalidInput', undefined],
    ['something else', { years: '2021' }, 'invalidInput', undefined],
  ])('is refused with %s, and nothing is left behind', async (_what, override, code, detail) => {
    const filing = await issuedFiling(campaignId)
    const before = await stateOf(filing.id)
    expect(await record(filing, override)).toMatchObject(refusedWith(code, detail))
    expect(await stateOf(filing.id)).toBe(before)
  })

  it('is split anew, or no more, when it is amended; the day two years back stays that of its recording', async () => {
    const filing = await issuedFiling(campaignId)
    const { id } = done(await record(filing))
    const amend = (version: number, override: object) =>
      amendFinding(filing.officer, { ...aFinding(''), ...period, findingId: id, version, ...override }, new Date('2024-06-22T02:00:00Z'))
    done(await amend(1, { years: good, cause: '另行查明' }))
    expect(await kept(id)).toHaveLength(4)
    expect(await amend(2, { years: good, billed: '4000' })).toMatchObject(refusedWith('yearsDisagree'))
    done(await amend(2, {}))
    expect(await kept(id)).toBeNull()
  })

  it('keeps its years when it is saved with other answers in one act', async () => {
    const filing = await issuedFiling(campaignId)
    const [item, other] = await itemsFor()
    const { evidenceFileIds: _apart, ...whole } = { ...aFinding(''), ...period }
    const findings = [
      { itemId: item?.id, ...whole, years: good },
      { itemId: other?.id, ...whole },
    ]
    const { findingIds } = done(await saveAnswers(filing.officer, { filingId: filing.id, findings }, filedAt))
    expect(await kept(findingIds[0] ?? '')).toHaveLength(4)
    expect(await kept(findingIds[1] ?? '')).toBeNull()
  })

  it('cannot disagree with its parts whatever writes it', async () => {
    const filing = await issuedFiling(campaignId)
    const { id } = done(await record(filing))
    for (const change of ['fund_loss_fen = fund_loss_fen - 1', `years = '[]'`, `years = jsonb_set(years, '{0,billedFen}', '"1"')`])
      await expect(asOwner(`UPDATE finding SET ${change} WHERE id = $1`, [id]), change).rejects.toThrow('check$finding_years')
  })

  it('proposes to the bureau how much is older, and decides nothing', async () => {
    const filing = await issuedFiling(campaignId)
    const { id } = done(await record(filing))
    const read = async () => getFindingDebts(county.handler, id)
    expect(await read()).toMatchObject({ agreementFen: null, recordedOn: '2024-05-22', edge: '2022-05-22' })
    expect((await read())?.years).toHaveLength(4)
    done(await splitFinding(county.handler, { findingId: id, version: 1, older: '700' }, filedAt))
    expect(await read()).toMatchObject({ agreementFen: 70_000n })
  })
})
