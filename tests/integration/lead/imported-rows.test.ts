import { beforeAll, describe, expect, it } from 'vitest'
import { blindIndex, decryptField } from '#platform/field-cipher'
import { identityCheckDigit } from '../../../src/domain/person/identity-number'
import { done } from '../../fixtures/campaigns'
import type { FixtureInstitution } from '../../fixtures/lead-lists/generate'
import { anUpload, importNow, type LeadPeople, leadPeople, someInstitutions } from '../../fixtures/leads'
import { asOwner } from '../../support/as-owner'

const now = new Date('2026-06-01T02:00:00Z')
const dueOn = '2026-08-31'
const headings = '线索编号,批次,机构编码,机构名称,所属县区,姓名,证件类型,身份证号,违规行为,涉及金额（元）,结算日期,备注,科室'
type Row = Record<string, unknown> & { id: string; id_cipher: string | null; source_row: number }

let people: LeadPeople
let institutions: FixtureInstitution[]

const withCheckDigit = (first17: string) => first17 + identityCheckDigit(first17)

/** Imports the lines and gives the batch and its rows as the database has them, in the list's order. */
async function imported(lines: readonly string[], name: string) {
  const bytes = new TextEncoder().encode(`${[headings, ...lines].join('\r\n')}\r\n`)
  const { importId, campaignId } = await anUpload(people.city, bytes, { name: `${name}.csv`, sourceName: name, now })
  const { batchId, batchNumber } = done(await importNow(people.city, { importId, version: 1, dueOn }, now))
  const rows = await asOwner<{ row: Row }>('SELECT to_jsonb(lead) AS row FROM lead WHERE batch_id = $1 ORDER BY source_row', [batchId])
  return { batchId, batchNumber, campaignId, leads: rows.map(({ row }) => row) }
}

beforeAll(async () => {
  people = await leadPeople()
  institutions = await someInstitutions(2)
})

