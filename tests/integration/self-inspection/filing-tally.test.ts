import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { filingStates } from '#domain/self-inspection/steps'
import { asActor, writeAsActor } from '#platform/db'
import { rowContext } from '#server/access'
import { countIn, filingProgress } from '#server/self-inspection/filing-progress'
import { issueFilings } from '#server/self-inspection/issue-filings'
import { listFilings } from '#server/self-inspection/list-filings'
import { recallFilings } from '#server/self-inspection/recall-filings'
import { amendFinding } from '#server/self-inspection/record-finding'
import { reissueFilings } from '#server/self-inspection/reissue-filings'
import { removeFinding } from '#server/self-inspection/remove-finding'
import { acceptFiling, returnFiling } from '#server/self-inspection/review-filing'
import { saveAnswers } from '#server/self-inspection/save-answers'
import { confirmRefund } from '#server/self-inspection/settle-refund'
import { submitFiling } from '#server/self-inspection/submit-filing'
import { createRandom, type Random } from '../../../prisma/seed/random'
import { city, done, launchedCampaign, officerOf } from '../../fixtures/campaigns'
import { aFinding, anInstitution, countyReviewer, filedAt, filingRow, proof } from '../../fixtures/filings'
import { complianceOfficer } from '../../fixtures/people'
import { anIssuedList, itemsOfList, listCsv } from '../../fixtures/problem-lists'
import { cityReviewer, declared } from '../../fixtures/refunds'
import { insertRows } from '../../support/any-row'
import { asOwner } from '../../support/as-owner'
import { miscounted, tallyOf } from '../../support/recount'
import { ofOfficers, ofOwner, type Place, type Statement } from '../../support/tally-operations'

vi.setConfig({ testTimeout: 120_000 })

const seed = process.env.TALLY_SEED ?? '20261122'
const counties = [370811, 370812, 370881] as const
const countyHandler = officerOf('MI', 370811, ['handler'])
const rowsOf = (codes: readonly string[], text = '') => listCsv(codes.map((code) => [code, '', '重复收费', `条目${code}${text}`, '']))

let [firstList, secondList, campaignId] = ['', '', '']
let owner: pg.Client | undefined
beforeAll(async () => {
  const [{ name } = { name: '' }] = await asOwner<{ name: string }>('SELECT current_database() AS name')
  await asOwner(`ALTER DATABASE "${name}" SET deadlock_timeout = '20ms'`) // those who cross each other need not wait a second to learn it
  firstList = await anIssuedList(rowsOf(['A1', 'A2', 'A3', 'A4']))
  secondList = await anIssuedList(rowsOf(['A1', 'A2', 'A3', 'A5', 'A6'], '（新）'), { as: 'next', ofId: firstList, name: '' })
  campaignId = await launchedCampaign()
  await asOwner('UPDATE institution SET active = false')
})
afterAll(() => owner?.end())

const issue = () => issueFilings(city.handler, { campaignId, checklistId: firstList, dueOn: '2024-05-31' }, filedAt)
const filingOf = async (institutionId: string) => {
  const [row] = await asOwner<{ id: string }>('SELECT id FROM filing WHERE institution_id = $1', [institutionId])
  return row?.id ?? ''
}

