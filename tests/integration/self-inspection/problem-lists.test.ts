import { randomUUID } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { importChecklist } from '#server/self-inspection/list/import-checklist'
import { getChecklistImport, listChecklists } from '#server/self-inspection/list/list-queries'
import { assignField, issueChecklist } from '#server/self-inspection/list/take-list-step'
import { cancelChecklist, remapChecklist, uploadChecklist } from '#server/self-inspection/list/upload-checklist'
import { city, county, done, officerOf, uploadedFile } from '../../fixtures/campaigns'
import { trailOf } from '../../fixtures/filings'
import { complianceOfficer } from '../../fixtures/people'
import {
  aDraft,
  aListName,
  inGb18030,
  inUtf8,
  inUtf16,
  itemsOfList,
  listCsv,
  officialWorkbook,
  uploaded,
} from '../../fixtures/problem-lists'
import { asOwner } from '../../support/as-owner'

// Each upload and each import reads its file in a process of its own.
vi.setConfig({ testTimeout: 120_000 })

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const count = async (text: string, ...values: unknown[]) => Number((await asOwner<{ n: string }>(text, values))[0]?.n)
const others: [string, Actor][] = [
  ['an approver', city.approver],
  ['another county', officerOf('MI', 370812, ['handler'])],
  ['the police', officerOf('PS', 370800, ['handler'])],
  ['an institution', complianceOfficer(randomUUID(), 370811)],
]

describe('the official workbook', () => {
  it('is read with its sections, its columns nobody asked for and the fields nobody has yet; nothing is a list before it is confirmed', async () => {
    const lists = await count('SELECT count(*) AS n FROM checklist')
    const importId = await uploaded(city.handler, await officialWorkbook(), '清单.xlsx')
    const found = await getChecklistImport(city.handler, importId)
    expect(found?.summary).toMatchObject({ itemCount: 4, refusedCount: 1, failure: null })
    expect(found?.summary.refused[0]?.reason).toContain('8')
    expect(found?.unknownFields).toEqual([
      { name: '肿瘤', count: 1 },
      { name: '口腔', count: 1 },
    ])
    expect(found?.given).not.toHaveProperty('责任处室')
    expect(await count('SELECT count(*) AS n FROM checklist')).toBe(lists)

    const input = { importId, version: 1, as: 'new', name: aListName(), year: '2025', source: '国家局', fields: { 肿瘤: 'new' } }
    const { checklistId, items } = done(await importChecklist(city.handler, input))
    expect(items).toBe(4)
    const rows = await itemsOfList(checklistId)
    expect(rows.map(({ code }) => code)).toEqual(['骨科-1', '骨科-2', '肿瘤-1', '口腔-1'])
    expect(rows[0]).toMatchObject({ field_id: 'orthopaedics', field_name: '', evidence_hint: '手术记录' })
    expect(rows[3]).toMatchObject({ field_id: null, field_name: '口腔' })
    const [field] = await asOwner<{ id: string }>(`SELECT id FROM field WHERE name = '肿瘤'`)
    expect(rows[2]?.field_id).toBe(field?.id)
    const [list] = await asOwner('SELECT state::text, range_lo, range_hi, version_no, imported_by_name FROM checklist WHERE id = $1', [
      checklistId,
    ])
    expect(list).toEqual({ state: 'draft', range_lo: 370800, range_hi: 370899, version_no: 1, imported_by_name: city.handler.name })
    expect(await trailOf(importId)).toEqual(['checklist.upload', 'checklist.import'])
    expect(await count('SELECT count(*) AS n FROM notification WHERE link = $1', `/self-inspections/lists/${checklistId}`)).toBe(1)
    // Confirmed once: the second has no effect.
    expect(await importChecklist(city.handler, { ...input, version: 2, name: aListName() })).toMatchObject(refusedWith('wrongState'))
  })

  it('is one draft, however often its confirmation arrives', async () => {
    const importId = await uploaded(city.handler, listCsv([['A1', '骨科', '重复收费', '甲', '']]))
    const name = aListName()
    const confirm = () => importChecklist(city.handler, { importId, version: 1, as: 'new', name, year: '2025', requestKey })
    const requestKey = randomUUID()
    const answers = await Promise.all(Array.from({ length: 20 }, confirm))
    expect(new Set(answers.map((answer) => done(answer).checklistId)).size).toBe(1)
    expect(await count('SELECT count(*) AS n FROM checklist WHERE name = $1', name)).toBe(1)
    expect(
      await importChecklist(city.handler, {
        ...{ importId: await uploaded(city.handler, listCsv([['A1', '', '', '乙', '']])), version: 1 },
        ...{ as: 'new', name, year: '2025' },
      }),
    ).toMatchObject(refusedWith('alreadyExists'))
  })
})

