import { beforeAll, describe, expect, it } from 'vitest'
import { bookFilter } from '#domain/document/book'
import { publishPaper } from '#server/case/track/publish-paper'
import { printBook, readBook } from '#server/document/book-queries'
import { getCasePaper } from '#server/document/case-paper-queries'
import { draftCasePaper, issueCasePaper } from '#server/document/case-papers'
import { voidCasePaper } from '#server/document/void-paper'
import { withdrawReferral } from '#server/referral/withdraw-referral'
import { aFilledPaper, anIssuedPaper } from '../../fixtures/case-papers'
import { aReviewedCase, filedAt, served, versionOf, walk } from '../../fixtures/case-scenes'
import { aFile, officerOf, places } from '../../fixtures/matters'
import { anApprovedPoliceReferral, aScene, type Scene } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

const refused = (code: string) => ({ ok: false, refusal: { code } })
const reason = '当事人名称有误，另行出具'

let scene: Scene
let caseId: string
beforeAll(async () => {
  scene = await aScene()
  caseId = await aReviewedCase(scene)
  await walk(scene, caseId, [['notice', 'approver']])
})

const numberOf = async (documentId: string) => {
  const [paper] = await asOwner<{ number: string | null; state: string; revision: number }>(
    'SELECT number, state::text, revision FROM official_document WHERE id = $1',
    [documentId],
  )
  return paper
}
const book = (actor = scene.handler, asked: object = {}) => readBook(actor, bookFilter.parse(asked))

describe('the database', () => {
  it.each([
    [
      'a counter that moves with no line in the book',
      "UPDATE number_register SET last_number = last_number + 1 WHERE prefix LIKE '%立'",
      /not entered/,
    ],
    [
      'a register that begins with no line',
      "INSERT INTO number_register (id, prefix, year, last_number) VALUES (gen_random_uuid(), '某医保函', 2026, 1)",
      /not entered/,
    ],
    ['a counter that goes back', "UPDATE number_register SET last_number = last_number - 1 WHERE prefix LIKE '%立'", /goes on/],
    ['a register taken away', "DELETE FROM number_register WHERE prefix LIKE '%立'", /goes on/],
    ['a line taken away', 'DELETE FROM document_number', /append|change|delete/i],
    ['a line given to something else', 'UPDATE document_number SET subject_id = gen_random_uuid()', /stays as it was/],
    ['a line given back', "UPDATE document_number SET state = 'given', void_reason = NULL", /stays as it was/],
    [
      'a line voided without a reason',
      "UPDATE document_number SET state = 'voided', voided_at = now(), void_reason = ' '",
      /document_number_voided/,
    ],
    [
      'a line ahead of its counter',
      "INSERT INTO document_number (prefix, year, serial, number, agency_id, department, region_no, given_at) SELECT prefix, year, 999999, prefix || '〔' || year || '〕999999号', agency_id, department, region_no, now() FROM document_number LIMIT 1",
      /comes from its register/,
    ],
    [
      'a number twice',
      'INSERT INTO document_number (prefix, year, serial, number, agency_id, department, region_no, given_at) SELECT prefix, year, serial, number, agency_id, department, region_no, now() FROM document_number LIMIT 1',
      /prefix_year_serial/,
    ],
  ])('takes no %s, also from its owner', async (_, statement, why) => {
    await expect(asOwner(statement)).rejects.toThrow(why)
  })
})

it('leaves no gap where the connection breaks after the number was taken', async () => {
  const documentId = await aFilledPaper(scene, caseId, 'priorNotice', filedAt)
  const registers = () => asOwner("SELECT prefix, last_number FROM number_register WHERE prefix LIKE '%罚告'")
  const before = await registers()
  await asOwner(`CREATE FUNCTION cut_line() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NEW; END $$;
    CREATE TRIGGER cut_line BEFORE UPDATE ON official_document FOR EACH ROW WHEN (NEW.id = '${documentId}' AND NEW.state = 'issued') EXECUTE FUNCTION cut_line()`)
  await expect(issueCasePaper(scene.approver, { documentId, version: '2' }, filedAt)).rejects.toThrow()
  await asOwner('DROP FUNCTION cut_line() CASCADE')
  expect(await registers()).toEqual(before)
  expect((await book()).checks.every(({ missing }) => missing.length === 0)).toBe(true)
  expect(await issueCasePaper(scene.approver, { documentId, version: '2' }, filedAt)).toMatchObject({ ok: true })
})

