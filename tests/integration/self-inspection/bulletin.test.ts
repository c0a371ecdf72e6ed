import { beforeAll, describe, expect, it } from 'vitest'
import { totalLine } from '#domain/self-inspection/closing'
import { bulletinText } from '#messages/zh/bulletin'
import { getWorkCentre } from '#server/desk/work-list'
import { listNotices } from '#server/notification/queries'
import { getBulletin, listBulletins, openBulletinPaper } from '#server/self-inspection/bulletin/bulletin-queries'
import { draftBulletin } from '#server/self-inspection/bulletin/draft-bulletin'
import { discardBulletin, issueBulletin, receiveBulletin } from '#server/self-inspection/bulletin/take-bulletin-step'
import { closingReport } from '#server/self-inspection/closing-report'
import { city, county, done, launchedCampaign, officerOf } from '../../fixtures/campaigns'
import { anInstitution, filedAt, issuedFiling, submittedFiling, type TestFiling } from '../../fixtures/filings'
import { complianceOfficer } from '../../fixtures/people'
import { asOwner } from '../../support/as-owner'
import { paperText } from '../../support/paper-text'

const on = '2024-05-22'
const refusedWith = (code: string) => ({ ok: false, refusal: { code } })

let campaignId = ''
let here: TestFiling
let there: TestFiling
let code = ''
beforeAll(async () => {
  campaignId = await launchedCampaign()
  here = await submittedFiling(campaignId)
  there = await issuedFiling(campaignId, { regionNo: 370812 })
  code = (await asOwner<{ code: string }>('SELECT code FROM institution WHERE id = $1', [here.institutionId]))[0]?.code ?? ''
})

const words = (more: object = {}) => ({
  ...{ campaignId, on, title: '关于自查自纠情况的通报', measures: ['issued', 'filed', 'fundLoss'] },
  ...{ situation: '多数机构逐项自查。', requirement: '请尚未报送的机构尽快报送。', ...more },
})
const drafted = async (more: object = {}, actor = city.handler) => done(await draftBulletin(actor, words(more), filedAt)).id
const issue = (bulletinId: string, actor = city.approver, version = 1) => issueBulletin(actor, { bulletinId, version }, filedAt)

