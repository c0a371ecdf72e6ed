import { beforeAll, expect, it } from 'vitest'
import { publicationMoves } from '#domain/case/tracks/publicity'
import type { Actor } from '#domain/kernel/access'
import { publicationCommands } from '#server/case/publicity/commands'
import { getCase } from '#server/case/queries'
import { withdrawPublished } from '#server/case/track/withdraw-published'
import { getWorkCentre } from '#server/desk/work-list'
import { done } from '../../fixtures/campaigns'
import { aDecidedCase, aDesk, type Desk, served, step, versionOf, walk } from '../../fixtures/case-scenes'
import { clocksRunning, noticesToPerson, officerOf } from '../../fixtures/matters'
import { verifyTrail } from '../../fixtures/trail'
import { insertRows } from '../../support/any-row'
import { asOwner } from '../../support/as-owner'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

const on = (day: string) => new Date(`${day}T02:00:00Z`)
const refused = (code: string) => ({ ok: false, refusal: { code } })
type Act = keyof typeof publicationCommands
const act = async (name: Act, by: Actor, caseId: string, fields: object, day = '2026-06-09') =>
  publicationCommands[name](by, { caseId, version: String(await versionOf(caseId)), ...fields }, on(day))
const text = '清溪医院虚构医药服务项目骗取医疗保障基金，依法责令退回并处罚款。'
const rows = (caseId: string) =>
  asOwner<{ id: string; stage: string }>('SELECT id, stage::text FROM case_publication WHERE case_id = $1 ORDER BY seq', [caseId])

it('goes out without persons, approved by another, within its days, and is taken off when the decision falls', async () => {
  const caseId = await aDecidedCase(desk)
  expect(await clocksRunning(caseId)).toEqual(['CK14', 'CK24', 'CK67'])
  await walk(desk, caseId, [['serveDecision', 'handler', served]])
  expect(await act('draft', desk.handler, caseId, { text: `${text}承办人${desk.handler.name}。` })).toMatchObject(refused('namesPerson'))
  done(await act('draft', desk.handler, caseId, { text }))
  expect(await act('draft', desk.handler, caseId, { text })).toEqual(refused('alreadyExists'))
  const publicationId = (await rows(caseId))[0]?.id
  const own = { ...desk.handler, roles: ['approver'] as const }
  expect(await act('approve', own, caseId, { publicationId })).toEqual(refused('samePerson'))
  done(await act('approve', desk.approver, caseId, { publicationId, opinion: '同意公开' }))
  const [paper] = await asOwner(
    `SELECT state::text, input ->> 'text' AS text FROM official_document WHERE subject_id = $1 AND kind = 'publicationApproval'`,
    [caseId],
  )
  expect(paper).toEqual({ state: 'issued', text })
  done(await act('publish', desk.handler, caseId, { publicationId, publishedOn: '2026-06-10', place: '任城区人民政府网站' }, '2026-06-10'))
  expect(await clocksRunning(caseId)).toEqual(expect.not.arrayContaining(['CK24']))
  done(await act('report', desk.handler, caseId, { publicationId, reportedOn: '2026-06-10' }, '2026-06-10'))
  expect(await clocksRunning(caseId)).toEqual(['CK16', 'CK20', 'CK21'])
  const operator = await officerOf('任城区医疗保险事业中心', ['handler'])
  const theirs = await getCase(operator, caseId, on('2026-06-09'))
  expect(theirs?.publicity.texts).toEqual([])
  // Nor by the trail or the papers: of what was drafted it hears when it is out.
  expect(
    theirs?.trail
      .map(({ action }) => action)
      .filter((action) => action.endsWith('Publication'))
      .toSorted(),
  ).toEqual(['case.publishPublication', 'case.reportPublication'])
  expect(theirs?.documents.map(({ kind }) => kind)).not.toContain('publicationApproval')

  done(await step('revoke', desk.approver, caseId, { reason: '原决定认定事实有误，予以撤销' }))
  const taken = { caseId, version: await versionOf(caseId), withdrawnOn: '2026-06-10', note: '已从网站撤下并说明理由' }
  // Not before it was published.
  const early = await withdrawPublished(desk.handler, { ...taken, withdrawnOn: '2026-06-09' }, on('2026-06-10'))
  expect(early).toEqual({ ok: false, refusal: { code: 'dateBeforeAct', detail: { day: '2026-06-10' } } })
  done(await withdrawPublished(desk.handler, taken, on('2026-06-10')))
  expect((await rows(caseId)).map(({ stage }) => stage)).toEqual(['withdrawn'])
  expect(await act('draft', desk.handler, caseId, { text })).toEqual(refused('notPublishable'))
  await verifyTrail([caseId])
})

