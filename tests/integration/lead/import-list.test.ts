import { randomUUID } from 'node:crypto'
import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, it } from 'vitest'
import { decryptField } from '#platform/field-cipher'
import { receiveFile } from '#server/file/receive-file'
import { importLeads } from '#server/lead/import-list'
import { downloadRefusedRows, getImport, listImports } from '#server/lead/import-queries'
import { cancelLeadList, remapLeadList, uploadLeadList } from '#server/lead/upload-list'
import { done } from '../../fixtures/campaigns'
import { type FixtureInstitution, type ProvinceList, provinceLeadList } from '../../fixtures/lead-lists/generate'
import { anUpload, countsOf, type LeadPeople, leadPeople, someInstitutions, strangers } from '../../fixtures/leads'
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

  it('becomes one batch in seconds: each good row a lead with a number of its own', async () => {
    const startedAt = performance.now()
    const imported = done(await importLeads(people.city, { importId, version: 1, dueOn, totalsSeen: 'on' }, now))
    const took = performance.now() - startedAt
    const expected = province.accepted - province.duplicates.length
    expect(imported).toMatchObject({ imported: expected, refused: province.refused.length + province.duplicates.length })
    expect(took).toBeLessThan(25_000)

    batchId = imported.batchId
    const { issued, leads } = await countsOf(batchId)
    expect(issued).toBe(expected)
    expect(leads).toEqual([{ state: 'toAssign', conclusion: null, n: expected }])
    const [numbers] = await asOwner(
      'SELECT count(DISTINCT number)::int AS n, min(number) AS first, max(number) AS last FROM lead WHERE batch_id = $1',
      [batchId],
    )
    expect(numbers).toEqual({ n: expected, first: 'XS-370800-2026-000001', last: `XS-370800-2026-${String(expected).padStart(6, '0')}` })
    expect(await actionsOn(batchId)).toEqual(['lead.import'])
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
    expect(await actionsOn(importId)).toEqual(['lead.uploadList', 'lead.downloadRefused'])

    const mended = await downloadRefusedRows(people.otherCounty, { importId }, now)
    expect(mended).toEqual({ ok: false, refusal: { code: 'notFound' } })
  })
})

describe('the columns', () => {
  const lines = ['机构,问题描述,身份证号,说明', `${'清溪第1医院'},重复收费,37089919900307123X,本人 37089919900307123X 未住院`]

  it('are assigned by hand, remembered for the source, and the list is read again', async () => {
    const uploaded = await anUpload(people.city, csv(['机构名称,违规行为,备考', '甲医院,重复收费,第一次']), {
      sourceName: '按列记忆',
      name: 'a.csv',
      now,
    })
    done(
      await remapLeadList(
        people.city,
        { importId: uploaded.importId, version: 1, mapping: { 机构名称: 'institutionName', 违规行为: 'behaviour', 备考: 'note' } },
        now,
      ),
    )
    expect((await getImport(people.city, uploaded.importId))?.given).toMatchObject({ 备考: 'note' })

    const next = await anUpload(people.city, csv(['机构名称,违规行为,备考', '乙医院,重复收费,第二次']), {
      sourceName: '按列记忆',
      name: 'b.csv',
      now,
    })
    const { batchId } = done(await importLeads(people.city, { importId: next.importId, version: 1, dueOn }, now))
    expect(await asOwner('SELECT note, extra FROM lead WHERE batch_id = $1', [batchId])).toEqual([{ note: '第二次', extra: {} }])
  })

  it('that a source has no longer do not shut its next list out', async () => {
    const list = csv(['机构名称,违规行为,新增列', '丙医院,重复收费,第三次'])
    const uploaded = await anUpload(people.city, list, { sourceName: '按列记忆', name: 'c.csv', now })
    expect((await getImport(people.city, uploaded.importId))?.summary).toMatchObject({ acceptedCount: 1 })
  })

  it('mapped wrongly, or in no field of ours, show no identity number', async () => {
    const uploaded = await anUpload(people.city, csv(lines), { sourceName: '错列', name: 'd.csv', now })
    const mapping = { 机构: 'institutionName', 问题描述: 'behaviour', 身份证号: 'extra', 说明: 'personName' }
    done(await remapLeadList(people.city, { importId: uploaded.importId, version: 1, mapping }, now))
    const { batchId } = done(await importLeads(people.city, { importId: uploaded.importId, version: 2, dueOn }, now))
    expect(await asOwner('SELECT person_name, extra FROM lead WHERE batch_id = $1', [batchId])).toEqual([
      { person_name: '本人 370899********123X 未住院', extra: { 身份证号: '370899********123X' } },
    ])
  })

  it('that the list does not have are refused, and more than a list can have', async () => {
    const uploaded = await anUpload(people.city, (await aList()).bytes, { now })
    const remap = (mapping: Record<string, string>) => remapLeadList(people.city, { importId: uploaded.importId, version: 1, mapping }, now)
    expect(await remap({ 没有这一列: 'note' })).toMatchObject({ refusal: { code: 'unreadableFile', detail: { reading: 'E-IMP-09' } } })
    expect(await remap(Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`列${at}`, 'note'])))).toMatchObject({
      refusal: { code: 'invalidInput' },
    })
    expect((await getImport(people.city, uploaded.importId))?.version).toBe(1)
  })
})