describe('a csv', () => {
  const text = '编号,领域,违规类型,问题描述\r\nA1,骨科,重复收费,"第一行\n第二行，带逗号"\r\nA2,血透,串换,透析耗材串换\r\n'
  it.each([
    ['UTF-8', inUtf8(text)],
    ['UTF-8 with a mark', inUtf8(`\uFEFF${text}`)],
    ['GB18030', inGb18030(text)],
    ['UTF-16', inUtf16(text)],
  ])('in %s holds the same items', async (_, bytes) => {
    const rows = await itemsOfList(await aDraft(city.handler, bytes))
    expect(rows.map(({ code, field_id }) => [code, field_id])).toEqual([
      ['A1', 'orthopaedics'],
      ['A2', 'haemodialysis'],
    ])
    expect(rows[0]?.text).toMatch(/第一行\s*第二行，带逗号/)
  })

  it('whose columns nobody can tell waits for a person to say, and the next of its layout needs nobody', async () => {
    const strange = (words: string) => inUtf8(`条款,内容甲,分组\r\n1,${words},骨科\r\n2,${words}二,骨科\r\n`)
    const importId = await uploaded(city.handler, strange('首次'))
    expect((await getChecklistImport(city.handler, importId))?.summary).toMatchObject({ itemCount: 0, failure: { code: 'E-IMP-05' } })
    const mapping = { 条款: 'code', 内容甲: 'text', 分组: 'none' }
    expect(await remapChecklist(city.handler, { importId, version: 1, mapping: { ...mapping, 内容甲: 'none' } })).toMatchObject(
      refusedWith('unreadableFile'),
    )
    done(await remapChecklist(city.handler, { importId, version: 1, mapping }))
    expect(await remapChecklist(city.handler, { importId, version: 1, mapping })).toMatchObject(refusedWith('changedMeanwhile'))
    expect((await getChecklistImport(city.handler, importId))?.summary).toMatchObject({ itemCount: 2, failure: null })

    const next = await getChecklistImport(city.handler, await uploaded(city.handler, strange('第二份'), '别的名称.csv'))
    expect(next).toMatchObject({ remembered: true, summary: { itemCount: 2 } })
    // Another agency has said nothing of this layout.
    const elsewhere = await uploaded(county.handler, strange('县里'))
    expect(await getChecklistImport(county.handler, elsewhere)).toMatchObject({ remembered: false, summary: { itemCount: 0 } })
    expect(await getChecklistImport(county.handler, importId)).toBeNull()
  })

  it.each([
    ['nothing', new Uint8Array(0)],
    ['no table', inUtf8('一句话。')],
    ['no text at all', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])],
  ])('that holds %s is refused, and stores no import', async (_, bytes) => {
    const imports = await count('SELECT count(*) AS n FROM checklist_import')
    const file = await uploadedFile(city.handler, bytes, '清单.csv').catch(() => null)
    if (file) expect(await uploadChecklist(city.handler, { fileId: file })).toMatchObject(refusedWith('unreadableFile'))
    expect(await count('SELECT count(*) AS n FROM checklist_import')).toBe(imports)
  })
})

