import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, it } from 'vitest'
import { receiveFile } from '#server/file/receive-file'
import { importLeads } from '#server/lead/import-list'
import { downloadRefusedRows, getImport, getListProgress } from '#server/lead/import-queries'
import { proveBatches } from '#server/lead/prove-zero'
import { getLead } from '#server/lead/queries'
import { cancelLeadList, stopListWork, uploadLeadList } from '#server/lead/upload-list'
import { done } from '../../fixtures/campaigns'
import { type FixtureInstitution, provinceLeadList } from '../../fixtures/lead-lists/generate'
import { anUpload, doListWork, importNow, type LeadPeople, leadPeople, someInstitutions } from '../../fixtures/leads'
import { aCampaign, officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

const now = new Date('2026-06-01T02:00:00Z')
const dueOn = '2026-08-31'
const heading = '线索编号,机构编码,机构名称,姓名,身份证号,违规行为,涉及金额,结算日期,备注'
let people: LeadPeople
let institutions: FixtureInstitution[]

const csv = (lines: readonly string[]) => new TextEncoder().encode(`${[heading, ...lines].join('\r\n')}\r\n`)
const imported = async (importId: string, form: Record<string, string> = {}) =>
  done(await importNow(people.city, { importId, version: 1, dueOn, totalsSeen: 'on', ...form }, now))
const stagedOf = async (importId: string) =>
  (await asOwner<{ n: number }>('SELECT count(*)::int AS n FROM lead_import_row WHERE import_id = $1', [importId]))[0]?.n

beforeAll(async () => {
  people = await leadPeople()
  institutions = await someInstitutions(20)
})

describe('a lead that two lists name', () => {
  it('is one lead with both sources, and each list adds up to its rows', async () => {
    const [here, there] = institutions
    const first = await anUpload(
      people.city,
      csv([`A1,${here?.code},,张甲,,虚构医药服务项目,"1,000",2024-05-06,`, `A2,${there?.code},,,,重复收费,200,2024-05-07,`]),
      { name: 'a.csv', sourceName: '省局清单', now },
    )
    const one = await imported(first.importId)
    const lines = [
      `B1,,${here?.name},张甲,,虚构医药服务项目,1000.00,2024/5/6,大数据复核仍存疑`, // the same, its institution by name
      `B2,${there?.code},,,,重复收费,200,2024-05-08,`, // another day
      `B3,${here?.code},,李乙,,虚构医药服务项目,1000,2024-05-06,`, // another person
      `B4,${here?.code},,张甲,,虚构医药服务项目,1000.01,2024-05-06,`, // another amount
      `B5,${here?.code},,张甲,,虚构医药服务项目,-1,2024-05-06,`, // refused
    ]
    const second = await anUpload(people.city, csv([...lines, ...lines.slice(1, 2)]), {
      ...{ campaignId: first.campaignId, name: 'b.csv', sourceName: '市局清单', now },
    })
    const two = await imported(second.importId)
    expect([one, two]).toMatchObject([
      { imported: 2, known: 0, refused: 0 },
      { imported: 3, known: 1, refused: 2 },
    ])
    expect(await asOwner('SELECT listed_count FROM lead_batch WHERE id = $1', [two.batchId])).toEqual([{ listed_count: 6 }])

    const [lead] = await asOwner<{ id: string }>(`SELECT id FROM lead WHERE batch_id = $1 AND source_number = 'A1'`, [one.batchId])
    expect((await getLead(people.city, lead?.id ?? ''))?.sightings).toMatchObject([
      { batchNumber: two.batchNumber, listName: '市局清单', sheetRow: 2, sourceNumber: 'B1', note: '大数据复核仍存疑' },
    ])
    const proofs = (await proveBatches(people.city, first.campaignId))?.filter(({ batchNumber }) => batchNumber === two.batchNumber)
    expect(proofs).toMatchObject([{ issued: 3, open: 3, known: 1, refused: 2, holds: true }])
    expect([await stagedOf(first.importId), await stagedOf(second.importId)]).toEqual([0, 0])
  })

  it('stays two where one is prescribed and the other is a place’s own, in another campaign, or out of sight', async () => {
    const line = `A1,${institutions[2]?.code},,张甲,,分解住院,500,2024-05-06,`
    const first = await anUpload(people.city, csv([line]), { name: 'c.csv', now })
    const one = await imported(first.importId)
    const again = async (campaignId?: string, origin = 'prescribed') => {
      const bytes = csv([line, `${Math.random()},,无关机构,,,重复收费,,,`]) // other bytes each time
      const { id: fileId } = done(await receiveFile(people.city, { name: 'd.csv', bytes }))
      const form = { campaignId: campaignId ?? (await aCampaign()), fileId, sourceName: '另一份', source: 'city', origin }
      const { importId } = done(await uploadLeadList(people.city, form, now))
      await doListWork(people.city, importId, now)
      return imported(importId)
    }
    expect(await again(first.campaignId)).toMatchObject({ imported: 1, known: 1 })
    expect(await again(first.campaignId, 'local')).toMatchObject({ imported: 2, known: 0 })
    expect(await again()).toMatchObject({ imported: 2, known: 0 })
    await asOwner(`UPDATE lead SET secrecy = 3 WHERE batch_id = $1`, [one.batchId])
    expect(await again(first.campaignId)).toMatchObject({ imported: 2, known: 0 })
  })

  it('that says too little to be the same as another is kept', async () => {
    const line = `,${institutions[3]?.code},,,,重复收费,,,`
    const first = await anUpload(people.city, csv([line]), { name: 'e.csv', now })
    await imported(first.importId)
    const second = await anUpload(people.city, csv([line, line]), { campaignId: first.campaignId, name: 'f.csv', now })
    expect(await imported(second.importId)).toMatchObject({ imported: 1, known: 0, refused: 1 })
  })
})

describe('rows that were sent back and put right', () => {
  it('are told apart as those of their first list, and put down to it when a person says so', async () => {
    const code = institutions[4]?.code
    const lines = Array.from({ length: 9 }, (_, at) => `M${at},${code},,张甲,,分解住院,${at % 3 === 0 ? '-' : ''}${at + 1},2024-05-06,`)
    const first = await anUpload(people.city, csv(lines), { name: 'm.csv', sourceName: '省局第一批', now })
    const one = await imported(first.importId)
    expect(one).toMatchObject({ imported: 6, refused: 3 })
    const { bytes } = done(await downloadRefusedRows(people.city, { importId: first.importId }, now))
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer)
    const amounts = book.worksheets[0]?.getColumn(7)
    expect(amounts?.values.slice(1)).toEqual(['涉及金额', "'-1", "'-4", "'-7"])
    amounts?.eachCell((cell, row) => {
      if (row > 1) cell.value = 500 + row
    })
    const mended = new Uint8Array(await book.xlsx.writeBuffer())
    const second = await anUpload(people.city, mended, { campaignId: first.campaignId, sourceName: '改好的', now })
    const found = await getImport(people.city, second.importId)
    expect(found).toMatchObject({ mends: { sourceName: '省局第一批', batch: { number: one.batchNumber } } })
    expect(found?.summary).toMatchObject({ acceptedCount: 3, refusedRowCount: 0 })
    expect(found?.summary.headings.join()).not.toMatch(/错误原因|原行号/)
    const two = await imported(second.importId, { mends: 'on' })
    expect(two).toMatchObject({ imported: 3, known: 0, refused: 0 })
    expect(await asOwner('SELECT mends_id, listed_count FROM lead_batch WHERE id = $1', [two.batchId])).toEqual([
      { mends_id: one.batchId, listed_count: 3 },
    ])
    expect(
      await asOwner(`SELECT count(*)::int AS n FROM lead WHERE batch_id = $1 AND extra::text ~ '原行号|错误原因'`, [two.batchId]),
    ).toEqual([{ n: 0 }])
    // In another campaign the same file is a list like any other.
    const elsewhere = await anUpload(people.city, mended, { now })
    expect((await getImport(people.city, elsewhere.importId))?.mends).toBeNull()
  })
})