describe('a lead that was imported', () => {
  it('has in every column what the list, its batch and the house say of it', async () => {
    const [here, there] = institutions
    await imported([`X1,,${here?.code},,,,,,重复收费,10,,,`], '上一批')
    const identity = withCheckDigit('37089919630215012')
    const { batchId, batchNumber, campaignId, leads } = await imported(
      [
        `L1,第一批,${here?.code},${here?.name},任城区,张甲,身份证,${identity},虚构医药服务项目,"1,234.56",2024-05-06,请重点核查,骨科`,
        `L2,,,${there?.name},,,,,重复收费,999.99,,,`,
        ',,,无人知晓的诊所,,,,,分解住院,,,,',
        `L4,,${here?.code},${there?.name},,李乙,护照,,分解住院,100000,2024/1/2,"逗号,""引号""与换行\n第二行",`,
      ],
      '本批',
    )
    const [byCode, byName] = await asOwner<{ id: string }>('SELECT id FROM institution WHERE code IN ($1, $2) ORDER BY code', [
      here?.code,
      there?.code,
    ])
    const common = {
      batch_id: batchId,
      batch_number: batchNumber,
      campaign_id: campaignId,
      source: 'province',
      origin: 'prescribed',
      department: 'MI',
      region_no: 370800,
      agency_id: people.city.agencyId,
      issued_by_agency_id: people.city.agencyId,
      assigned_by_agency_id: null,
      state: 'toAssign',
      conclusion: null,
      billed_fen: null,
      irregular_fen: null,
      fund_loss_fen: null,
      is_fraud: false,
      handler_id: null,
      handler_name: null,
      assigned_at: null,
      due_on: dueOn,
      concluded_at: null,
      reopened_count: 0,
      return_reason: null,
      merged_into_id: null,
      earlier_hands: [],
      withdrawn_at: null,
      secrecy: 2,
      ...{ model_code: null, model_version: null, clause: null, reasoning: null },
      city_no: 3708,
      stage: 0,
      version: 1,
      id_masked: null,
      id_cipher: null,
      id_index: null,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    }
    expect(leads).toEqual([
      {
        ...common,
        number: 'XS-370800-2026-000002',
        source_row: 1,
        source_number: 'L1',
        institution_id: byCode?.id,
        institution_name: here?.name,
        repeat_count: 2,
        person_name: '张甲',
        id_type: '身份证',
        id_masked: `370899********${identity.slice(-4)}`,
        id_cipher: expect.stringMatching(/^v1\./),
        id_index: blindIndex({ table: 'lead', column: 'id_number' }, identity),
        behaviour: '虚构医药服务项目',
        amount_fen: 123_456,
        settled_on: '2024-05-06',
        note: '请重点核查',
        extra: { 批次: '第一批', 所属县区: '任城区', 科室: '骨科' },
        risk: 'high',
      },
      {
        ...common,
        number: 'XS-370800-2026-000003',
        source_row: 2,
        source_number: 'L2',
        institution_id: byName?.id,
        institution_name: there?.name,
        repeat_count: 1,
        person_name: null,
        id_type: null,
        behaviour: '重复收费',
        amount_fen: 99_999,
        settled_on: null,
        note: '',
        extra: {},
        risk: 'low',
      },
      {
        ...common,
        number: 'XS-370800-2026-000004',
        source_row: 3,
        source_number: null,
        institution_id: null,
        institution_name: '无人知晓的诊所',
        repeat_count: 1,
        person_name: null,
        id_type: null,
        behaviour: '分解住院',
        amount_fen: null,
        settled_on: null,
        note: '',
        extra: {},
        risk: 'medium',
      },
      {
        ...common,
        number: 'XS-370800-2026-000005',
        source_row: 4,
        source_number: 'L4',
        institution_id: null,
        institution_name: there?.name,
        repeat_count: 1,
        person_name: '李乙',
        id_type: '护照',
        behaviour: '分解住院',
        amount_fen: 10_000_000,
        settled_on: '2024-01-02',
        note: '逗号,"引号"与换行\n第二行',
        extra: {},
        risk: 'high',
      },
    ])
  })

  it('is its own row of the list, in the list’s order, however many travel together', async () => {
    const identityOf = (row: number) => withCheckDigit(`37089919950101${String(row % 1_000).padStart(3, '0')}`)
    const rows = Array.from({ length: 2_345 }, (_, index) => index + 1)
    const { leads } = await imported(
      rows.map((row) => `N${row},,,不识的第${row}诊所,,张甲,,${identityOf(row)},重复收费,${row}.01,,第${row}行,`),
      '长清单',
    )
    expect(
      leads.map(({ source_row, source_number, institution_name, amount_fen, note }) => [
        source_row,
        source_number,
        institution_name,
        amount_fen,
        note,
      ]),
    ).toEqual(rows.map((row) => [row, `N${row}`, `不识的第${row}诊所`, row * 100 + 1, `第${row}行`]))
    const numbers = leads.map(({ number }) => String(number))
    expect(new Set(numbers).size).toBe(rows.length)
    expect(numbers).toEqual([...numbers].sort())
    const opened = leads.map(({ id, id_cipher }) => decryptField({ table: 'lead', column: 'id_cipher', id }, id_cipher ?? ''))
    expect(opened).toEqual(rows.map(identityOf))
  })
})

it('is looked for in the pieces of two characters that its institution’s name is made of', async () => {
  const names = ['济宁市任城区人民医院', '医院医院医院', '院', '', '𠮷田𠮷田诊所', 'Ａ店 第2分店']
  const pieces = await asOwner(
    `SELECT named.name, ARRAY(SELECT DISTINCT unnest(bigrams(named.name)) COLLATE "C" ORDER BY 1) AS pieces
     FROM unnest($1::text[]) WITH ORDINALITY AS named(name, place) ORDER BY named.place`,
    [names],
  )
  const expected = (name: string) => {
    const characters = [...name]
    const starts = characters.length < 2 ? [0] : characters.slice(1).keys()
    return [...new Set([...starts].map((start) => characters.slice(start, start + 2).join('')))].sort((one, other) =>
      Buffer.compare(Buffer.from(one), Buffer.from(other)),
    )
  }
  expect(pieces).toEqual(names.map((name) => ({ name, pieces: expected(name) })))
})
