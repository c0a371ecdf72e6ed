import { beforeAll, expect, it } from 'vitest'
import { aDesk, aReviewedCase, type Desk, served, signedBy, step, walk } from '../../fixtures/case-scenes'
import { aFile, clocksRunning, officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

const on = (day: string) => new Date(`${day}T02:00:00Z`)
const refused = (code: string, detail?: object) => ({ ok: false, refusal: detail ? { code, detail } : { code } })

it('what the party says first does not end its days; that it has nothing to add does, and its time to ask for a hearing runs on', async () => {
  const caseId = await aReviewedCase(desk)
  const said = { saidOn: '2026-06-08', said: '请求从轻处理', adoption: 'notAdopted', why: '没有新的事实' }
  await walk(desk, caseId, [
    ['notice', 'approver', { hearingRight: 'on' }],
    ['serveNotice', 'handler', served],
    ['recordDefence', 'handler', said],
  ])
  expect(await clocksRunning(caseId)).toEqual(['CK03', 'CK10', 'CK12'])
  expect(await step('endDefence', desk.handler, caseId, {}, on('2026-06-15'))).toMatchObject(refused('defenceRuns', { day: '2026-06-15' }))
  const last = { ...said, saidOn: '2026-06-10', nothingToAdd: 'on' }
  // By its signature, as when it gives up its time.
  expect(await step('recordDefence', desk.handler, caseId, last, on('2026-06-10'))).toMatchObject(
    refused('invalidInput', { fields: ['proofFileIds'] }),
  )
  expect(await clocksRunning(caseId)).toEqual(['CK03', 'CK10', 'CK12'])
  await walk(desk, caseId, [['recordDefence', 'handler', { ...last, ...(await signedBy(desk)) }]], on('2026-06-10'))
  expect(await clocksRunning(caseId)).toEqual(['CK03', 'CK10'])
  expect(await asOwner('SELECT kind FROM attachment WHERE subject_id = $1', [caseId])).toEqual([{ kind: 'waiver' }])
})

it('gives up its days by what it signed, which is kept with the case and proves nothing of its facts', async () => {
  const caseId = await aReviewedCase(desk)
  await walk(desk, caseId, [
    ['notice', 'approver'],
    ['serveNotice', 'handler', served],
  ])
  const waived = { saidOn: '2026-06-08', said: '放弃陈述、申辩和听证' }
  expect(await step('waiveDefence', desk.handler, caseId, waived)).toMatchObject(refused('invalidInput'))
  const stranger = await officerOf(places.otherBureau, ['handler'])
  const ofOthers = { proofFileIds: await aFile(stranger, '别局的文件.pdf') }
  expect(await step('waiveDefence', desk.handler, caseId, { ...waived, ...ofOthers })).toMatchObject(refused('notFound'))
  expect(await clocksRunning(caseId)).toEqual(['CK03', 'CK10', 'CK12'])
  await walk(desk, caseId, [['waiveDefence', 'handler', { ...waived, ...(await signedBy(desk)) }]])
  expect(await clocksRunning(caseId)).toEqual(['CK03'])
  expect(await asOwner('SELECT kind, title FROM attachment WHERE subject_id = $1', [caseId])).toEqual([
    { kind: 'waiver', title: '放弃陈述申辩声明.pdf' },
  ])
})
