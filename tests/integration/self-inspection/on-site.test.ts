import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { getWorkCentre } from '#server/desk/work-list'
import { declareRecusal } from '#server/recusal/recuse'
import { assignInspectors } from '#server/self-inspection/assign-inspectors'
import { checksOfFiling, getOnSiteCheck } from '#server/self-inspection/on-site-queries'
import { agreeRest, recordLine } from '#server/self-inspection/record-line'
import { handBackCheck, signCheck } from '#server/self-inspection/sign-check'
import { getSpotCheck } from '#server/self-inspection/spot-check-queries'
import { city, county, done, launchedCampaign, officerOf } from '../../fixtures/campaigns'
import { countyReviewer, otherCountyReviewer, proof, stateOf, submittedFiling, trailOf } from '../../fixtures/filings'
import { complianceOfficer } from '../../fixtures/people'
import { aColleague, aDraw, anInspectedDraw, signedCheck } from '../../fixtures/spot-checks'
import { asOwner } from '../../support/as-owner'

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const filings: Awaited<ReturnType<typeof submittedFiling>>[] = []
/** A campaign of its own for each draw: a second draw for the same purpose would have to say why. */
async function ownCampaign(count = 1) {
  const own = await launchedCampaign()
  for (let made = 0; made < count; made += 1) filings.push(await submittedFiling(own))
  return own
}
const versionOf = async (actor: Actor, checkId: string) => (await getOnSiteCheck(actor, checkId))?.version
const inboxOf = (userId: string) => asOwner<{ kind: string }>('SELECT kind FROM notification WHERE user_id = $1', [userId])

describe('inspectors', () => {
  it('are two colleagues, sent by the handler to many at once, and find it on their desks', async () => {
    const { id, items, at } = await aDraw(await ownCampaign(3), { size: 3 })
    const [one, other, third] = [await aColleague(), await aColleague(['reviewer']), await aColleague()]
    const checkIds = items.map((item) => item.id)
    const send = (input: object = {}, actor: Actor = city.handler) =>
      assignInspectors(actor, { spotCheckId: id, checkIds, inspectorAId: one.userId, inspectorBId: other.userId, ...input }, at)
    expect((await getWorkCentre(city.handler)).counts.assignInspectors).toBeGreaterThan(0)

    for (const actor of [county.handler, city.approver, officerOf('PS', 370800, ['handler']), officerOf('MI', 370812, ['handler'])])
      expect(await send({}, actor)).toMatchObject(refusedWith('notFound'))
    expect(await send({ inspectorBId: one.userId })).toMatchObject(refusedWith('inspectorsSame'))
    expect(await send({ inspectorBId: randomUUID() })).toMatchObject(refusedWith('notColleague'))
    expect(await send({ checkIds: [] })).toMatchObject(refusedWith('invalidInput'))
    expect(await send({ checkIds: [...checkIds, randomUUID()] })).toMatchObject(refusedWith('notFound'))

    expect(done(await send())).toEqual({ assigned: 3 })
    expect(done(await send()), 'the same two once more change nothing').toEqual({ assigned: 3 })
    expect((await getWorkCentre(one)).counts.checkOnSite).toBe(3)
    expect((await getWorkCentre(other)).items.filter(({ kind }) => kind === 'checkOnSite')).toHaveLength(3)
    expect((await inboxOf(one.userId)).map(({ kind }) => kind)).toContain('checksAssigned')

    done(await send({ checkIds: checkIds.slice(0, 1), inspectorBId: third.userId }))
    expect((await getWorkCentre(other)).counts.checkOnSite).toBe(2)
    const [first] = (await getSpotCheck(city.handler, id))?.items ?? []
    expect(first?.inspectors.map(({ userId }) => userId)).toEqual([one.userId, third.userId])
    expect((await getOnSiteCheck(one, checkIds[0] ?? ''))?.inspectors).toHaveLength(3)
    expect(await trailOf(id)).toEqual(['spotCheck.announce', 'spotCheck.draw', 'spotCheck.assign', 'spotCheck.assign', 'spotCheck.assign'])
  }, 90_000)

  it('who keep away from an institution are not sent there, and who declare it leave, with their signature', async () => {
    const inspected = await anInspectedDraw(await ownCampaign())
    const [one, other] = inspected.inspectors
    const { id: checkId = '', institutionId = '' } = inspected.items[0] ?? {}
    done(await agreeRest(one, { checkId, attested: 'on' }, inspected.at))
    done(await signCheck(one, { checkId, version: await versionOf(one, checkId) }, inspected.at))
    done(await declareRecusal(one, { subject: `institution:${institutionId}`, reason: '近亲属在该机构任职' }, inspected.at))

    const [row] = await asOwner<{ left_reason: string }>('SELECT left_reason FROM check_inspector WHERE check_id = $1 AND user_id = $2', [
      checkId,
      one.userId,
    ])
    expect(row).toEqual({ left_reason: 'recused' })
    expect(await getOnSiteCheck(other, checkId)).toMatchObject({ checkedById: null, firstSignedAt: null })
    expect(await getOnSiteCheck(one, checkId)).toBeNull()
    expect((await getWorkCentre(one)).counts.checkOnSite).toBeUndefined()
    expect(await signCheck(other, { checkId, version: await versionOf(other, checkId) }, inspected.at)).toMatchObject(
      refusedWith('inspectorsMissing'),
    )
    const again = { spotCheckId: inspected.id, checkIds: [checkId], inspectorAId: one.userId, inspectorBId: other.userId }
    expect(await assignInspectors(city.handler, again, inspected.at)).toMatchObject(refusedWith('inspectorRecused'))
  }, 90_000)
})