describe('an institution', () => {
  it('named by a code and a name of two, by a name of two, or by nobody we know, is left for a person to say', async () => {
    const [one, other] = await someInstitutions(2)
    await asOwner(
      `INSERT INTO institution (id, code, name, kind, region_code, region_no, field_ids) VALUES (gen_random_uuid(), $1, $2, 'clinic', '370881', 370881, '{}')`,
      [`X${one?.code}`, other?.name],
    )
    const rows = [
      `${one?.code},${one?.name},一`,
      `${one?.code},旧名称医院,二`,
      `${one?.code},清溪第1医院,三`,
      `,${other?.name},四`,
      ',无此医院,五',
    ]
    const uploaded = await anUpload(people.city, csv(['机构编码,机构名称,违规行为', ...rows]), { name: 'e.csv', sourceName: '机构', now })
    const { batchId } = done(await importLeads(people.city, { importId: uploaded.importId, version: 1, dueOn }, now))
    expect(
      await asOwner(
        'SELECT l.behaviour, i.code, l.institution_name FROM lead l LEFT JOIN institution i ON i.id = l.institution_id WHERE batch_id = $1 ORDER BY source_row',
        [batchId],
      ),
    ).toEqual([
      { behaviour: '一', code: one?.code, institution_name: one?.name },
      { behaviour: '二', code: one?.code, institution_name: one?.name },
      { behaviour: '三', code: null, institution_name: '清溪第1医院' },
      { behaviour: '四', code: null, institution_name: other?.name },
      { behaviour: '五', code: null, institution_name: '无此医院' },
    ])
  })
})

describe('an import', () => {
  it('whose stated total does not match waits for a person to say that they know', async () => {
    const list = csv(['机构名称,违规行为,涉及金额（元）', '甲医院,重复收费,100', '乙医院,重复收费,200', '合计,,30000'])
    const { importId } = await anUpload(people.city, list, { name: 'f.csv', sourceName: '合计', now })
    expect((await getImport(people.city, importId))?.summary.controlTotals).toMatchObject([{ holds: false }])
    expect(await importLeads(people.city, { importId, version: 1, dueOn }, now)).toEqual({ ok: false, refusal: { code: 'totalsDiffer' } })
    expect(await importLeads(people.city, { importId, version: 1, dueOn, totalsSeen: 'on' }, now)).toMatchObject({
      ok: true,
      value: { imported: 2 },
    })
  })

  it('keeps rows that repeat when asked to', async () => {
    const list = csv(['机构名称,违规行为', '甲医院,重复收费', '甲医院,重复收费', '乙医院,重复收费'])
    const { importId } = await anUpload(people.city, list, { name: 'g.csv', sourceName: '重复', now })
    expect(await importLeads(people.city, { importId, version: 1, dueOn, keepDuplicates: 'on' }, now)).toMatchObject({
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
      [first, first, second].map(({ importId }) => importLeads(people.city, { importId, version: 1, dueOn, totalsSeen: 'on' }, now)),
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
    const [one, other] = await Promise.all([importLeads(people.city, form, now), importLeads(people.city, form, now)])
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
    expect(await uploadLeadList(people.city, await form(noList), now)).toMatchObject({
      refusal: { code: 'unreadableFile', detail: { reading: expect.stringMatching(/^E-IMP/) } },
    })
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