it('issues one act under one number, also of two drafts at once; a second is not drafted beside it, and is once the first is voided', async () => {
  const noticed = await aReviewedCase(scene)
  await walk(scene, noticed, [['notice', 'approver']])
  const drafts = [await aFilledPaper(scene, noticed, 'priorNotice', filedAt), await aFilledPaper(scene, noticed, 'priorNotice', filedAt)]
  const issues = await Promise.all(drafts.map((documentId) => issueCasePaper(scene.approver, { documentId, version: '2' }, filedAt)))
  expect(issues.map((one) => (one.ok ? 'issued' : one.refusal.code)).toSorted()).toEqual(['alreadyExists', 'issued'])
  const draft = () => draftCasePaper(scene.handler, { caseId: noticed, kind: 'priorNotice' }, filedAt)
  expect(await draft()).toMatchObject(refused('alreadyExists'))
  const documentId = drafts[issues.findIndex(({ ok }) => ok)] ?? ''
  const form = { documentId, version: String((await numberOf(documentId))?.revision), reason }
  expect(await voidCasePaper(scene.approver, form, filedAt)).toMatchObject({ ok: true })
  expect(await draft()).toMatchObject({ ok: true })
})

it('is numbered apart in a case that is hidden from most', async () => {
  const hidden = await aReviewedCase(scene)
  await asOwner('UPDATE case_file SET secrecy = 3 WHERE id = $1', [hidden])
  const cleared = { handler: { ...scene.handler, clearance: 3 }, approver: scene.approver }
  const { number = '' } = (await numberOf(await anIssuedPaper(cleared, hidden, 'rectificationOrder', filedAt))) ?? {}
  expect(number).toContain('任医保责改密')
  expect((await book(cleared.handler, { q: number })).rows).toHaveLength(1)
  expect((await book({ ...scene.handler, clearance: 2 }, { q: number })).rows).toEqual([])
})

describe('a number that is voided', () => {
  it('stays in the book with the reason, and the next paper has the next one', async () => {
    const documentId = await anIssuedPaper(scene, caseId, 'rectificationOrder', filedAt)
    const form = { documentId, version: String((await numberOf(documentId))?.revision), reason }
    expect(await voidCasePaper(scene.handler, form, filedAt)).toMatchObject(refused('notFound'))
    expect(await voidCasePaper(scene.approver, { ...form, reason: '' }, filedAt)).toMatchObject(refused('invalidInput'))
    expect(await voidCasePaper(scene.approver, { ...form, version: '9' }, filedAt)).toMatchObject(refused('changedMeanwhile'))
    expect(await voidCasePaper(scene.approver, form, filedAt)).toMatchObject({ ok: true })
    expect(await voidCasePaper(scene.approver, form, filedAt)).toMatchObject(refused('wrongState'))
    expect(await getCasePaper(scene.handler, caseId, documentId, filedAt)).toMatchObject({ state: 'voided', voidReason: reason })
    const { number = '' } = (await numberOf(documentId)) ?? {}
    const [line] = (await book(scene.handler, { state: 'voided', q: number })).rows
    expect(line).toMatchObject({ number, state: 'voided', voidReason: reason, voidedByName: scene.approver.name })

    const next = (await numberOf(await anIssuedPaper(scene, caseId, 'rectificationOrder', filedAt)))?.number
    const serial = (text: string | null | undefined) => Number(/(\d+)号$/u.exec(text ?? '')?.[1])
    expect(serial(next)).toBe(serial(number) + 1)
  })

  it('moves the case on: whoever was about to serve the paper looks again', async () => {
    const documentId = await anIssuedPaper(scene, caseId, 'rectificationOrder', filedAt)
    const before = await versionOf(caseId)
    const form = { documentId, version: String((await numberOf(documentId))?.revision), reason }
    expect(await voidCasePaper(scene.approver, form, filedAt)).toMatchObject({ ok: true })
    expect(await versionOf(caseId)).toBe(before + 1)
  })

  it('is none that has gone out', async () => {
    const [issued] = await asOwner<{ id: string }>(
      `SELECT id FROM official_document WHERE subject_id = $1 AND kind = 'priorNotice' AND state = 'issued'`,
      [caseId],
    )
    const documentId = issued?.id ?? (await anIssuedPaper(scene, caseId, 'priorNotice', filedAt))
    const form = { documentId, version: String((await numberOf(documentId))?.revision), reason }
    await anIssuedPaper(scene, caseId, 'hearingNotice', filedAt)
    const publication = { caseId, version: String(await versionOf(caseId)), publishedOn: served.servedOn, place: '区政府门户网站公告栏' }
    const receiptFileIds = await aFile(scene.handler, '公告截图.pdf')
    expect(await publishPaper(scene.handler, { ...publication, receiptFileIds }, filedAt)).toMatchObject({ ok: true })
    expect(await voidCasePaper(scene.approver, form, filedAt)).toMatchObject(refused('paperPublished'))
    expect(await getCasePaper(scene.approver, caseId, documentId, filedAt)).toMatchObject({ voiding: { shut: { code: 'paperPublished' } } })
    await walk(scene, caseId, [['serveNotice', 'handler', served]])
    expect(await voidCasePaper(scene.approver, form, filedAt)).toMatchObject(refused('paperServed'))
  })

  it('is that of a referral which was approved and not delivered', async () => {
    const referralId = await anApprovedPoliceReferral(scene)
    const [{ version } = { version: 0 }] = await asOwner<{ version: number }>('SELECT version FROM referral WHERE id = $1', [referralId])
    expect(await withdrawReferral(scene.handler, { referralId, version: String(version), reason }, filedAt)).toMatchObject({ ok: true })
    expect(await asOwner('SELECT state::text, void_reason FROM document_number WHERE subject_id = $1', [referralId])).toEqual([
      { state: 'voided', void_reason: reason },
    ])
    expect(await asOwner('SELECT state::text FROM official_document WHERE subject_id = $1 AND number IS NOT NULL', [referralId])).toEqual([
      { state: 'voided' },
    ])
  })
})

