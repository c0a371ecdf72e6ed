import { beforeAll, expect, it } from 'vitest'
import { scoringMoves, scoringStages } from '#domain/case/tracks/scoring'
import type { Actor } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { getCase } from '#server/case/queries'
import { startTrack } from '#server/case/run-track'
import { scoringCommands } from '#server/case/scoring/commands'
import { revealScored } from '#server/case/scoring/reveal-scored'
import { getWorkCentre } from '#server/desk/work-list'
import { done } from '../../fixtures/campaigns'
import { aCaseUnderInvestigation, aDecidedCase, aDesk, type Desk, served, step, versionOf, walk } from '../../fixtures/case-scenes'
import { aFile, clocksRunning, noticesTo, noticesToPerson, officerOf } from '../../fixtures/matters'
import { verifyTrail } from '../../fixtures/trail'
import { asOwner } from '../../support/as-owner'

const centre = '任城区医疗保险事业中心'
let desk: Desk
let clerk: Actor
let colleague: Actor
let head: Actor
let deputy: Actor
beforeAll(async () => {
  desk = await aDesk()
  clerk = await officerOf(centre, ['handler'])
  head = await officerOf(centre, ['approver'])
  colleague = await officerOf(centre, ['reviewer'])
  deputy = await officerOf(centre, ['approver'])
})

const on = (day: string) => new Date(`${day}T02:00:00Z`)
const refused = (code: string) => ({ ok: false, refusal: { code } })
type Act = keyof typeof scoringCommands

async function act(name: Act, by: Actor, caseId: string, fields: object = {}, day = '2026-06-08') {
  return scoringCommands[name](by, { caseId, version: String(await versionOf(caseId)), ...fields }, on(day))
}
async function ask(caseId: string): Promise<string> {
  done(await startTrack(desk.handler, { caseId, version: await versionOf(caseId), kind: 'scoring', note: '责任到人' }, on('2026-06-08')))
  return caseId
}
async function punished(): Promise<string> {
  const caseId = await aDecidedCase(desk)
  await walk(desk, caseId, [['serveDecision', 'handler', served]])
  return ask(caseId)
}
const person = { personName: '欧阳慧芳', personCode: 'D370811004455', post: 'physician', degree: 'main', entry: 'punishedMain' }
const ground = '为36名参保人员开具虚假住院医嘱并签名。'
const byHand = { method: 'direct', receiver: '清溪医院院长' }
const proof = async () => ({ proofFileIds: await aFile(clerk, '送达回证.pdf') })
const idOf = async (caseId: string, seq = 1) =>
  (await asOwner<{ id: string }>('SELECT id FROM case_scoring WHERE case_id = $1 AND seq = $2', [caseId, seq]))[0]?.id

async function reviewed(caseId: string, given: object): Promise<{ scoringId: string | undefined }> {
  done(await act('propose', clerk, caseId, { ...person, ground, ...given }))
  const scoringId = await idOf(caseId)
  done(await act('notify', clerk, caseId, { scoringId, noticedOn: '2026-06-08', ...byHand, ...(await proof()) }))
  const spoken = { said: 'spoke', statedOn: '2026-06-09', statement: '认可查实的问题。', ...(await proof()) }
  done(await act('state', clerk, caseId, { scoringId, ...spoken }, '2026-06-09'))
  done(await act('review', colleague, caseId, { scoringId, opinion: '事实清楚' }, '2026-06-09'))
  return { scoringId }
}
const rowOf = async (caseId: string) =>
  (await asOwner('SELECT stage::text, year, earlier, effect::text, months, number FROM case_scoring WHERE case_id = $1', [caseId]))[0]