describe('work on a list', () => {
  const unread = async () => {
    const list = await provinceLeadList({ seed: `work ${Math.random()}`, rows: 30, institutions, badRows: 2 })
    const { id: fileId } = done(await receiveFile(people.city, { name: '清单.xlsx', bytes: new Uint8Array(list.bytes) }))
    const form = { campaignId: await aCampaign(), fileId, sourceName: '停止', source: 'city', origin: 'local' }
    return done(await uploadLeadList(people.city, form, now)).importId
  }

  it('is planned once in the transaction that asks for it, and seen by those who see the list', async () => {
    const importId = await unread()
    expect(await asOwner(`SELECT data ->> 'kind' AS kind FROM pgboss.job WHERE data ->> 'importId' = $1`, [importId])).toEqual([
      { kind: 'readLeadList' },
    ])
    expect(await getListProgress(people.city, importId)).toMatchObject({ state: 'reading', rowsDone: 0, begunAt: null })
    for (const actor of [people.otherCounty, await officerOf(places.police, ['handler'])]) {
      expect(await getListProgress(actor, importId)).toBeNull()
      expect(await stopListWork(actor, { importId, version: 1 }, now)).toEqual({ ok: false, refusal: { code: 'notFound' } })
    }
  })

  it('is stopped by one of two who ask, and leaves nothing; what had been read stands', async () => {
    const importId = await unread()
    expect(await stopListWork(people.city, { importId, version: 7 }, now)).toMatchObject({ refusal: { code: 'changedMeanwhile' } })
    const both = await Promise.all([1, 2].map(() => stopListWork(people.city, { importId, version: 1 }, now)))
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    await doListWork(people.city, importId, now)
    expect(await getListProgress(people.city, importId)).toMatchObject({ state: 'cancelled' })

    const { importId: read, campaignId } = await anUpload(
      people.city,
      (await provinceLeadList({ seed: 'stop', rows: 30, institutions, badRows: 2 })).bytes,
      {
        now,
      },
    )
    done(await importLeads(people.city, { importId: read, version: 1, dueOn, totalsSeen: 'on' }, now))
    expect(await cancelLeadList(people.city, { importId: read, version: 2 }, now)).toMatchObject({ refusal: { code: 'wrongState' } })
    done(await stopListWork(people.city, { importId: read, version: 2 }, now))
    await doListWork(people.city, read, now)
    expect(await asOwner('SELECT FROM lead_batch WHERE campaign_id = $1', [campaignId])).toEqual([])
    expect(await stagedOf(read)).toBe(28)
    expect(done(await importNow(people.city, { importId: read, version: 3, dueOn, totalsSeen: 'on' }, now)).imported).toBeGreaterThan(20)
  })

  it('is not carried on for somebody who may no longer do it', async () => {
    const { importId } = await anUpload(people.city, (await provinceLeadList({ seed: 'left', rows: 30, institutions, badRows: 2 })).bytes, {
      now,
    })
    const leaver = await officerOf(places.cityBureau, ['handler'])
    done(await importLeads(leaver, { importId, version: 1, dueOn, totalsSeen: 'on' }, now))
    await asOwner(`UPDATE post SET roles = '{reviewer}' WHERE id = $1`, [leaver.postId])
    await doListWork(leaver, importId, now)
    expect(await asOwner('SELECT FROM lead_batch b JOIN lead_import i ON i.batch_id = b.id WHERE i.id = $1', [importId])).toEqual([])
  })
})