describe('what is uploaded', () => {
  it.each(others)('is out of reach of %s', async (_, actor) => {
    const importId = await uploaded(city.handler, listCsv([['A1', '骨科', '', '甲', '']]))
    const fileId = await uploadedFile(city.handler, listCsv([['A1', '', '', '乙', '']]), '清单.csv')
    const confirm = { importId, version: 1, as: 'new', name: aListName(), year: '2025' }
    expect(await uploadChecklist(actor, { fileId })).toMatchObject(refusedWith('notFound'))
    expect(await remapChecklist(actor, { importId, version: 1, mapping: { 编号: 'code' } })).toMatchObject(refusedWith('notFound'))
    expect(await importChecklist(actor, confirm)).toMatchObject(refusedWith('notFound'))
    expect(await cancelChecklist(actor, { importId, version: 1 })).toMatchObject(refusedWith('notFound'))
    expect(await getChecklistImport(actor, importId)).toBeNull()
    const [row] = await asOwner('SELECT state::text, version FROM checklist_import WHERE id = $1', [importId])
    expect(row).toEqual({ state: 'uploaded', version: 1 })
  })

  it('can be put aside, and is no list then', async () => {
    const importId = await uploaded(city.handler, listCsv([['A1', '骨科', '', '甲', '']]))
    done(await cancelChecklist(city.handler, { importId, version: 1 }))
    const confirm = { importId, version: 2, as: 'new', name: aListName(), year: '2025' }
    expect(await importChecklist(city.handler, confirm)).toMatchObject(refusedWith('wrongState'))
    expect((await listChecklists(city.handler)).imports.map(({ id }) => id)).not.toContain(importId)
  })
})

describe('items of a field nobody knows', () => {
  const anaesthesia = listCsv([
    ['A1', '麻醉', '', '甲', ''],
    ['A2', '麻醉领域', '', '乙', ''],
    ['A3', '', '', '丙', ''],
  ])

  it('are assigned all at once, to a field that is made by its name, once', async () => {
    const checklistId = await aDraft(city.handler, anaesthesia, { fields: { 麻醉: '' } })
    const items = await itemsOfList(checklistId)
    expect(items.map(({ field_name }) => field_name)).toEqual(['麻醉', '麻醉', ''])
    const itemIds = items.slice(0, 2).map(({ id }) => id)
    const name = `重症${randomUUID().slice(0, 4)}`
    const both = await Promise.all([0, 1].map(() => assignField(city.handler, { checklistId, itemIds, newField: name })))
    expect(both).toEqual([0, 1].map(() => ({ ok: true, value: { assigned: 2 } })))
    expect(await count('SELECT count(*) AS n FROM field WHERE name = $1', name)).toBe(1)
    expect(new Set((await itemsOfList(checklistId)).map(({ field_id }) => field_id)).size).toBe(2)
  })

  it('are nobody else’s to assign, and not those of another list', async () => {
    const checklistId = await aDraft(city.handler, anaesthesia)
    const [own] = await itemsOfList(checklistId)
    const [foreign] = await itemsOfList(await aDraft(city.handler, anaesthesia))
    const assign = (actor: Actor, itemIds: unknown[], fieldId = 'imaging') => assignField(actor, { checklistId, itemIds, fieldId })
    for (const [, actor] of others) expect(await assign(actor, [own?.id])).toMatchObject(refusedWith('notFound'))
    expect(await assign(city.handler, [own?.id, foreign?.id])).toMatchObject(refusedWith('notFound'))
    expect(await assign(city.handler, [own?.id], 'nowhere')).toMatchObject(refusedWith('notFound'))
    expect(await assign(city.handler, [])).toMatchObject(refusedWith('invalidInput'))
    expect((await itemsOfList(checklistId)).map(({ field_id }) => field_id)).toEqual([null, null, null])
  })

  it('make another version of the draft: nobody issues what they have not seen, and what is issued is sorted no more', async () => {
    const checklistId = await aDraft(city.handler, anaesthesia)
    const [item] = await itemsOfList(checklistId)
    const assign = () => assignField(city.handler, { checklistId, itemIds: [item?.id], fieldId: 'imaging' })
    done(await assign())
    expect(await issueChecklist(city.approver, { checklistId, version: 1 })).toMatchObject(refusedWith('changedMeanwhile'))
    done(await issueChecklist(city.approver, { checklistId, version: 2 }))
    expect(await assign()).toMatchObject(refusedWith('wrongState'))
  })
})
