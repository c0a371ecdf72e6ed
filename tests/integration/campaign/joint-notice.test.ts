import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { returnJointNotice, signJointNotice } from '#server/campaign/joint/countersign'
import { draftJointNotice, redraftJointNotice, submitJointNotice } from '#server/campaign/joint/draft-notice'
import { issueJointNotice, withdrawJointNotice } from '#server/campaign/joint/issue-notice'
import { getJointNotice, getJointNotices, openJointPages, openJointPaper } from '#server/campaign/joint/queries'
import { getWorkCentre } from '#server/desk/work-list'
import { agencyId } from '../../../prisma/reference/rows'
import { city, county, done, draftCampaign, launchedAt, launchedCampaign, officerOf, withOwnNumber } from '../../fixtures/campaigns'
import { noticesTo } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const police = officerOf('PS', 370800, ['approver'])
const finance = officerOf('FI', 370800, ['approver'])
const health = officerOf('HC', 370800, ['approver'])
const ids = ['PS', 'FI', 'HC'].map((department) => agencyId(`${department}-370800`))

const words = {
  ...{ title: '关于开展医保基金专项整治工作的通知', recipients: '各县（市、区）医疗保障局\n市直各定点医疗机构', copies: '市纪委监委' },
  ...{ body: '一、总体要求\n依法从严打击欺诈骗保。', agencyIds: ids },
}
let campaignId = ''
beforeAll(async () => {
  campaignId = await launchedCampaign()
})

const drafted = async (more: object = {}) => done(await draftJointNotice(city.handler, { campaignId, ...words, ...more })).noticeId
const seen = async (actor: Actor, noticeId: string) => {
  const notice = await getJointNotice(actor, noticeId)
  if (!notice) throw new Error('nothing there for this person')
  return notice
}
const moved = async (noticeId: string) => ({ noticeId, version: (await seen(city.handler, noticeId)).version })
const read = async (noticeId: string) => ({ noticeId, textSha256: (await seen(city.handler, noticeId)).textSha256 })
const submitted = async (noticeId: string) => done(await submitJointNotice(city.handler, await moved(noticeId)))
const stepsOf = async (actor: Actor, noticeId: string) =>
  (await seen(actor, noticeId)).steps.flatMap(({ name, shut }) => (shut ? [] : [name]))
const deskOf = async (actor: Actor) => (await getWorkCentre(actor, {}, launchedAt)).items.map(({ kind }) => kind)

it('is drafted, signed, returned, changed, signed anew by all, and issued once under one number', async () => {
  const id = await drafted()
  // Until it is put to them, the departments know nothing of it.
  expect(await getJointNotice(police, id)).toBeNull()
  await submitted(id)
  expect(await noticesTo(police.agencyId)).toContain('jointNoticeAsked')
  expect(await deskOf(police)).toContain('signJointNotice')
  expect(await stepsOf(police, id)).toEqual(['sign', 'return'])
  expect((await openJointPages(police, id, '2024-06-03'))?.bytes.subarray(0, 4)).toEqual(new Uint8Array(Buffer.from('%PDF')))

  const first = await read(id)
  done(await signJointNotice(police, first))
  done(await signJointNotice(finance, first))
  expect(await signJointNotice(police, first)).toMatchObject(refusedWith('samePerson'))
  expect(await issueJointNotice(city.approver, await moved(id))).toMatchObject({
    refusal: { code: 'incomplete', detail: { missing: [health.agencyName] } },
  })
  done(await returnJointNotice(health, { ...first, reason: '请写明医疗机构的整改要求' }))
  expect(await deskOf(city.handler)).toContain('redraftJointNotice')
  expect(await signJointNotice(police, first)).toMatchObject(refusedWith('wrongState'))

  const change = { ...(await moved(id)), ...words, body: '一、总体要求\n依法从严打击欺诈骗保，医疗机构按期整改。' }
  expect(await redraftJointNotice(city.otherHandler, change)).toMatchObject(refusedWith('otherPerson'))
  done(await redraftJointNotice(city.handler, change))
  // What is written anew is nobody else’s before it is put to them.
  expect(await getJointNotice(police, id)).toBeNull()
  await submitted(id)
  const after = await seen(finance, id)
  expect(after).toMatchObject({ revision: 2, state: 'countersigning' })
  expect(after.textSha256).not.toBe(first.textSha256)
  expect(after.signatures.map(({ state, revision }) => `${revision} ${state}`)).toEqual(
    expect.arrayContaining(['1 voided', '1 voided', '1 returned', '2 asked', '2 asked', '2 asked']),
  )
  // Nobody signs what was read before.
  expect(await signJointNotice(police, first)).toMatchObject(refusedWith('changedMeanwhile'))
  const second = await read(id)
  for (const outcome of await Promise.all([police, finance, health].map((actor) => signJointNotice(actor, second)))) done(outcome)
  expect(await noticesTo(city.handler.agencyId)).toContain('jointNoticeSigned')
  expect(await deskOf(city.approver)).toContain('issueJointNotice')

  const now = await moved(id)
  expect(await issueJointNotice(city.handler, now)).toMatchObject(refusedWith('notFound'))
  const heads = [city.approver, officerOf('MI', 370800, ['approver'])]
  const outcomes = await Promise.all(heads.map((head) => issueJointNotice(head, now)))
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  const issued = await seen(health, id)
  expect(issued).toMatchObject({ state: 'issued', documentNumber: expect.stringMatching(/^济医保联发〔\d{4}〕1号$/) })
  const book = await asOwner<{ number: string }>(`SELECT number FROM document_number WHERE subject_type = 'jointNotice'`)
  expect(book.map(({ number }) => number)).toEqual([issued.documentNumber])
  expect(await noticesTo(health.agencyId)).toContain('jointNoticeIssued')
  const paper = await openJointPaper(health, id, '2030-01-01')
  expect(paper?.bytes).toEqual((await openJointPaper(city.handler, id, '2024-06-03'))?.bytes)
  expect((await getJointNotices(police, campaignId))?.notices).toMatchObject([{ id, signed: 3, asked: 3 }])
  expect(await redraftJointNotice(city.handler, { ...(await moved(id)), ...words })).toMatchObject(refusedWith('wrongState'))
})