it('is proposed, told, heard, looked at, decided by a third person, served and restored; points of one year add up', async () => {
  const first = await punished()
  const secrecy = (await asOwner<{ secrecy: number }>('SELECT secrecy FROM case_file WHERE id = $1', [first]))[0]?.secrecy
  const { scoringId } = await reviewed(first, { points: '9' })
  expect(await noticesToPerson(head.userId)).toContain('scoringToDecide')
  const decision = { scoringId, decidedOn: '2026-06-10', months: '2' }
  const asHead = { ...colleague, roles: ['approver'] as const }
  expect(await act('decide', asHead, first, decision, '2026-06-10')).toEqual(refused('samePerson'))
  expect(await act('decide', head, first, { ...decision, months: '' }, '2026-06-10')).toMatchObject(refused('scoringTerm'))
  done(await act('decide', head, first, decision, '2026-06-10'))
  expect(await rowOf(first)).toMatchObject({ stage: 'decided', year: 2026, earlier: 0, effect: 'suspended', months: 2 })
  const service = { scoringId, ...byHand, servedOn: '2026-06-11', ...(await proof()) }
  done(await act('serve', clerk, first, service, '2026-06-11'))
  expect(await clocksRunning(first)).toEqual(expect.arrayContaining(['CK48', 'CK91']))
  const [clock] = await asOwner<{ due_at: Date }>(`SELECT due_at FROM statutory_clock WHERE subject_id = $1 AND rule_id = 'CK48'`, [first])
  expect(clock?.due_at.toISOString()).toBe('2026-08-11T16:00:00.000Z')

  const second = await punished()
  const other = await reviewed(second, { points: '7' })
  // Also the points of a case that whoever decides does not come to.
  await asOwner('UPDATE case_file SET secrecy = 3 WHERE id = $1', [first])
  expect(await getCase(head, first, on('2026-06-10'))).toBeNull()
  done(await act('decide', head, second, { ...other, decidedOn: '2026-06-10' }, '2026-06-10'))
  await asOwner('UPDATE case_file SET secrecy = $2 WHERE id = $1', [first, secrecy])
  expect(await rowOf(second)).toMatchObject({ earlier: 9, effect: 'ended', months: 12 })
  done(await act('revoke', deputy, second, { ...other, reason: '认定事实有误' }, '2026-06-10'))
  const papers = (caseId: string) =>
    asOwner<{ state: string; of: string }>(
      `SELECT d.state::text, n.state::text AS of FROM official_document d JOIN document_number n ON n.number = d.number
       WHERE d.subject_id = $1 AND d.kind = 'scoringDecision'`,
      [caseId],
    )
  expect([await papers(first), await papers(second)]).toEqual([[{ state: 'issued', of: 'given' }], [{ state: 'voided', of: 'voided' }]])

  const restoring = { scoringId, restoredOn: '2026-08-10', ground: 'elapsed', reason: '暂停期限已经届满' }
  expect(await act('restore', head, first, restoring, '2026-08-10')).toMatchObject(refused('effectRuns'))
  done(await act('conclude', head, first, { outcome: '记9分，暂停2个月' }, '2026-08-10'))
  done(await step('close', desk.approver, first, { reason: '当事人已进入破产程序，债权已申报' }))
  expect(await clocksRunning(first)).toEqual(['CK24', 'CK48', 'CK67', 'CK91'])
  const number = (await getCase(desk.handler, first, on('2026-08-11')))?.number
  const waits = async (day: string) =>
    (await getWorkCentre(head, { kind: 'decideScoring' }, on(day))).items.some((item) => item.number === number)
  expect([await waits('2026-08-10'), await waits('2026-08-11')]).toEqual([false, true])
  done(await act('restore', head, first, { ...restoring, restoredOn: '2026-08-11' }, '2026-08-11'))
  expect(await clocksRunning(first)).toEqual(['CK24', 'CK67'])
  expect(await noticesToPerson(desk.handler.userId)).toContain('scoringEnded')
  await verifyTrail([first, second])
})

it('is looked at again by whoever neither worked on it nor decided, who are told; where nobody is left, the agency above', async () => {
  const caseId = await punished()
  const { scoringId } = await reviewed(caseId, { points: '7', personCode: 'D370811222222' })
  done(await act('decide', head, caseId, { scoringId, decidedOn: '2026-06-10' }, '2026-06-10'))
  done(await act('serve', clerk, caseId, { scoringId, ...byHand, servedOn: '2026-06-11', ...(await proof()) }, '2026-06-11'))
  const objecting = async () =>
    act(
      'object',
      clerk,
      caseId,
      { scoringId, objectedOn: '2026-06-12', objection: '不是本人开具的医嘱。', ...(await proof()) },
      '2026-06-12',
    )
  const reviewer = await officerOf(centre, ['reviewer'])
  done(await objecting())
  for (const other of [reviewer, deputy]) expect(await noticesToPerson(other.userId)).toContain('scoringObjected')
  expect(await noticesToPerson(head.userId)).not.toContain('scoringObjected')
  const waits = async (kind: 'handleScoring' | 'decideScoring', actor: Actor) =>
    (await getWorkCentre(actor, { kind }, on('2026-06-12'))).items.some(({ id }) => id === caseId)
  expect([await waits('handleScoring', reviewer), await waits('handleScoring', clerk), await waits('handleScoring', colleague)]).toEqual([
    ...[true, false, false],
  ])
  expect([await waits('decideScoring', deputy), await waits('decideScoring', head)]).toEqual([true, false])

  done(await act('uphold', reviewer, caseId, { scoringId, reason: '医嘱签名经核对属实' }, '2026-06-12'))
  await asOwner(
    'UPDATE case_scoring SET worker_ids = (SELECT array_agg(p.user_id) FROM post p JOIN agency a ON a.id = p.agency_id WHERE a.name = $2 AND p.user_id <> $3) WHERE id = $1',
    [scoringId, centre, head.userId],
  )
  done(await objecting())
  const [above] = await asOwner<{ id: string }>(`SELECT id FROM agency WHERE name = '济宁市医疗保险事业中心'`)
  expect(await noticesTo(above?.id ?? null)).toContain('scoringObjected')
})