describe('what is found on site', () => {
  it('is saved item by item, signed by two, and says itself what the institution came to', async () => {
    const inspected = await anInspectedDraw(await ownCampaign())
    const [one, other] = inspected.inspectors
    const checkId = inspected.items[0]?.id ?? ''
    const filingId = inspected.items[0]?.filingId ?? ''
    const shown = await getOnSiteCheck(one, checkId)
    const item = shown?.items.find(({ findings }) => findings.length > 0)
    expect(item).toMatchObject({ declaredFen: 1_500_00n, line: null })
    const before = await stateOf(filingId)
    const record = (input: object = {}, actor: Actor = one) =>
      recordLine(
        actor,
        { checkId, itemId: item?.id, version: 0, result: 'underDeclared', difference: '320.50', note: '另有收费', ...input },
        inspected.at,
      )
    for (const actor of [
      county.handler,
      countyReviewer,
      officerOf('PS', 370800, ['handler']),
      complianceOfficer(inspected.items[0]?.institutionId ?? '', 370811),
    ])
      expect(await record({}, actor)).toMatchObject(refusedWith('notFound'))
    expect(await record({}, city.handler)).toMatchObject(refusedWith('notInspector'))
    expect(await record({ difference: '' })).toMatchObject(refusedWith('differenceUnsaid'))
    expect(await record({ note: '' })).toMatchObject(refusedWith('differenceUnsaid'))
    expect(await record({ itemId: randomUUID() })).toMatchObject(refusedWith('notFound'))
    expect(await record({ version: 3 })).toMatchObject(refusedWith('changedMeanwhile'))
    expect(await record({ evidenceFileIds: randomUUID() })).toMatchObject(refusedWith('notFound'))
    expect(await stateOf(filingId)).toBe(before)

    const many = await Promise.all(Array.from({ length: 6 }, () => record({ evidenceFileIds: '' })))
    expect(many.filter(({ ok }) => ok)).toHaveLength(1)
    done(await record({ version: 1, evidenceFileIds: await proof(one) }))
    const sign = async (actor: Actor, version?: number) =>
      signCheck(actor, { checkId, version: version ?? (await versionOf(actor, checkId)) }, inspected.at)
    expect(await sign(one)).toMatchObject({ ok: false, refusal: { code: 'linesMissing' } })
    done(await agreeRest(other, { checkId, attested: 'on' }, inspected.at))
    expect(await agreeRest(other, { checkId, attested: 'on' }, inspected.at)).toMatchObject(refusedWith('nothingToRecord'))
    expect(await sign(one, 1)).toMatchObject(refusedWith('changedMeanwhile'))
    expect(done(await sign(one))).toEqual({ result: null })
    expect(await sign(one)).toMatchObject(refusedWith('samePerson'))
    expect(await record({ version: 2 })).toMatchObject(refusedWith('wrongState'))
    expect(await checksOfFiling(filings.at(-1)?.officer ?? one, filingId), 'nothing yet for the institution').toEqual([])
    expect(await getOnSiteCheck(countyReviewer, checkId), 'nor for the county').toBeNull()

    const back = async (actor: Actor) =>
      handBackCheck(actor, { checkId, version: await versionOf(actor, checkId), reason: '差额须再核' }, inspected.at)
    expect(await back(one)).toMatchObject(refusedWith('samePerson'))
    done(await back(other))
    done(await record({ version: 2, difference: '300' }))
    done(await sign(other))
    expect(done(await sign(one))).toEqual({ result: 'discrepancy' })
    expect(await getOnSiteCheck(countyReviewer, checkId)).toMatchObject({ result: 'discrepancy', discrepancyFen: 300_00n, missing: 0 })
    expect(await sign(one)).toMatchObject(refusedWith('wrongState'))
    expect((await trailOf(filingId)).slice(-4)).toEqual([
      'spotCheck.handBack',
      'spotCheck.recordLine',
      'spotCheck.sign',
      'spotCheck.confirm',
    ])
    const own = await checksOfFiling(filings.at(-1)?.officer ?? one, filingId)
    expect(own).toMatchObject([{ result: 'discrepancy', mayDispute: false, lines: [{ result: 'underDeclared', differenceFen: 300_00n }] }])
  }, 90_000)

  it('agrees when every line agrees, and is not disputable', async () => {
    const check = await signedCheck(await anInspectedDraw(await ownCampaign()), { result: 'agrees' })
    expect(check).toMatchObject({ result: 'agrees', discrepancyFen: null, disputeUntil: null })
  }, 90_000)

  it('stands under the row policies once both have signed', async () => {
    const inspected = await anInspectedDraw(await ownCampaign())
    const check = await signedCheck(inspected, { result: 'notRemedied', note: '仍在收费' })
    expect(check).toMatchObject({ result: 'discrepancy', discrepancyFen: 0n })
    const write = (sql: string) => asActor(rowContext(inspected.inspectors[0]), (tx) => tx.$executeRawUnsafe(sql))
    await expect(write(`UPDATE check_line SET result = 'agrees' WHERE check_id = '${check.id}'`)).rejects.toThrow('is signed')
    const officer = complianceOfficer(check.institutionId, 370811)
    const own = (sql: string) => asActor(rowContext(officer), (tx) => tx.$executeRawUnsafe(sql))
    expect(await own(`UPDATE check_line SET note = 'x' WHERE check_id = '${check.id}'`)).toBe(0)
    expect(await own(`UPDATE spot_check_item SET result = 'agrees' WHERE id = '${check.id}'`)).toBe(0)
  }, 90_000)

  it('does not exist for other counties, departments and institutions', async () => {
    const { id } = await signedCheck(await anInspectedDraw(await ownCampaign()), { result: 'agrees' })
    const strangers = [
      otherCountyReviewer,
      officerOf('PS', 370800, ['handler']),
      officerOf('HC', 370811, ['handler']),
      complianceOfficer(randomUUID(), 370811),
    ]
    for (const actor of strangers) expect(await getOnSiteCheck(actor, id)).toBeNull()
    expect(await getOnSiteCheck(countyReviewer, id)).not.toBeNull()
  }, 90_000)
})