describe('the tally of a filing', () => {
  it('follows its commands, one after the other, and says what each of them did', async () => {
    const institutionId = await anInstitution()
    done(await issue())
    const id = await filingOf(institutionId)
    const officer = complianceOfficer(institutionId, 370811, { name: '合规专员' })
    const items = await itemsOfList(firstList)
    const { evidenceFileIds: _none, ...stated } = aFinding('')
    const say = (codes: readonly number[], version = 0) =>
      codes.map((place) => ({ itemId: items[place]?.id, answer: 'noneFound', version }))
    const version = async () => (await filingRow(id)).version
    const counted = async () => {
      expect(await miscounted()).toEqual([])
      return tallyOf(id)
    }
    expect(await counted()).toMatchObject({ state: 'notStarted', asked: 4, answered: 0, findings: 0 })

    const findings = ['1500', '200'].map((fundLoss) => ({ itemId: items[3]?.id, ...stated, fundLoss }))
    const { findingIds } = done(await saveAnswers(officer, { filingId: id, answers: say([0, 1]), findings }, filedAt))
    expect(await counted()).toMatchObject({ state: 'inProgress', answered: 3, findings: 2, fund_loss_fen: 170_000 })
    done(await removeFinding(officer, { findingId: findingIds[1], version: 1 }, filedAt))
    expect(await counted()).toMatchObject({ answered: 3, findings: 1, fund_loss_fen: 150_000 })
    done(await saveAnswers(officer, { filingId: id, answers: [...say([2]), ...say([0], 1)], findings: [] }, filedAt))
    const amended = { findingId: findingIds[0], version: 1, ...stated, fundLoss: '1400', evidenceFileIds: await proof(officer) }
    done(await amendFinding(officer, amended, filedAt))
    expect(await counted()).toMatchObject({ answered: 4, findings: 1, fund_loss_fen: 140_000 })
    done(await submitFiling(officer, { filingId: id, version: await version(), attested: 'on' }, filedAt))
    expect(await counted()).toMatchObject({ state: 'submitted', asked: 4, answered: 4 })

    const refunds = await declared({ findingId: findingIds[0] ?? '', officer }, ['900', '400'], 'PZTALLY')
    expect(await counted()).toMatchObject({ refunded_fen: 0 })
    done(await confirmRefund(cityReviewer, { refundId: refunds[0]?.id, version: 1, reason: '已核对专户' }, filedAt))
    expect(await counted()).toMatchObject({ refunded_fen: 90_000, recovered_fen: 0 })

    done(await returnFiling(countyReviewer, { filingId: id, version: await version(), reason: '请补充佐证材料' }, filedAt))
    expect(await counted()).toMatchObject({ state: 'returned' })
    done(await recallFilings(city.handler, { campaignId, checklistId: firstList, reason: '第二条表述有误' }, filedAt))
    const anew = { campaignId, fromId: firstList, checklistId: secondList, dueOn: '2024-06-30' }
    done(await reissueFilings(city.handler, anew, filedAt))
    // Three items ask something else now, one is gone, two are new.
    expect(await counted()).toMatchObject({ state: 'inProgress', asked: 5, answered: 0, findings: 1, refunded_fen: 90_000 })
    const later = await itemsOfList(secondList)
    const versions = await asOwner<{ item_id: string; version: number }>(
      'SELECT item_id, version FROM filing_answer WHERE filing_id = $1',
      [id],
    )
    const again = later.map((item) => ({
      ...{ itemId: item.id, answer: 'noneFound' },
      version: versions.find(({ item_id }) => item_id === item.id)?.version ?? 0,
    }))
    done(await saveAnswers(officer, { filingId: id, answers: again, findings: [] }, filedAt))
    expect(await counted()).toMatchObject({ asked: 5, answered: 5 })

    await asOwner(`UPDATE institution SET region_no = 370812, region_code = '370812' WHERE id = $1`, [institutionId])
    expect(await counted()).toMatchObject({ region_no: 370812, expected: true })
    const there = complianceOfficer(institutionId, 370812, { name: '合规专员' })
    done(await submitFiling(there, { filingId: id, version: await version(), attested: 'on' }, filedAt))
    done(await acceptFiling(officerOf('MI', 370812, ['reviewer']), { filingId: id, version: await version() }, filedAt))
    expect(await counted()).toMatchObject({ state: 'accepted' })
    await asOwner('UPDATE institution SET active = false, merged_into_id = $2 WHERE id = $1', [institutionId, await anInstitution()])
    expect(await counted()).toMatchObject({ state: 'accepted', expected: false })
  })

  it('is written by the database alone, and counted in no sum of whoever keeps away from the institution', async () => {
    const [kept, hidden] = [await anInstitution({ regionNo: 370883 }), await anInstitution({ regionNo: 370883 })]
    done(await issue())
    const asked = { campaign: campaignId, region: 370883 }
    const told = async (actor = city.handler) => {
      const progress = (await filingProgress(actor, campaignId)).find(({ regionNo }) => regionNo === 370883)
      return [progress?.total, progress?.asked, (await listFilings(actor, asked)).count]
    }
    expect(await told()).toEqual([2, 8, 2])
    const away = { ...city.handler, userId: randomUUID() }
    await insertRows('recusal', [{ user_id: away.userId, subject_type: 'institution', subject_id: hidden, lifted_at: null }])
    expect(await told(away)).toEqual([1, 4, 1])
    expect((await listFilings(away, asked)).rows).toMatchObject([{ id: await filingOf(kept) }])
    expect(await told(countyHandler)).toEqual([undefined, undefined, 0])
    for (const text of [
      'UPDATE filing_tally SET findings = 9',
      'DELETE FROM filing_tally',
      `INSERT INTO filing_tally (id) VALUES (gen_random_uuid())`,
    ])
      await expect(asActor(rowContext(city.handler), (tx) => tx.$executeRawUnsafe(text))).rejects.toThrow(/permission denied/)
  })

  it('counts the items of a list that change while a filing comes to it', async () => {
    await anInstitution({ regionNo: 370827 })
    done(await issue())
    const [filing] = await asOwner<{ id: string }>('SELECT id FROM filing WHERE region_no = 370827')
    const [coming, changing] = [0, 1].map(() => new pg.Client({ connectionString: process.env.TEST_OWNER_URL }))
    if (!coming || !changing) throw new Error('two connections')
    await Promise.all([coming.connect(), changing.connect()])
    await coming.query('BEGIN')
    await coming.query('UPDATE filing SET checklist_id = $2 WHERE id = $1', [filing?.id, secondList])
    let changed = false
    const items = changing.query(`UPDATE checklist_item SET kinds = '{hospital}' WHERE checklist_id = $1`, [secondList]).finally(() => {
      changed = true
    })
    while (!changed && !(await asOwner('SELECT FROM pg_locks WHERE NOT granted')).length);
    await coming.query('COMMIT')
    await items
    await Promise.all([coming.end(), changing.end()])
    expect(await miscounted()).toEqual([])
  })

  it('equals a full recount after ten thousand operations of chance by several at once, and a recount sees one that was not counted', async () => {
    const place = await aPlace()
    owner = new pg.Client({ connectionString: process.env.TEST_OWNER_URL })
    await owner.connect()
    const random = createRandom(seed)
    for (let round = 0; round < 5; round++) {
      const parts = [0, 1, 2].map((worker) => operate(random.fork(`${round}.${worker}`), place, 620, byOfficer))
      await Promise.all([...parts, operate(random.fork(`${round}.owner`), place, 140, byOwner)])
      expect(await miscounted(), `seed ${seed}, after round ${round}`).toEqual([])
    }
    const [moving] = await asOwner<{ n: number }>(
      'SELECT count(*)::int AS n FROM filing_tally WHERE answered > 0 AND findings > 0 AND checks > 0',
    )
    expect(moving?.n).toBeGreaterThan(10)

    const sum = (of: (one: Awaited<ReturnType<typeof filingProgress>>[number]) => bigint | number) => async () =>
      (await filingProgress(city.handler)).reduce((total, one) => total + BigInt(of(one)), 0n)
    const [rows] = await asOwner<Record<string, string>>(
      `SELECT (SELECT count(*) FROM finding)::text AS findings, (SELECT sum(fund_loss_fen) FROM finding)::text AS loss,
         (SELECT sum(amount_fen) FROM refund WHERE state = 'confirmed' AND ledger = 'agreementRecovery')::text AS recovered`,
    )
    expect(String(await sum(({ findings }) => findings)())).toBe(rows?.findings)
    expect(String(await sum(({ fundLossFen }) => fundLossFen)())).toBe(rows?.loss)
    expect(String(await sum(({ recoveredFen }) => recoveredFen)())).toBe(rows?.recovered)

    // What the regions tell of a list is what it counts itself.
    const asked = [
      {},
      { region: 370811 },
      { overdue: '1' as const },
      { state: 'unfiled' as const },
      { state: 'ended' as const, region: 370812 },
    ]
    for (const filter of [...asked, ...filingStates.map((state) => ({ state }))]) {
      const { count } = await listFilings(city.handler, { ...filter, campaign: campaignId })
      expect(countIn(await filingProgress(city.handler, campaignId), filter), JSON.stringify(filter)).toBe(count)
    }

    await asOwner('ALTER TABLE finding DISABLE TRIGGER finding_tallied')
    await asOwner(
      'UPDATE finding SET fund_loss_fen = fund_loss_fen - 1 WHERE id = (SELECT id FROM finding WHERE fund_loss_fen > 0 LIMIT 1)',
    )
    expect(await miscounted()).toHaveLength(1)
  })
})

