import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { proveHits } from '#domain/screening/hit-fates'
import { asidesOfRun } from '#server/screening/aside-queries'
import { backTest } from '#server/screening/back-test'
import { explainHit, hitsOfRun } from '#server/screening/hit-queries'
import { getRun } from '#server/screening/run-queries'
import { restoreHits, setHitsAside } from '#server/screening/set-hits-aside'
import { done } from '../../fixtures/campaigns'
import { anInstitution } from '../../fixtures/filings'
import { aCampaign, officerOf, places } from '../../fixtures/matters'
import { officer } from '../../fixtures/people'
import { aScreening, issuedNow } from '../../fixtures/screened-runs'
import { asOwner } from '../../support/as-owner'

const now = new Date('2026-06-08T09:30:00+08:00')
const grades = 'high,medium,low'
const why = '集采目录刚调整，下月再看'

let city: Actor
let campaignId = ''
let screen: () => Promise<string>
let [runId, later] = ['', '']

beforeAll(async () => {
  city = await officerOf(places.cityBureau, ['handler'])
  campaignId = await aCampaign({ bureau: places.cityBureau })
  screen = await aScreening(city, ['M02', 'M06', 'M07'])
  runId = await screen()
  later = await screen()
}, 60_000)

const issue = (code: string, ofRun = runId) =>
  issuedNow(city, { runId: ofRun, campaignId, codes: code, grades, dueOn: '2026-07-08', reason: '省局专项要求限期核查' }, now)
/** What the run said that a model found, and what became of it by its rows. */
async function proofOf(code: string, ofRun = runId, actor = city) {
  const found = (await getRun(actor, ofRun))?.outcomes.find((one) => one.code === code)?.hitCount ?? 0
  const fates = (await backTest(actor, ofRun)).models.get(code)?.fates
  return fates && { ...proveHits(found, fates), of: found }
}
/** How many wait of a model: what the page tells before it sets aside. */
const waitingOf = async (code: string, ofRun = runId) =>
  Object.values((await hitsOfRun(city, ofRun, { code }))?.toSetAside ?? {}).reduce((sum, count) => sum + count, 0)
const lines = (action: string) =>
  asOwner<{ change: Record<string, unknown[]>; actor_id: string }>(
    'SELECT change, actor_id FROM audit_entry WHERE action = $1 ORDER BY at DESC, id DESC',
    [action],
  )