it('waits at the operating agency above where the place has none of its own', async () => {
  const caseId = await punished()
  const above = await officerOf('济宁市医疗保险事业中心', ['handler'])
  const waits = async () => (await getWorkCentre(above, { kind: 'handleScoring' }, on('2026-06-08'))).items.some(({ id }) => id === caseId)
  expect(await waits()).toBe(false)
  await asOwner(`UPDATE agency SET kind = 'bureau' WHERE name = $1`, [centre])
  try {
    expect(await waits()).toBe(true)
  } finally {
    await asOwner(`UPDATE agency SET kind = 'operator' WHERE name = $1`, [centre])
  }
})

it('writes the notice, the decision under its number and the copy, which name the person; nothing else does', async () => {
  const caseId = await punished()
  const { scoringId } = await reviewed(caseId, { points: '7', personCode: 'D370811777777', entry: 'punishedMain' })
  done(await act('decide', head, caseId, { scoringId, decidedOn: '2026-06-10' }, '2026-06-10'))
  const papers = await asOwner<{ kind: string; state: string; number: string; title: string; code: string }>(
    `SELECT kind, state::text, number, title, input ->> 'partyNumber' AS code FROM official_document WHERE subject_id = $1 AND kind LIKE 'scoring%' ORDER BY kind`,
    [caseId],
  )
  expect(papers.map(({ kind, state }) => [kind, state])).toEqual([
    ['scoringDecision', 'issued'],
    ['scoringNotice', 'issued'],
  ])
  expect(papers[0]?.number).toMatch(/中心记分〔2026〕\d+号$/)
  expect(papers.every(({ title, code }) => !title.includes('欧阳') && code.startsWith('sealed:'))).toBe(true)
  const [kept] = await asOwner<{ row: string }>('SELECT row_to_json(s)::text AS row FROM case_scoring s WHERE id = $1', [scoringId])
  const [trail] = await asOwner<{ said: string }>(`SELECT string_agg(change::text, '') AS said FROM audit_entry WHERE subject_id = $1`, [
    caseId,
  ])
  for (const text of [kept?.row, trail?.said]) expect(text).not.toMatch(/欧阳|D370811777777/)
  const shown = await getCase(desk.approver, caseId, on('2026-06-10'))
  expect(shown?.scoring?.persons.map(({ person: one }) => one)).toEqual([{ name: '欧**芳', code: 'D3*********77' }])
  expect(await revealScored(head, { scoringId, reason: 'caseWork' }, on('2026-06-10'))).toEqual({
    ok: true,
    value: { name: '欧阳慧芳', code: 'D370811777777' },
  })
})

