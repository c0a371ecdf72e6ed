import { beforeAll, describe, expect, it, vi } from 'vitest'
import { answerItem } from '#server/self-inspection/answer-items'
import { applyPack } from '#server/self-inspection/apply-pack'
import { issueFilings } from '#server/self-inspection/issue-filings'
import { getPackReturn, packErrors } from '#server/self-inspection/pack-queries'
import { recallFilings } from '#server/self-inspection/recall-filings'
import { recordFinding } from '#server/self-inspection/record-finding'
import { reissueFilings } from '#server/self-inspection/reissue-filings'
import { city, done, launchedCampaign } from '../../fixtures/campaigns'
import { aFinding, anInstitution, filedAt, filingWithFinding, itemsFor, proof, type TestFiling } from '../../fixtures/filings'
import { aPackedFinding, edited, packOf, returned } from '../../fixtures/packs'
import { complianceOfficer } from '../../fixtures/people'
import { anIssuedList, itemsOfList, listCsv } from '../../fixtures/problem-lists'
import { asOwner } from '../../support/as-owner'

vi.setConfig({ testTimeout: 120_000 })

let firstId = ''
let secondId = ''
beforeAll(async () => {
  firstId = await anIssuedList(
    listCsv([
      ['a1', '', '重复收费', '同一项目重复收费', ''],
      ['a2', '', '串换项目', '耗材串换', ''],
      ['a3', '', '超标准收费', '护理费超标准', ''],
    ]),
  )
  secondId = await anIssuedList(
    listCsv([
      ['a1', '', '重复收费', '同一项目、同一天重复收费', ''],
      ['a2', '', '串换项目', '耗材、药品串换', ''],
      ['a3', '', '超标准收费', '护理费超标准', ''],
    ]),
    { as: 'next', ofId: firstId, name: '' },
  )
}, 120_000)

async function aFiling(): Promise<TestFiling & { campaignId: string }> {
  const campaignId = await launchedCampaign()
  await asOwner('UPDATE institution SET active = false')
  const institutionId = await anInstitution()
  done(await issueFilings(city.handler, { campaignId, checklistId: firstId, dueOn: '2024-05-31' }, filedAt))
  const [row] = await asOwner<{ id: string }>('SELECT id FROM filing WHERE institution_id = $1', [institutionId])
  return { id: row?.id ?? '', institutionId, campaignId, officer: complianceOfficer(institutionId, 370811, { name: '合规专员' }) }
}
async function reissued({ campaignId }: { campaignId: string }) {
  done(await recallFilings(city.handler, { campaignId, checklistId: firstId, reason: '表述有误，另发新版' }, filedAt))
  done(await reissueFilings(city.handler, { campaignId, fromId: firstId, checklistId: secondId, dueOn: '2024-06-30' }, filedAt))
}
const itemOf = async (code: string) => (await itemsOfList(firstId)).find((item) => item.code === code)?.id ?? ''
const answersOf = ({ id }: TestFiling) =>
  asOwner<{ code: string; answer: string; asks: boolean }>(
    `SELECT i.code, a.answer::text, a.previous_item_id IS NOT NULL AS asks FROM filing_answer a JOIN checklist_item i ON i.id = a.item_id
     WHERE a.filing_id = $1 ORDER BY i.seq`,
    [id],
  )
const choose = (view: { id: string; seen: string }) => ({ packReturnId: view.id, seen: view.seen })