it('is asked again for names when it is approved and published: who is known of a case may have become more', async () => {
  const caseId = await aDecidedCase(desk)
  const draft = async (name: string) => act('draft', desk.handler, caseId, { text: `${text}相关情况由${name}确认。` })
  const bare = { kind: 'talk', told: true, answer: '', refusal: '', witness: '', opinion: '' }
  const met = (seq: number, name: string) => insertRows('case_inquiry', [{ ...bare, case_id: caseId, seq, person_name: name }])
  const named = (name: string) => ({ ok: false, refusal: { code: 'namesPerson', detail: { names: [name] } } })
  const opinion = '同意公开'
  done(await draft('欧阳建国'))
  const first = (await rows(caseId))[0]?.id
  await met(91, '清溪医院')
  await met(92, '欧阳建国')
  expect(await act('approve', desk.approver, caseId, { publicationId: first, opinion })).toEqual(named('欧阳建国'))
  done(await act('drop', desk.handler, caseId, { publicationId: first, reason: '改写后重新拟稿' }))
  expect(await draft('欧阳建国')).toEqual(named('欧阳建国'))

  done(await draft('孟祥瑞'))
  const publicationId = (await rows(caseId))[1]?.id
  done(await act('approve', desk.approver, caseId, { publicationId, opinion }))
  await met(93, '孟祥瑞')
  const publishing = { publicationId, publishedOn: '2026-06-09', place: '任城区人民政府网站' }
  expect(await act('publish', desk.handler, caseId, publishing)).toEqual(named('孟祥瑞'))
})

it('keeps its time when its case is closed, until it is out, or it was decided that it does not go out', async () => {
  const caseId = await aDecidedCase(desk)
  await walk(desk, caseId, [['serveDecision', 'handler', served]])
  done(await step('close', desk.approver, caseId, { reason: '当事人已进入破产程序，债权已申报' }))
  expect(await clocksRunning(caseId)).toEqual(['CK24', 'CK67'])
  done(await act('draft', desk.handler, caseId, { text }))
  const publicationId = (await rows(caseId))[0]?.id
  done(await act('withhold', desk.approver, caseId, { publicationId, reason: '对社会没有影响，不予公开' }))
  expect(await clocksRunning(caseId)).toEqual([])
})

it('waits on the desk of whoever approves it, and then of its officers, who are told', async () => {
  const caseId = await aDecidedCase(desk)
  const waits = async (kind: 'decidePublication' | 'publishPublication', actor: Actor) =>
    (await getWorkCentre(actor, { kind }, on('2026-06-09'))).items.some(({ href }) => href.includes(caseId))
  done(await act('draft', desk.handler, caseId, { text }))
  const publicationId = (await rows(caseId))[0]?.id
  expect(await noticesToPerson(desk.approver.userId)).toContain('publicationDrafted')
  expect([await waits('decidePublication', desk.approver), await waits('publishPublication', desk.handler)]).toEqual([true, false])
  done(await act('approve', desk.approver, caseId, { publicationId, opinion: '同意公开' }))
  expect(await noticesToPerson(desk.handler.userId)).toContain('publicationDecided')
  expect([await waits('decidePublication', desk.approver), await waits('publishPublication', desk.handler)]).toEqual([false, true])
  const own = { ...desk.handler, roles: ['approver'] as const }
  expect(await waits('decidePublication', own)).toBe(false)
  done(await act('publish', desk.handler, caseId, { publicationId, publishedOn: '2026-06-09', place: '任城区人民政府网站' }))
  expect(await waits('publishPublication', desk.handler)).toBe(false)
})

it('may be withheld by the head, and is moved by the database only as its steps lead', async () => {
  const caseId = await aDecidedCase(desk)
  done(await act('draft', desk.handler, caseId, { text }))
  const publicationId = (await rows(caseId))[0]?.id
  for (const stage of ['published', 'withdrawn'])
    await expect(asOwner(`UPDATE case_publication SET stage = '${stage}' WHERE case_id = $1`, [caseId]), stage).rejects.toThrow(/lead/)
  await expect(asOwner(`UPDATE case_publication SET text = 'x' WHERE case_id = $1`, [caseId])).rejects.toThrow(/stays/)
  const [{ def } = { def: '' }] = await asOwner<{ def: string }>(`SELECT pg_get_functiondef('case_publication_moves'::regproc) AS def`)
  const held = [...def.matchAll(/OLD\.stage = '(\w+)' AND NEW\.stage (?:= '(\w+)'|IN \(([^)]*)\))/g)].flatMap(([, from, one, several]) =>
    (one ? [one] : (several ?? '').replaceAll("'", '').split(', ')).map((to) => `${from} ${to}`),
  )
  expect(held.toSorted()).toEqual([...new Set(publicationMoves.map(([from, to]) => `${from} ${to}`))].toSorted())
  done(await act('withhold', desk.approver, caseId, { publicationId, reason: '不具有社会影响，不予公开' }))
  expect(await clocksRunning(caseId)).toEqual(['CK14'])
})