describe('a bulletin', () => {
  it('says the numbers of the stage report, and names nobody unless somebody was chosen with a reason', async () => {
    const id = await drafted()
    const report = totalLine((await closingReport(city.handler, { campaignId, on }))?.tables.region ?? [])
    const view = await getBulletin(city.handler, id)
    expect(view?.content.figures).toEqual(
      (['issued', 'filed', 'fundLoss'] as const).map((measure) => ({ measure, value: report[measure].toString() })),
    )
    expect(view?.content.named).toEqual([])
    const name = (await asOwner<{ name: string }>('SELECT name FROM institution WHERE id = $1', [here.institutionId]))[0]?.name ?? ''
    expect(paperText((await openBulletinPaper(city.handler, id))?.bytes)).not.toContain(name)

    const naming = await drafted({ named: `${code}，同类问题连续两年出现` })
    expect((await getBulletin(city.handler, naming))?.content.named).toMatchObject([{ name, findings: 1, reason: '同类问题连续两年出现' }])
    const paper = paperText((await openBulletinPaper(city.handler, naming))?.bytes)
    for (const said of [name, '同类问题连续两年出现', '（文号待编）', '1,500.00']) expect(paper).toContain(said)

    expect(await draftBulletin(city.handler, words({ named: code }), filedAt)).toMatchObject(refusedWith('namedWithoutReason'))
    expect(await draftBulletin(city.handler, words({ named: `${code}，原因甲甲\n${code}，原因乙乙` }), filedAt)).toMatchObject(
      refusedWith('namedWithoutReason'),
    )
    expect(await draftBulletin(city.handler, words({ named: 'H99999999999，查无此家机构' }), filedAt)).toMatchObject(
      refusedWith('namedUnknown'),
    )
    expect(await draftBulletin(city.handler, words({ on: '2024-06-30' }), filedAt)).toMatchObject(refusedWith('dateInFuture'))
    expect(await draftBulletin(city.handler, words({ measures: [] }), filedAt)).toMatchObject(refusedWith('invalidInput'))
  })

  it('is written by a handler of a bureau, and issued by another person of the same one', async () => {
    for (const actor of [city.approver, officerOf('PS', 370800, ['handler']), here.officer])
      expect(await draftBulletin(actor, words(), filedAt)).toMatchObject(refusedWith('notFound'))
    const both = officerOf('MI', 370800, ['handler', 'approver'])
    const id = await drafted({}, both)
    expect(await issue(id, both)).toMatchObject(refusedWith('samePerson'))
    for (const actor of [city.handler, county.approver, here.officer]) expect(await issue(id, actor)).toMatchObject(refusedWith('notFound'))
    expect(await issue(id, city.approver, 7)).toMatchObject(refusedWith('changedMeanwhile'))
    done(await discardBulletin(city.handler, { bulletinId: id, version: 1 }, filedAt))
    expect(await issue(id, city.approver, 2)).toMatchObject(refusedWith('wrongState'))
  })

  it('goes to every institution of the campaign in the region and to no other, once, and each signs once', async () => {
    const stranger = complianceOfficer(await anInstitution(), 370811, { name: '旁人' })
    const id = await drafted()
    expect(await getBulletin(here.officer, id)).toBeNull()
    const [first, second] = await Promise.all([issue(id), issue(id, officerOf('MI', 370800, ['approver']))])
    expect([first.ok, second.ok].filter(Boolean)).toHaveLength(1)
    const { documentNumber, sentTo } = done(first.ok ? first : second)
    expect(documentNumber).toMatch(/^济医保通〔2024〕\d+号$/)
    expect(sentTo).toBe(2)

    for (const { officer } of [here, there]) {
      expect((await listNotices(officer)).map(({ kind }) => kind)).toContain('bulletinIssued')
      expect((await getWorkCentre(officer, {}, filedAt)).items.filter(({ kind }) => kind === 'signBulletin')).toMatchObject([
        { number: documentNumber },
      ])
      expect((await listBulletins(officer)).map((one) => one.id)).toEqual([id])
    }
    expect(await getBulletin(stranger, id)).toBeNull()
    expect(await openBulletinPaper(stranger, id)).toBeNull()
    expect(await listBulletins(stranger)).toEqual([])
    expect(await receiveBulletin(stranger, { bulletinId: id }, filedAt)).toMatchObject(refusedWith('notFound'))
    expect(await receiveBulletin(city.handler, { bulletinId: id }, filedAt)).toMatchObject(refusedWith('notFound'))

    const view = await getBulletin(here.officer, id)
    expect(view).toMatchObject({ mayReceive: true, unsigned: [], steps: [] })
    const paper = await openBulletinPaper(here.officer, id)
    expect(paperText(paper?.bytes)).toContain(documentNumber)
    expect(paperText(paper?.bytes)).not.toContain('文号待编')
    expect(paper?.bytes).toEqual((await openBulletinPaper(city.handler, id))?.bytes)

    done(await receiveBulletin(here.officer, { bulletinId: id }, filedAt))
    expect(await receiveBulletin(here.officer, { bulletinId: id }, filedAt)).toMatchObject(refusedWith('wrongState'))
    expect((await getWorkCentre(here.officer, {}, filedAt)).counts.signBulletin).toBeUndefined()
    const told = await getBulletin(city.handler, id)
    expect([told?.signed, told?.sentTo, told?.unsigned.length]).toEqual([1, 2, 1])
    // A county reads what its city has issued, and counts the signatures of its own.
    expect(await getBulletin(county.handler, id)).toMatchObject({ signed: 1, unsigned: [], steps: [] })
    expect(bulletinText.signed(told?.signed ?? 0, told?.sentTo ?? 0)).toBe('1 / 2 家')
  })

  it('once issued stays as it is, also to the database', async () => {
    const [row] = await asOwner<{ id: string }>(`SELECT id FROM bulletin WHERE state = 'issued' LIMIT 1`)
    await expect(asOwner('UPDATE bulletin SET issued_by_id = drafted_by_id WHERE id = $1', [row?.id])).rejects.toThrow(
      'bulletin_second_person',
    )
    await expect(asOwner('UPDATE bulletin SET document_number = NULL WHERE id = $1', [row?.id])).rejects.toThrow('bulletin_issued')
  })
})