describe('a list that is issued anew', () => {
  it('ends every pack of the version before, also one that came back in time', async () => {
    const filing = await aFiling()
    const bytes = await edited(await packOf(filing), ({ fill }) => {
      fill('a1', { answer: '无' })
      fill('a2', { answer: '不适用' })
    })
    const view = await returned(filing, bytes)
    expect(view.unfit).toBeNull()
    await reissued(filing)
    const otherList = { ok: false, refusal: { code: 'packUnfit', detail: { why: 'otherList' } } }
    expect(await applyPack(filing.officer, choose(view), filedAt)).toMatchObject(otherList)
    expect(await packErrors(filing.officer, { packReturnId: view.id }, filedAt)).toMatchObject(otherList)
    expect(await answersOf(filing)).toEqual([])
    expect(await getPackReturn(filing.officer, filing.id, view.id)).toMatchObject({ unfit: otherList.refusal })
  })

  it('asks again in the pack what it asks again, and takes any word for an answer', async () => {
    const filing = await aFiling()
    done(await answerItem(filing.officer, { filingId: filing.id, itemId: await itemOf('a1'), answer: 'noneFound', version: 0 }, filedAt))
    const evidence = await proof(filing.officer)
    done(await recordFinding(filing.officer, { filingId: filing.id, itemId: await itemOf('a2'), ...aFinding(evidence) }, filedAt))
    await reissued(filing)
    expect((await answersOf(filing)).map(({ asks }) => asks)).toEqual([true, true])
    const pack = await packOf(filing)
    const untouched = await returned(filing, await edited(pack, () => undefined))
    expect([untouched.changes, untouched.faulty]).toEqual([[], []])
    const view = await returned(
      filing,
      await edited(pack, ({ fill, rowOf }) => {
        for (const code of ['a1', 'a2']) expect(rowOf(code).sheet.getCell(rowOf(code).row, 4).value).toBeNull()
        fill('a1', { answer: '无' })
        fill('a2', { answer: '有' })
      }),
    )
    expect(view.changes.map(({ part, code, conflict }) => [part, code, conflict])).toEqual([
      ['answer', 'a1', false],
      ['answer', 'a2', false],
    ])
    done(await applyPack(filing.officer, choose(view), filedAt))
    expect(await answersOf(filing)).toEqual([
      { code: 'a1', answer: 'noneFound', asks: false },
      { code: 'a2', answer: 'found', asks: false },
    ])
  })
})

describe('a spare row', () => {
  it('means the item whatever the case and width of its code', async () => {
    const filing = await aFiling()
    const view = await returned(
      filing,
      await edited(await packOf(filing), ({ fillSpare, rowOf }) => {
        fillSpare('a1', aPackedFinding)
        const { sheet, row } = rowOf('a3')
        sheet.getCell(row + 1, 2).value = 'Ａ1'
      }),
    )
    expect([view.faulty, view.changes.map(({ code }) => code)]).toEqual([[], ['a1']])
  })

  it('does not move what it brought to another item', async () => {
    const filing = await aFiling()
    const first = await edited(await packOf(filing), ({ fillSpare }) => fillSpare('a1', aPackedFinding))
    done(await applyPack(filing.officer, choose(await returned(filing, first)), filedAt))
    const moved = await edited(first, ({ rowOf }) => {
      const { sheet, row } = rowOf('a3')
      sheet.getCell(row + 1, 2).value = 'a2'
      sheet.getCell(row + 1, 6).value = '改到别的条目下'
    })
    const view = await returned(filing, moved)
    expect(view.changes).toEqual([])
    expect(view.faulty[0]?.faults.map(({ column }) => column)).toEqual(['code'])
  })

  it('is not taken over where its item is said to have nothing', async () => {
    const filing = await aFiling()
    const view = await returned(
      filing,
      await edited(await packOf(filing), ({ fill, fillSpare }) => {
        fill('a1', { answer: '无' })
        fill('a2', { answer: '无' })
        fillSpare('a1', aPackedFinding)
      }),
    )
    expect(view.changes.map(({ code }) => code)).toEqual(['a2'])
    expect(view.faulty.map(({ code, faults }) => [code, faults.map(({ column }) => column)])).toEqual([
      ['a1', ['answer']],
      ['a1', ['code']],
    ])
  })
})

it('takes nothing away with a blank cell', async () => {
  await asOwner('UPDATE institution SET active = false')
  const campaignId = await launchedCampaign()
  const filing = await filingWithFinding(campaignId)
  const [item] = await itemsFor()
  const pack = await packOf(filing)
  const cleared = { cause: null, remedy: null, remedyDueOn: null }
  expect((await returned(filing, await edited(pack, ({ fill }) => fill(item?.code ?? '', cleared)))).changes).toEqual([])
  const view = await returned(filing, await edited(pack, ({ fill }) => fill(item?.code ?? '', { ...cleared, fundLoss: 900 })))
  done(await applyPack(filing.officer, choose(view), filedAt))
  expect(await asOwner('SELECT cause, remedy, fund_loss_fen::text AS loss FROM finding WHERE filing_id = $1', [filing.id])).toEqual([
    { cause: '收费对照未更新', remedy: '已修正对照', loss: '90000' },
  ])
})