it('follows what was decided on the institution, and is no matter of the bureau', async () => {
  const early = await ask(await aCaseUnderInvestigation(desk))
  expect(await act('propose', clerk, early, { ...person, ground, points: '8' })).toEqual(refused('sanctionMissing'))
  const caseId = await punished()
  expect(await act('propose', clerk, caseId, { ...person, ground, points: '10' })).toMatchObject(refused('pointsOutOfBand'))
  expect(await act('propose', desk.handler, caseId, { ...person, ground, points: '8' })).toEqual(refused('notFound'))
  done(await act('propose', clerk, caseId, { ...person, ground, points: '8' }))
  expect(await act('propose', clerk, caseId, { ...person, ground, points: '8' })).toEqual(refused('alreadyExists'))
  const write = (actor: Actor) =>
    asActor(rowContext(actor), (tx) => tx.$executeRaw`UPDATE case_scoring SET receiver = 'x' WHERE case_id = ${caseId}::uuid`)
  expect([await write(desk.approver), await write(head)]).toEqual([0, 1])
  const number = (await getCase(desk.handler, caseId, on('2026-06-08')))?.number
  const waits = async (kind: 'handleScoring' | 'decideScoring', actor: Actor) =>
    (await getWorkCentre(actor, { kind }, on('2026-06-08'))).items.some((item) => item.number === number)
  expect([await waits('handleScoring', clerk), await waits('handleScoring', desk.handler)]).toEqual([true, false])
  expect(await waits('decideScoring', head)).toBe(false)
  const scoringId = await idOf(caseId)
  done(await act('notify', clerk, caseId, { scoringId, noticedOn: '2026-06-08', ...byHand, ...(await proof()) }))
  const silent = { scoringId, said: 'silent', statedOn: '2026-06-09', ...(await proof()) }
  expect(await act('state', clerk, caseId, silent, '2026-06-09')).toMatchObject(refused('statementOpen'))
  expect(await act('conclude', head, caseId, { outcome: '全部人员均已办结' })).toMatchObject(refused('scoringOpen'))
  done(await act('drop', head, caseId, { scoringId, reason: '责任不清，不予记分' }))
  done(await act('conclude', head, caseId, { outcome: '经核实不予记分' }))
  // Asked for again it runs again, what it had come to stays in the trail, and its end is told once more.
  await ask(caseId)
  const [track] = await asOwner(`SELECT state::text, outcome FROM case_track WHERE case_id = $1 AND kind = 'scoring'`, [caseId])
  expect(track).toEqual({ state: 'running', outcome: '' })
  const [trail] = await asOwner(`SELECT change FROM audit_entry WHERE subject_id = $1 AND action = 'case.startTrack' ORDER BY seq DESC`, [
    caseId,
  ])
  expect(trail).toMatchObject({ change: { scoring: ['concluded', 'running'], outcome: ['经核实不予记分', null] } })
  done(await act('conclude', head, caseId, { outcome: '没有其他人员' }))
  const ends = await asOwner(`SELECT FROM notification WHERE user_id = $1 AND kind = 'scoringEnded' AND link LIKE $2`, [
    desk.handler.userId,
    `%${caseId}%`,
  ])
  expect(ends).toHaveLength(2)
})

it('is decided no earlier than it was looked at, and no text that is typed names who is scored', async () => {
  const caseId = await punished()
  const named = { ...person, personCode: 'D370811888888', points: '7' }
  expect(await act('propose', clerk, caseId, { ...named, ground: '欧阳　慧芳为参保人员开具虚假住院医嘱并签名。' })).toEqual(
    refused('namesScored'),
  )
  const { scoringId } = await reviewed(caseId, named)
  const decided = { scoringId, decidedOn: '2026-06-09' }
  await asOwner(`UPDATE case_scoring SET reviewed_at = '2026-06-10T02:00:00Z' WHERE id = $1`, [scoringId])
  expect(await act('decide', head, caseId, decided, '2026-06-10')).toMatchObject(refused('dateBeforeAct'))
  expect(await act('drop', head, caseId, { scoringId, reason: '与d370811-888888无关，不予记分' })).toEqual(refused('namesScored'))
  const opening = { scoringId, reason: 'caseWork', note: '核对欧阳慧芳的身份' }
  expect(await revealScored(head, opening, on('2026-06-10'))).toEqual(refused('namesScored'))
  done(await act('drop', head, caseId, { scoringId, reason: '责任不清，不予记分' }))
  expect(await act('conclude', head, caseId, { outcome: '对欧阳慧芳不予记分' })).toEqual(refused('namesScored'))
})

it('is moved by the database only as its steps lead, and what was proposed stays', async () => {
  const caseId = await punished()
  done(await act('propose', clerk, caseId, { ...person, ground, points: '8' }))
  const [{ def } = { def: '' }] = await asOwner<{ def: string }>(`SELECT pg_get_functiondef('case_scoring_moves'::regproc) AS def`)
  const held = [...def.matchAll(/OLD\.stage = '(\w+)' AND NEW\.stage (?:= '(\w+)'|IN \(([^)]*)\))/g)].flatMap(([, from, one, several]) =>
    (one ? [one] : (several ?? '').replaceAll("'", '').split(', ')).map((to) => `${from} ${to}`),
  )
  expect(held.toSorted()).toEqual([...new Set(scoringMoves.map(([from, to]) => `${from} ${to}`))].toSorted())
  for (const to of scoringStages.filter((stage) => !['proposed', 'noticed', 'dropped'].includes(stage)))
    await expect(asOwner(`UPDATE case_scoring SET stage = '${to}' WHERE case_id = $1`, [caseId]), to).rejects.toThrow(/lead/)
  await expect(asOwner('UPDATE case_scoring SET points = 7 WHERE case_id = $1', [caseId])).rejects.toThrow(/stays/)
})