/** Sixty filings of institutions of all kinds in three counties, with two draws. */
async function aPlace(): Promise<Place> {
  for (const regionNo of counties)
    for (const kind of ['hospital', 'clinic', 'pharmacy', 'clinic', 'hospital'])
      for (let n = 0; n < 4; n++) await anInstitution({ kind, regionNo })
  done(await issue())
  const filings = await asOwner<{ id: string }>('SELECT id FROM filing WHERE region_no = ANY ($1) AND campaign_id = $2 ORDER BY number', [
    counties,
    campaignId,
  ])
  expect(filings.length).toBeGreaterThanOrEqual(60)
  const checks = [randomUUID(), randomUUID()]
  await insertRows(
    'spot_check',
    checks.map((id, place) => ({
      ...{ id, campaign_id: campaignId, agency_id: city.handler.agencyId, department: 'MI', region_no: 370800, purpose: 'supervision' },
      ...{ round: place + 1, reason: '再抽', method: 'simpleRandom', source_on: `2030-01-0${place + 1}`, population_ids: [] },
    })),
  )
  return { filings: filings.map(({ id }) => id), lists: [firstList, secondList], checks, counties }
}

type Run = (statements: readonly Statement[], keep: boolean) => Promise<void>
const thought = new Error('thought better of it')