describe('what a run found', () => {
  it('waits, is issued, is known to a later run, or is set aside, and adds up', async () => {
    const waiting = await proofOf('M06')
    expect(waiting?.of).toBeGreaterThan(0)
    expect(waiting).toMatchObject({ holds: true, cleared: false, fates: { waiting: waiting?.of } })
    expect(await issue('M06')).toMatchObject({ ok: true })
    expect(await proofOf('M06')).toMatchObject({ cleared: true, fates: { issued: waiting?.of, waiting: 0 } })
    expect(await proofOf('M06', later)).toMatchObject({ cleared: true, fates: { issued: 0, known: waiting?.of } })
    // A row that is gone is missing from the sum.
    const [gone] = await asOwner<{ row: object }>(
      `DELETE FROM screening_hit AS h WHERE run_id = $1 AND code = 'M07' AND id = (SELECT min(id::text)::uuid FROM screening_hit WHERE run_id = $1 AND code = 'M07')
       RETURNING to_jsonb(h) AS row`,
      [runId],
    )
    expect(await proofOf('M07')).toMatchObject({ holds: false, missing: 1 })
    await asOwner('INSERT INTO screening_hit SELECT * FROM jsonb_populate_record(NULL::screening_hit, $1::jsonb)', [
      JSON.stringify(gone?.row),
    ])
    expect(await proofOf('M07')).toMatchObject({ holds: true })
  })

  it('is never issued while it is set aside, by whichever run, and waits again once it is restored', async () => {
    const { asideId, setAside } = done(
      await setHitsAside(city, { runId, codes: 'M02', grades, expected: await waitingOf('M02'), reason: why }, now),
    )
    expect(await waitingOf('M02')).toBe(0)
    expect(await proofOf('M02')).toMatchObject({ cleared: true, of: setAside, fates: { setAside, waiting: 0 } })
    expect(await proofOf('M02', later)).toMatchObject({ cleared: true, fates: { setAside, waiting: 0 } })
    for (const ofRun of [runId, later]) expect(await issue('M02', ofRun)).toMatchObject({ refusal: { code: 'noHitsToIssue' } })
    const again = await setHitsAside(city, { runId: later, codes: 'M02', grades, expected: setAside, reason: why }, now)
    expect(again).toMatchObject({ refusal: { code: 'noHitsToSetAside' } })
    const [hit] = (await hitsOfRun(city, later, { code: 'M02' }))?.hits ?? []
    expect(hit?.fate).toBe('setAside')
    expect((await explainHit(city, hit?.id ?? ''))?.aside).toMatchObject({ reason: why, setAsideByName: city.name })
    expect((await backTest(city, runId)).places.reduce((sum, { leads }) => sum + leads, 0)).toBe((await proofOf('M07'))?.fates.waiting)
    // The database refuses it too, on the row itself and on the same clue elsewhere.
    const marking = `UPDATE screening_hit SET lead_id = gen_random_uuid() WHERE run_id = $1 AND code = 'M02'`
    await expect(asOwner(marking, [runId])).rejects.toThrow()
    await expect(asOwner(marking, [later])).rejects.toThrow('becomes no lead until it is restored')
    const issuedToo = `UPDATE screening_hit SET aside_id = $2 WHERE run_id = $1 AND code = 'M06'`
    await expect(asOwner(issuedToo, [later, asideId])).rejects.toThrow('is not set aside')

    const [said] = await asidesOfRun(city, runId)
    expect(said).toMatchObject({ id: asideId, hitCount: setAside, still: setAside, codes: ['M02'], reason: why })
    expect(await restoreHits(city, { asideId, version: 7, reason: why }, now)).toMatchObject({ refusal: { code: 'changedMeanwhile' } })
    expect(await restoreHits(city, { asideId, version: 1, reason: '目录已明确' }, now)).toMatchObject({ value: { restored: setAside } })
    expect((await asidesOfRun(city, runId))[0]).toMatchObject({ still: 0, restoredByName: city.name, restoreReason: '目录已明确' })
    expect(await restoreHits(city, { asideId, version: 2, reason: why }, now)).toMatchObject({ refusal: { code: 'noHitsToRestore' } })
    expect(await proofOf('M02', later)).toMatchObject({ holds: true, fates: { waiting: setAside } })
    expect(await issue('M02', later)).toMatchObject({ ok: true })
    expect((await lines('screening.setAside'))[0]).toMatchObject({
      actor_id: city.userId,
      change: { reason: [null, why], setAside: [null, setAside] },
    })
    expect((await lines('screening.restore'))[0]).toMatchObject({ change: { restored: [null, setAside], reason: [null, '目录已明确'] } })
  })
})

