import { beforeAll, expect, it } from 'vitest'
import { type CaseEvent, eventsOfCase } from '#domain/case/timeline'
import type { Actor } from '#domain/kernel/access'
import { getCase } from '#server/case/queries'
import { openCriminalCase } from '#server/referral/decide-criminal-case'
import { recordProgress } from '#server/referral/record-progress'
import { walk } from '../../fixtures/case-scenes'
import { officerOf, places } from '../../fixtures/matters'
import { aReceivedPoliceReferral, aScene, at, type Scene, value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

let scene: Scene
let caseId: string
beforeAll(async () => {
  scene = await aScene()
  const referralId = await aReceivedPoliceReferral(scene)
  value(await openCriminalCase(scene.police, { referralId, version: '4', outcomeNumber: '任公（刑）立字〔2026〕12号' }, at(60)))
  const told = { referralId, peopleCount: '1' }
  value(await recordProgress(scene.police, { ...told, version: '5', kind: 'detained', occurredOn: '2026-07-01' }, at(70)))
  value(await recordProgress(scene.procurator, { ...told, version: '6', kind: 'indicted', occurredOn: '2026-08-01' }, at(71)))
  const [row] = await asOwner<{ id: string }>('SELECT case_id AS id FROM referral WHERE id = $1', [referralId])
  caseId = row?.id ?? ''
})

async function courseFor(actor: Actor): Promise<CaseEvent[]> {
  const view = await getCase(actor, caseId, at(90))
  return view ? eventsOfCase(view) : []
}
const inLayer = (events: readonly CaseEvent[], layer: CaseEvent['layer']) =>
  events.filter((event) => event.layer === layer).map(({ what, about }) => `${what} ${about}`.trim())

it('has the share of each authority, and of the criminal process what it was told of', async () => {
  const events = await courseFor(scene.handler)
  expect(inLayer(events, 'police')).toEqual(['referralReceived police', 'referralOutcome criminalCaseOpened'])
  expect(inLayer(events, 'procuratorate')).toEqual(['criminal indicted'])
  expect(inLayer(events, 'bureau')).toEqual(expect.arrayContaining(['proposed', 'filed', 'referralDelivered police']))
  expect(inLayer(events, 'discipline')).toEqual([])
})

it('has the steps that stand in the trail alone, however much stands there besides', async () => {
  expect(inLayer(await courseFor(scene.handler), 'bureau')).not.toContain('step investigate')
  await walk(scene, caseId, [['investigate', 'handler']], at(80))
  await asOwner(
    `INSERT INTO audit_entry SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'seq', 1000 + n, 'action', 'case.addEvidence'))).*
     FROM audit_entry e CROSS JOIN generate_series(1, 120) n WHERE e.subject_id = $1 AND e.action = 'case.investigate'`,
    [caseId],
  )
  expect(inLayer(await courseFor(scene.handler), 'bureau')).toContain('step investigate')
})

it('is of nobody who does not read the case', async () => {
  for (const other of [scene.police, scene.health, await officerOf(places.otherBureau, ['handler'])]) {
    expect(await courseFor(other)).toEqual([])
  }
})