/** In transactions of a few statements each, of which some are taken back and some have to wait for each other. */
async function operate(random: Random, place: Place, count: number, [operations, run]: readonly [typeof ofOfficers, Run]) {
  for (let left = count; left > 0; ) {
    const size = Math.min(left, random.whole(1, 6))
    const statements = Array.from({ length: size }, () => random.weighted(operations)(random, place))
    await untilDone(() => run(statements, random.chance(0.95)))
    left -= size
  }
}

/** A deadlock, and a row that somebody else has made or taken away since it was looked for. */
const crossed: readonly unknown[] = ['40P01', '23001', '23503', '23505']

/** Nothing is held before: two who cross each other are tried again. */
async function untilDone(run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } catch (error) {
    if (error === thought) return
    if (!(error instanceof Error && 'code' in error && crossed.includes(error.code))) throw error
    await untilDone(run)
  }
}

const byOfficer: readonly [typeof ofOfficers, Run] = [
  ofOfficers,
  async (statements, keep) => {
    const nothing = async () => undefined
    await writeAsActor(rowContext(city.handler), nothing, async (client) => {
      for (const { text, values } of statements) await client.query(text, [...values])
      if (!keep) throw thought
    })
  },
]

const byOwner: readonly [typeof ofOfficers, Run] = [
  ofOwner,
  async (statements, keep) => {
    const client = owner
    if (!client) throw new Error('the owner is not connected')
    await client.query('BEGIN')
    try {
      for (const { text, values } of statements) await client.query(text, [...values])
      if (!keep) throw thought
      await client.query('COMMIT')
    } catch (error) {
      await client.query('ROLLBACK')
      throw error
    }
  },
]