describe('what another run set aside', () => {
  it('is shown by each run that finds it, and brought back from there: all that it finds, or one clue', async () => {
    const [here, there] = [await screen(), await screen()]
    await asOwner(
      `UPDATE screening_hit SET aside_id = NULL, lead_id = NULL, issued_at = NULL, issue_id = NULL WHERE code IN ('M02', 'M07')`,
    )
    const expected = await waitingOf('M02', here)
    expect(expected).toBeGreaterThan(0)
    // One clue that the other run does not find.
    await asOwner(
      `UPDATE screening_hit SET fingerprint = fingerprint || 'x' WHERE run_id = $1 AND id = (SELECT min(id::text)::uuid FROM screening_hit WHERE run_id = $1 AND code = 'M07')`,
      [here],
    )
    const both = { runId: here, codes: 'M02,M07', grades, reason: why }
    const { asideId, setAside } = done(await setHitsAside(city, { ...both, expected: expected + (await waitingOf('M07', here)) }, now))
    const shared = setAside - 1
    const [said] = await asidesOfRun(city, there)
    expect(said).toMatchObject({ id: asideId, runId: here, still: setAside, here: shared, elsewhere: expect.any(Array) })
    expect((await asidesOfRun(city, here))[0]).toMatchObject({ id: asideId, still: setAside, here: setAside, elsewhere: null })

    const [hit] = (await hitsOfRun(city, there, { code: 'M02' }))?.hits ?? []
    const shown = (await explainHit(city, hit?.id ?? ''))?.aside
    expect(shown).toMatchObject({ id: asideId, version: 1 })
    const one = { asideId, version: shown?.version, hitId: hit?.id, reason: '目录已明确' }
    const others = [officer('MI', 370200, ['handler']), officer('MI', 370811, ['handler']), officer('MI', 370000, ['handler'])]
    for (const other of [...others, { ...city, roles: ['reviewer'] as const }])
      for (const input of [one, { asideId, version: 1, runId: there, reason: why }])
        expect(await restoreHits(other, input, now)).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await restoreHits(city, one, now)).toMatchObject({ value: { restored: 1 } })
    expect(await proofOf('M02', here)).toMatchObject({ holds: true, fates: { waiting: 1 } })
    expect(await restoreHits(city, { asideId, version: 2, runId: there, reason: why }, now)).toMatchObject({
      value: { restored: shared - 1 },
    })
    expect((await asidesOfRun(city, there)).map(({ id }) => id)).not.toContain(asideId)
    expect((await asidesOfRun(city, here))[0]).toMatchObject({ id: asideId, still: 1, here: 1 })
    expect(await restoreHits(city, { asideId, version: 3, runId: there, reason: why }, now)).toMatchObject({
      refusal: { code: 'noHitsToRestore' },
    })
    expect(await restoreHits(city, { asideId, version: 3, reason: why }, now)).toMatchObject({ value: { restored: 1 } })
  })
})

describe('a clue that a run finds twice', () => {
  it('counts as the two that it is', async () => {
    const twice = await screen()
    await asOwner('UPDATE screening_hit SET aside_id = NULL, lead_id = NULL, issued_at = NULL, issue_id = NULL')
    await asOwner(
      `UPDATE screening_hit SET fingerprint = (SELECT max(fingerprint) FROM screening_hit WHERE run_id = $1 AND code = 'M02')
       WHERE id IN (SELECT id FROM screening_hit WHERE run_id = $1 AND code = 'M02' ORDER BY fingerprint LIMIT 1)`,
      [twice],
    )
    const { asideId, setAside } = done(
      await setHitsAside(city, { runId: twice, codes: 'M02', grades, expected: await waitingOf('M02', twice), reason: why }, now),
    )
    expect(setAside).toBeGreaterThan(1)
    expect(await asidesOfRun(city, twice)).toMatchObject([{ id: asideId, still: setAside, here: setAside }])
    done(await restoreHits(city, { asideId, version: 1, reason: why }, now))
  })
})