describe('the book', () => {
  it('is the own area’s, by register, year and word, and says nothing of what its reader may not read', async () => {
    const whole = await book()
    expect(whole.prefixes).toContain('任医保罚告')
    const [register] = (await book(scene.handler, { prefix: '任医保罚告', year: '2026' })).checks
    expect(register).toMatchObject({ prefix: '任医保罚告', year: 2026, entered: register?.last, missing: [] })
    const named = await book(scene.handler, { q: '清溪医院', prefix: '任医保罚告' })
    expect(named.rows.length).toBeGreaterThan(0)
    expect(named.rows[0]?.title).toContain('清溪医院')

    const recused = { ...scene.handler, recusedIds: [caseId] }
    const lines = (await printBook(recused, bookFilter.parse({ prefix: '任医保罚告' }))).lines.filter(
      ({ subjectId }) => subjectId === caseId,
    )
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.map(({ title }) => title)).toEqual(lines.map(() => null))
    for (const bureau of [places.otherBureau, places.police]) {
      const other = await book(await officerOf(bureau, ['handler']))
      expect(other.prefixes.filter((prefix) => prefix.startsWith('任医保'))).toEqual([])
    }
  })

  it('says where its print ends before its last line', async () => {
    const filter = bookFilter.parse({ prefix: '任医保罚告' })
    const { lines, cut } = await printBook(scene.handler, filter, 1)
    expect([lines.length, cut]).toEqual([1, true])
    expect((await printBook(scene.handler, filter)).cut).toBe(false)
  })

  it('shows a gap where there is one, and no book of what is hidden to whoever is not cleared', async () => {
    await asOwner(`ALTER TABLE document_number DISABLE TRIGGER ALL; ALTER TABLE number_register DISABLE TRIGGER ALL;
      INSERT INTO number_register (id, prefix, year, last_number) VALUES (gen_random_uuid(), '任医保函密', 2025, 3);
      INSERT INTO document_number (prefix, year, serial, number, agency_id, department, region_no, secrecy, given_at)
      SELECT '任医保函密', 2025, s, '任医保函密〔2025〕' || s || '号', '${scene.handler.agencyId}', 'MI', ${scene.handler.regionNo}, 3, now() FROM unnest(ARRAY[1, 3]) s;
      ALTER TABLE document_number ENABLE TRIGGER ALL; ALTER TABLE number_register ENABLE TRIGGER ALL`)
    const hidden = { prefix: '任医保函密', year: '2025' }
    const cleared = { ...scene.handler, clearance: 3 }
    expect((await book(cleared, hidden)).checks).toEqual([
      { ...{ prefix: '任医保函密', year: 2025, last: 3, entered: 2, voided: 0 }, missing: [2] },
    ])
    expect(await book({ ...scene.handler, clearance: 2 }, hidden)).toMatchObject({ rows: [], checks: [] })
  })
})