it('is held by the database too: each signs for itself, the words are the leading organ’s, and what is withdrawn stays', async () => {
  const id = await drafted()
  await submitted(id)
  const write = (actor: Actor, sql: string) => asActor(rowContext(actor), (tx) => tx.$executeRawUnsafe(`${sql} = '${id}'`))
  await expect(write(police, "UPDATE joint_notice SET title = '另一标题' WHERE id")).rejects.toThrow(/leading organ/)
  await expect(write(police, "UPDATE joint_notice SET state = 'withdrawn' WHERE id")).rejects.toThrow(/leading organ/)
  const signing = `UPDATE joint_signature SET state = 'signed', decided_by_id = '${city.approver.userId}', decided_by_name = 'x', decided_at = now() WHERE notice_id`
  await expect(write(city.approver, signing)).rejects.toThrow(/signs for itself/)
  done(await signJointNotice(police, await read(id)))
  const unsaid =
    "UPDATE joint_signature SET state = 'asked', decided_by_id = NULL, decided_by_name = NULL, decided_at = NULL WHERE state = 'signed' AND notice_id"
  await expect(write(police, unsaid)).rejects.toThrow(/stays/)
  done(await withdrawJointNotice(city.handler, await moved(id)))
  await expect(write(city.handler, "UPDATE joint_notice SET title = '另一标题' WHERE id")).rejects.toThrow(/stays/)
})

it('keeps the signatures to a text that stays, and asks again only who gave it back', async () => {
  const id = await drafted()
  await submitted(id)
  const text = await read(id)
  done(await signJointNotice(police, text))
  done(await returnJointNotice(finance, { ...text, reason: '经费安排待核实' }))
  done(await redraftJointNotice(city.handler, { ...(await moved(id)), ...words }))
  await submitted(id)
  const { signatures, unsigned, revision } = await seen(police, id)
  expect(revision).toBe(1)
  expect(unsigned).toEqual([finance.agencyName, health.agencyName])
  expect(signatures.map(({ state }) => state).sort()).toEqual(['asked', 'asked', 'returned', 'signed'])
})

it('is signed by heads of the departments that were asked, and drafted for those of the campaign’s own place', async () => {
  const id = await drafted({ agencyIds: ids.slice(0, 2) })
  await submitted(id)
  const text = await read(id)
  const strangers = [
    ...[officerOf('PS', 370800, ['handler']), officerOf('PS', 370000, ['approver']), officerOf('PS', 370811, ['approver'])],
    ...[health, city.approver, city.handler, county.approver],
  ]
  for (const actor of strangers) {
    expect(await signJointNotice(actor, text)).toMatchObject(refusedWith('notFound'))
    expect(await returnJointNotice(actor, { ...text, reason: '不同意该文本' })).toMatchObject(refusedWith('notFound'))
  }
  expect(await getJointNotice(health, id)).toBeNull()
  expect(await openJointPaper(officerOf('FI', 370811, ['approver']), id, '2024-06-03')).toBeNull()
  // The handler of a department that signs reads it.
  expect(await stepsOf(officerOf('PS', 370800, ['handler']), id)).toEqual([])
  // Whoever drafted it does not sign for another agency either.
  const both = officerOf('PS', 370800, ['approver'], { userId: city.handler.userId })
  expect(await signJointNotice(both, text)).toMatchObject(refusedWith('samePerson'))

  for (const code of ['PS-370811', 'MI-370800', 'PS-370000'])
    expect(await draftJointNotice(city.handler, { campaignId, ...words, agencyIds: [agencyId(code)] })).toMatchObject(
      refusedWith('notFound'),
    )
  for (const actor of [police, county.handler])
    expect(await draftJointNotice(actor, { campaignId, ...words })).toMatchObject(refusedWith('notFound'))
  const early = await draftCampaign(city.handler, withOwnNumber)
  expect(await draftJointNotice(city.handler, { campaignId: early, ...words })).toMatchObject(refusedWith('wrongState'))

  done(await withdrawJointNotice(city.approver, await moved(id)))
  expect(await noticesTo(police.agencyId)).toContain('jointNoticeWithdrawn')
  expect(await signJointNotice(police, text)).toMatchObject(refusedWith('wrongState'))
})
