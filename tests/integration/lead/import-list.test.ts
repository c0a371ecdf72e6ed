import { randomUUID } from 'node:crypto'
import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { prisma, transactionMs } from '#platform/db'
import { decryptField } from '#platform/field-cipher'
import { receiveFile } from '#server/file/receive-file'
import { importLeads } from '#server/lead/import-list'
import { downloadRefusedRows, getImport, listImports } from '#server/lead/import-queries'
import { cancelLeadList, remapLeadList, uploadLeadList } from '#server/lead/upload-list'
import { done } from '../../fixtures/campaigns'
import { type FixtureInstitution, type ProvinceList, provinceLeadList } from '../../fixtures/lead-lists/generate'
import { anUpload, countsOf, doListWork, importNow, type LeadPeople, leadPeople, someInstitutions, strangers } from '../../fixtures/leads'
import { aCampaign, actionsOn, officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

const now = new Date('2026-06-01T02:00:00Z')
const dueOn = '2026-08-31'
let people: LeadPeople
let institutions: FixtureInstitution[]
let province: ProvinceList
let seed = 0

/** A small list of its own bytes, every time. */
const aList = async (rows = 20, badRows = 2) => {
  seed += 1
  return provinceLeadList({ seed: `list ${seed}`, rows, institutions, badRows })
}
const csv = (lines: readonly string[]) => new TextEncoder().encode(`${lines.join('\r\n')}\r\n`)
const batchesOf = (campaignId: string) =>
  asOwner<{ id: string; number: string; issued_count: number }>('SELECT id, number, issued_count FROM lead_batch WHERE campaign_id = $1', [
    campaignId,
  ])

beforeAll(async () => {
  people = await leadPeople()
  institutions = await someInstitutions(40)
  province = await provinceLeadList({ seed: 'province', rows: 2_000, institutions })
})

describe('a list of 2,000 rows from the province', () => {
  let importId = ''
  let campaignId = ''
  let batchId = ''

  it('is read on upload: what can be imported, what goes back and why; nothing is imported yet', async () => {
    const uploaded = await anUpload(people.city, province.bytes, { now })
    importId = uploaded.importId
    campaignId = uploaded.campaignId
    const found = await getImport(people.city, importId)
    expect(found?.summary).toMatchObject({
      acceptedCount: province.accepted,
      refusedRowCount: province.refused.length,
      duplicateCount: province.duplicates.length,
    })
    expect(new Set(found?.summary.refused.map(({ row, code }) => `${row} ${code}`))).toEqual(
      new Set(province.refused.map(({ row, code }) => `${row} ${code}`)),
    )
    expect(found?.mayImport).toBe(true)
    expect(await batchesOf(campaignId)).toEqual([])
  })

  it('becomes one batch: each good row a lead with a number of its own', async () => {
    const transactions = vi.spyOn(prisma, '$transaction')
    const imported = done(await importNow(people.city, { importId, version: 1, dueOn, totalsSeen: 'on' }, now))
    const times = transactions.mock.calls.map(([, options]) => (options as { timeout?: number } | undefined)?.timeout)
    transactions.mockRestore()
    expect(times.filter((time) => time === transactionMs.job)).toHaveLength(1) // whoever asked for it waits no longer than for anything
    const expected = province.accepted - province.duplicates.length
    expect(imported).toMatchObject({ imported: expected, refused: province.refused.length + province.duplicates.length })

    batchId = imported.batchId
    const { issued, leads } = await countsOf(batchId)
    expect(issued).toBe(expected)
    expect(leads).toEqual([{ state: 'toAssign', conclusion: null, n: expected }])
    const [numbers] = await asOwner(
      'SELECT count(DISTINCT number)::int AS n, min(number) AS first, max(number) AS last FROM lead WHERE batch_id = $1',
      [batchId],
    )
    expect(numbers).toEqual({ n: expected, first: 'XS-370800-2026-000001', last: `XS-370800-2026-${String(expected).padStart(6, '0')}` })
    expect(await actionsOn(batchId)).toEqual(['lead.takeListIn'])
  })

  it('keeps every column of the list, and knows the institutions', async () => {
    const [lead] = await asOwner<Record<string, unknown>>(
      `SELECT l.*, i.code FROM lead l JOIN institution i ON i.id = l.institution_id WHERE l.batch_id = $1 AND l.source_number = 'LQ2024000001'`,
      [batchId],
    )
    expect(lead).toMatchObject({ region_no: 370800, person_name: expect.stringMatching(/^\p{Script=Han}{3}$/u), source: 'province' })
    expect(lead?.extra).toMatchObject({ 所属县区: expect.stringMatching(/^3708/) })
    const [unknown] = await asOwner('SELECT count(*)::int AS n FROM lead WHERE batch_id = $1 AND institution_id IS NULL', [batchId])
    expect(unknown).toEqual({ n: 0 })
  })

  it('leaves no identity number open anywhere in the database', async () => {
    const tables = await asOwner<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'pgboss')`,
    )
    const leaks: string[] = []
    for (const { name } of tables) {
      const [row] = await asOwner<{ n: number }>(
        `SELECT count(*)::int AS n FROM ${name} AS t WHERE t::text ~ '370899(19|20)[0-9]{9}[0-9X]'`,
      )
      if (row?.n) leaks.push(name)
    }
    expect(leaks).toEqual([])
    const sealed = await asOwner<{ id: string; id_masked: string; id_cipher: string; id_index: string }>(
      'SELECT id, id_masked, id_cipher, id_index FROM lead WHERE batch_id = $1 AND id_cipher IS NOT NULL LIMIT 20',
      [batchId],
    )
    expect(sealed).toHaveLength(20)
    for (const { id, id_masked, id_cipher } of sealed) {
      const number = decryptField({ table: 'lead', column: 'id_cipher', id }, id_cipher)
      expect(number).toMatch(/^370899\d{11}[\dX]$/)
      expect(id_masked).toBe(`370899********${number.slice(-4)}`)
    }
  })

  it('is not imported a second time: not by the same page, not from the same file under another name', async () => {
    expect(await importLeads(people.city, { importId, version: 1, dueOn, totalsSeen: 'on' }, now)).toMatchObject({
      refusal: { code: 'wrongState' },
    })
    const { id: fileId } = done(await receiveFile(people.city, { name: '改名.xlsx', bytes: new Uint8Array(province.bytes) }))
    const again = await uploadLeadList(people.city, { campaignId, fileId, sourceName: '另一个名字', source: 'city', origin: 'local' }, now)
    expect(again).toMatchObject({ refusal: { code: 'alreadyImported', detail: { batch: (await batchesOf(campaignId))[0]?.number } } })
    expect(await batchesOf(campaignId)).toHaveLength(1)
  })

  it('gives its bad rows back in its own layout with the reasons, to those who take lists in, and the trail says so', async () => {
    const { bytes } = done(await downloadRefusedRows(people.city, { importId }, now))
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(bytes.buffer as ArrayBuffer)
    const sheet = book.worksheets[0]
    const reasons = sheet?.getColumn(12).values.filter((value) => typeof value === 'string') as string[]
    expect(reasons[0]).toBe('错误原因')
    expect(reasons.slice(1).filter((reason) => /^第\d+行“/.test(reason))).toHaveLength(province.refused.length)
    expect(await actionsOn(importId)).toEqual(['lead.uploadList', 'lead.import', 'lead.downloadRefused'])

    const mended = await downloadRefusedRows(people.otherCounty, { importId }, now)
    expect(mended).toEqual({ ok: false, refusal: { code: 'notFound' } })
  })
})

describe('an import', () => {
  it('whose stated total does not match waits for a person to say that they know', async () => {
    const list = csv(['机构名称,违规行为,涉及金额（元）', '甲医院,重复收费,100', '乙医院,重复收费,200', '合计,,30000'])
    const { importId } = await anUpload(people.city, list, { name: 'f.csv', sourceName: '合计', now })
    expect((await getImport(people.city, importId))?.summary.controlTotals).toMatchObject([{ holds: false }])
    expect(await importLeads(people.city, { importId, version: 1, dueOn }, now)).toEqual({ ok: false, refusal: { code: 'totalsDiffer' } })
    expect(await importNow(people.city, { importId, version: 1, dueOn, totalsSeen: 'on' }, now)).toMatchObject({
      ok: true,
      value: { imported: 2 },
    })
  })

  it('keeps rows that repeat when asked to', async () => {
    const list = csv(['机构名称,违规行为', '甲医院,重复收费', '甲医院,重复收费', '乙医院,重复收费'])
    const { importId } = await anUpload(people.city, list, { name: 'g.csv', sourceName: '重复', now })
    expect(await importNow(people.city, { importId, version: 1, dueOn, keepDuplicates: 'on' }, now)).toMatchObject({
      value: { imported: 3, refused: 0 },
    })
  })

  it('of nothing but bad rows, or with a day that is past, is refused', async () => {
    const { importId } = await anUpload(people.city, csv(['机构名称,违规行为,涉及金额', '甲医院,重复收费,-1']), {
      name: 'h.csv',
      sourceName: '坏行',
      now,
    })
    expect(await importLeads(people.city, { importId, version: 1, dueOn }, now)).toEqual({
      ok: false,
      refusal: { code: 'nothingToImport' },
    })
    expect(await importLeads(people.city, { importId, version: 1, dueOn: '2026-05-31' }, now)).toEqual({
      ok: false,
      refusal: { code: 'dueOnPast' },
    })
    for (const wrong of [{ dueOn: '2026-02-30' }, { dueOn: '' }, { version: 0 }, { keepDuplicates: 'yes' }]) {
      expect(await importLeads(people.city, { importId, version: 1, dueOn, ...wrong }, now)).toMatchObject({
        refusal: { code: 'invalidInput' },
      })
    }
    expect(await importLeads(people.city, { importId, version: 1, dueOn, regionNo: 370000 }, now)).toMatchObject({
      refusal: { code: 'unknownField' },
    })
  })

  it('is done once, by two at once, and by the same file uploaded twice', async () => {
    const list = await aList()
    const first = await anUpload(people.city, list.bytes, { now })
    const second = await anUpload(people.city, list.bytes, { campaignId: first.campaignId, sourceName: '又一次', now })
    const outcomes = await Promise.all(
      [first, first, second].map(({ importId }) => importNow(people.city, { importId, version: 1, dueOn, totalsSeen: 'on' }, now)),
    )
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(
      outcomes
        .flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal.code]))
        .every((code) => ['alreadyImported', 'changedMeanwhile', 'wrongState'].includes(code)),
    ).toBe(true)
    expect(await batchesOf(first.campaignId)).toHaveLength(1)
  })

  it('repeated under one key has one effect and one answer', async () => {
    const { importId, campaignId } = await anUpload(people.city, (await aList()).bytes, { now })
    const form = { importId, version: '1', dueOn, totalsSeen: 'on', requestKey: randomUUID() }
    const [one, other] = await Promise.all([importNow(people.city, form, now), importNow(people.city, form, now)])
    expect(one).toEqual(other)
    expect(one.ok).toBe(true)
    expect(await batchesOf(campaignId)).toHaveLength(1)
  })

  it('put aside is over', async () => {
    const { importId } = await anUpload(people.city, (await aList()).bytes, { now })
    expect(await cancelLeadList(people.city, { importId, version: 2 }, now)).toMatchObject({ refusal: { code: 'changedMeanwhile' } })
    const both = await Promise.all([1, 2].map(() => cancelLeadList(people.city, { importId, version: 1 }, now)))
    expect(both.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(await importLeads(people.city, { importId, version: 2, dueOn }, now)).toMatchObject({ refusal: { code: 'wrongState' } })
    expect(await actionsOn(importId)).toEqual(['lead.uploadList', 'lead.cancelList'])
  })

  it.each([
    ...strangers,
    ['a reviewer of the city', () => officerOf(places.cityBureau, ['reviewer'])],
    ['a county below', () => officerOf(places.bureau, ['handler'])],
    ['a handler of the city with a lower clearance', () => officerOf(places.cityBureau, ['handler'], { clearance: 1 })],
  ] as typeof strangers)('is nobody else’s: %s', async (_who, person) => {
    const actor = await person()
    const { importId, campaignId } = await anUpload(people.city, (await aList()).bytes, { now })
    const notFound = { ok: false, refusal: { code: 'notFound' } }
    expect(await importLeads(actor, { importId, version: 1, dueOn }, now)).toEqual(notFound)
    expect(await remapLeadList(actor, { importId, version: 1, mapping: {} }, now)).toEqual(notFound)
    expect(await cancelLeadList(actor, { importId, version: 1 }, now)).toEqual(notFound)
    expect(await downloadRefusedRows(actor, { importId }, now)).toEqual(notFound)
    expect(await batchesOf(campaignId)).toEqual([])
    expect(await asOwner('SELECT state::text, version FROM lead_import WHERE id = $1', [importId])).toEqual([
      { state: 'uploaded', version: 1 },
    ])
  })

  it('is out of sight for a lower clearance, which may not read the file either', async () => {
    const { importId } = await anUpload(people.city, (await aList()).bytes, { now })
    const colleague = await officerOf(places.cityBureau, ['handler'])
    const cleared = await officerOf(places.cityBureau, ['handler'], { clearance: 1 })
    expect((await listImports(colleague)).map(({ id }) => id)).toContain(importId)
    expect((await listImports(cleared)).map(({ id }) => id)).not.toContain(importId)
    expect(await getImport(cleared, importId)).toBeNull()
  })
})

describe('an upload', () => {
  const form = async (fileId: string, override: Record<string, unknown> = {}) => ({
    campaignId: await aCampaign(),
    fileId,
    sourceName: '省局第一批',
    source: 'province',
    origin: 'prescribed',
    ...override,
  })

  it('of what is no list, or somebody else’s file, is refused with the reason', async () => {
    const { id: noList } = done(await receiveFile(people.city, { name: '说明.csv', bytes: csv(['今天天气,很好', '一,二']) }))
    const { importId } = done(await uploadLeadList(people.city, await form(noList), now))
    await doListWork(people.city, importId, now)
    expect(await getImport(people.city, importId)).toMatchObject({
      state: 'unreadable',
      trouble: { code: 'unreadableFile', detail: { reading: expect.stringMatching(/^E-IMP/) } },
    })
    done(await cancelLeadList(people.city, { importId, version: 1 }, now))
    const { id: theirs } = done(await receiveFile(people.otherCounty, { name: 'x.csv', bytes: csv(['机构名称,违规行为', '甲,乙']) }))
    expect(await uploadLeadList(people.city, await form(theirs), now)).toEqual({ ok: false, refusal: { code: 'notFound' } })
    expect(await uploadLeadList(people.city, await form(noList, { campaignId: randomUUID() }), now)).toEqual({
      ok: false,
      refusal: { code: 'notFound' },
    })
    expect(await uploadLeadList(people.city, await form(noList, { source: 'rumour' }), now)).toMatchObject({
      refusal: { code: 'invalidInput' },
    })
  })

  it('is not for other departments, institutions or roles', async () => {
    for (const actor of [await officerOf(places.police, ['handler']), await officerOf(places.cityBureau, ['approver'])]) {
      const { id } = done(await receiveFile(actor, { name: 'x.csv', bytes: csv(['机构名称,违规行为', '甲医院,重复收费']) }))
      expect(await uploadLeadList(actor, await form(id), now)).toEqual({ ok: false, refusal: { code: 'notFound' } })
    }
  })
})