describe('setting aside', () => {
  it('takes one clue alone, those of a place, or those of a grade, and asks for a reason', async () => {
    const [one, other] = (await hitsOfRun(city, runId, { code: 'M07' }))?.hits ?? []
    const input = { runId, codes: 'M07', grades, expected: 1 }
    expect(await setHitsAside(city, { ...input, reason: '不查' }, now)).toMatchObject({ refusal: { code: 'invalidInput' } })
    for (const missing of [{ grades: undefined }, { expected: undefined }])
      expect(await setHitsAside(city, { ...input, ...missing, reason: why }, now)).toMatchObject({ refusal: { code: 'invalidInput' } })
    const more = (await waitingOf('M07')) + 1
    expect(await setHitsAside(city, { ...input, expected: more, reason: why }, now)).toMatchObject({
      refusal: { code: 'asideCountChanged', detail: { expected: more, found: more - 1 } },
    })
    expect((await proofOf('M07'))?.fates.setAside).toBe(0)
    const { asideId } = done(await setHitsAside(city, { runId, hitId: one?.id, reason: why }, now))
    expect((await proofOf('M07'))?.fates.setAside).toBe(1)
    await asOwner('UPDATE screening_hit SET place_no = 370811 WHERE id = $1', [other?.id])
    expect(await setHitsAside(city, { ...input, place: '370811', reason: why }, now)).toMatchObject({ value: { setAside: 1 } })
    expect(await setHitsAside(city, { ...input, place: '370883', reason: why }, now)).toMatchObject({
      refusal: { code: 'noHitsToSetAside' },
    })
    done(await restoreHits(city, { asideId, version: 1, reason: why }, now))
    await asOwner(`UPDATE screening_hit SET grade = 'low' WHERE id = $1`, [one?.id])
    expect(await setHitsAside(city, { ...input, grades: 'low', reason: why }, now)).toMatchObject({ value: { setAside: 1 } })
  })

  it('is for those who may issue, of the own bureau, and touches nothing that they keep away from', async () => {
    const third = await screen()
    const input = { runId: third, codes: 'M07', grades, expected: 1, reason: why }
    const others = [officer('MI', 370200, ['handler']), officer('MI', 370811, ['handler']), officer('MI', 370000, ['handler'])]
    for (const other of [...others, officer('CT', 370800, ['handler']), { ...city, roles: ['reviewer'] as const }])
      expect(await setHitsAside(other, input, now)).toMatchObject({ refusal: { code: 'notFound' } })
    await asOwner(`UPDATE screening_hit SET aside_id = NULL WHERE code = 'M07'`)
    const away = await officerOf(places.cityBureau, ['handler'])
    const institutionId = await anInstitution({ regionNo: 370811 })
    const [kept] = await asOwner<{ id: string }>(
      `UPDATE screening_hit SET institution_id = $2 WHERE id = (SELECT id FROM screening_hit WHERE run_id = $1 AND code = 'M07' LIMIT 1) RETURNING id`,
      [third, institutionId],
    )
    await asOwner(
      `INSERT INTO recusal (id, user_id, subject_type, subject_id, department, region_no, reason, recorded_by_id, recorded_at)
       VALUES (gen_random_uuid(), $1, 'institution', $2, 'MI', 370800, '亲属任职', $1, now())`,
      [away.userId, institutionId],
    )
    const recused = { ...away, recusedIds: [institutionId] }
    const toSetAside = Object.values((await hitsOfRun(recused, third, { code: 'M07' }))?.toSetAside ?? {})
    const { asideId } = done(await setHitsAside(recused, { ...input, expected: toSetAside.reduce((sum, count) => sum + count, 0) }, now))
    const [left] = await asOwner<{ aside_id: string | null }>('SELECT aside_id FROM screening_hit WHERE id = $1', [kept?.id])
    expect(left?.aside_id).toBeNull()
    expect(await proofOf('M07', third, recused)).toMatchObject({ missing: 1 })
    expect((await backTest(recused, third)).seesAll).toBe(false)
    for (const other of others)
      expect(await restoreHits(other, { asideId, version: 1, reason: why }, now)).toMatchObject({ refusal: { code: 'notFound' } })
    done(await restoreHits(city, { asideId, version: 1, reason: why }, now))
    await asOwner('UPDATE screening_run SET trial = true WHERE id = $1', [third])
    expect(await setHitsAside(city, input, now)).toMatchObject({ refusal: { code: 'trialNotIssued' } })
  })
})
