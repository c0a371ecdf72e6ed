import { beforeAll, describe, expect, it, vi } from 'vitest'
import { populationModels } from '#screening/population/catalogue'
import type { ExampleRows, Hit } from '#screening/population/model'
import { settlementFolder } from '../../../tests/support/settlement-folder'
import { screenFolder } from './screen-folder'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const day = (at: number) => `2025-03-${String(at).padStart(2, '0')}`

/** Sixteen sessions in a month and two in the next, each a visit in which the hospital numbers its lines anew; one line was taken back. */
const sessions = Array.from({ length: 18 }, (_, at) => ({
  ...{
    feedetl_sn: '1',
    mdtrt_id: `D${at}`,
    setl_id: `DS${at}`,
    psn_no: '0001',
    fixmedins_code: 'h-01',
    fee_ocur_time: `${at < 16 ? day(at + 1) : '2025-04-01'} 00:00:00`,
  },
  ...{ med_list_codg: '311000006', medins_list_name: '血液透析（每次）', cnt: '1', pric: '400.00', det_item_fee_sumamt: '400.00' },
}))
const back = { ...sessions[3], cnt: '-1', det_item_fee_sumamt: '-400.00' }

/** An examination above the cap of another province; nobody told in which region the institutions lie, but the settlements do. */
const examined = (id: string, area: string) => ({
  fee: {
    ...{
      feedetl_sn: '1',
      mdtrt_id: id,
      setl_id: `S${id}`,
      psn_no: `P${id}`,
      fixmedins_code: `h-${area}`,
      fee_ocur_time: `${day(9)} 10:00:00`,
    },
    ...{ med_list_codg: '220302003', medins_list_name: '彩超', cnt: '1', pric: '150.00', det_item_fee_sumamt: '150.00' },
  },
  setl: {
    ...{ setl_id: `S${id}`, mdtrt_id: id, psn_no: `P${id}`, med_type: '11', fixmedins_code: `h-${area}`, setl_time: `${day(9)} 10:30:00` },
    ...{ mdtrtarea_admvs: area, medfee_sumamt: '150.00', fund_pay_sumamt: '75.00', hifp_pay: '75.00' },
  },
})
const [here, there] = [examined('E1', '370811'), examined('E2', '330106')]

/** A pack sold, brought back under the person's other number, and sold again; another sold twice, its code with a tab behind it once. */
const sale = (id: string, psn_no: string, code: string, at: number, count = '1') => ({
  ...{ rtal_docno: id, fixmedins_code: 'd-01', psn_no, drug_trac_codg: code, sel_retn_cnt: count, mdtrt_setl_type: '1', trdn_flag: '0' },
  sel_retn_time: `${day(at)} 09:00:00`,
})
const person = (psn_no: string, certno: string) => ({ psn_no, certno, gend: '1', brdy: '1970-01-01' })

/** A drug above its cap as the first line of a visit; and its way back, told by the drug's own record alone. */
const pack = (mdtrt_id: string, psn_no: string, fixmedins_code = 'h-05') => ({
  ...{ feedetl_sn: '1', mdtrt_id, psn_no, fixmedins_code, fee_ocur_time: `${day(12)} 09:00:00` },
  ...{ med_list_codg: 'XA01', medins_list_name: '某药', cnt: '1', pric: '50.00', det_item_fee_sumamt: '50.00' },
})
const returned = (code: string, psn_no: string, mdtrt_id = '') => ({
  ...{ feedetl_sn: '1', mdtrt_id, psn_no, fixmedins_code: 'h-05', drug_trac_codg: code, sel_retn_cnt: '-1' },
  sel_retn_time: `${day(13)} 09:00:00`,
})
const packs = [
  ...['V1', 'V2', 'V3'].map((visit) => pack(visit, '0011')),
  ...[pack('W1', '0012'), pack('X1', '0013'), pack('X2', '0013')],
  // Another hospital took its own first line back, in a visit that has the number of the one above.
  ...[pack('V1', '0014', 'h-06'), { ...pack('V1', '0014', 'h-06'), cnt: '-1', det_item_fee_sumamt: '-50.00' }, pack('V2', '0015', 'h-06')],
]
/** Of one visit; without the visit, of a person with one such line and of one with two. */
const packsBack = [
  returned('81000000000000000033', '0011', 'V1'),
  returned('81000000000000000041', '0012'),
  returned('81000000000000000058', '0013'),
]

const rows: ExampleRows = {
  fee: [...sessions, back, here.fee, there.fee, ...packs, packs[1] ?? {}],
  setl: [here.setl, there.setl],
  trac: [
    sale('R1', '0001', '81000000000000000017', 1),
    sale('R2', '0009', '81000000000000000017', 2, '-1'),
    sale('R3', '0002', '81000000000000000017', 3),
    sale('R4', '0001', '81000000000000000025', 4),
    sale('R5', '0002', '81000000000000000025\t', 5),
    ...packsBack,
  ],
  person: [person('0001', '370899197001010011'), person('0009', '370899197001010011\t'), person('0002', '37089919700101002X')],
  institution: [
    { fixmedins_code: 'h-370811', fixmedins_name: '某院' },
    { fixmedins_code: 'h-330106', fixmedins_name: '某院二' },
  ],
  item_rule: [
    { rule_id: '01', rule_type: 'dialysis_session', med_list_codg: '311000006', begndate: '2024-01-01' },
    { rule_id: '02', rule_type: 'price', med_list_codg: '220302003', begndate: '2024-01-01', admdvs: '370000', price_cap: '120.00' },
    { rule_id: '03', rule_type: 'price', med_list_codg: 'XA01', begndate: '2024-01-01', admdvs: '100000', price_cap: '40.00' },
  ],
}

describe('data of systems that number, fill and trim in their own way', () => {
  let hits = new Map<string, readonly Hit[]>()
  let counted: unknown
  const subjects = (id: string) => (hits.get(id) ?? []).map(({ subject_id }) => subject_id)

  beforeAll(async () => {
    const models = populationModels.filter(({ id }) => ['M07', 'M15', 'M18'].includes(id))
    const order = { dir: await settlementFolder(rows), models, engine: 'duckdb', memory: '500MB', memoryBytes: 5e8 } as const
    const { run, skipped, quality } = await screenFolder(order)
    expect(skipped).toEqual([])
    counted = quality.flatMap(({ code, table, count }) => (table === 'fee' && !code.startsWith('lineWithout') ? [[code, count]] : []))
    hits = new Map(run.map(({ model, hits: found }) => [model.id, found]))
  })

  it('counts lines that are numbered anew in each visit one by one, and takes back only that of the visit', () => {
    const march = (hits.get('M18') ?? []).filter(({ period }) => period === '2025-03')
    const told = march.map(({ subject_id, evidence }) => [subject_id, Number(JSON.parse(evidence).sessions)])
    expect(told.sort()).toEqual([
      ['0001', 15],
      ['h-01', 15],
    ])
  })

  it('holds a rule of one province against nobody of another where only the settlement names the region', () => {
    expect(subjects('M15').filter((visit) => visit.startsWith('E'))).toEqual(['E1'])
  })

  it('takes a drug that came back off the line of its own visit and institution, and off none where two could be meant', () => {
    const left = (hits.get('M15') ?? []).flatMap(({ subject_id, institution }) =>
      subject_id.startsWith('E') ? [] : [`${institution} ${subject_id}`],
    )
    expect(left.sort()).toEqual(['h-05 V2', 'h-05 V3', 'h-05 X1', 'h-05 X2', 'h-06 V2'])
    expect(counted).toEqual([
      ['exactDuplicate', 1],
      ['refundNetted', 2],
    ])
  })

  it('nets a return under the other number of the same person, and knows a code by more than the blank behind it', () => {
    expect(subjects('M07')).toEqual(['81000000000000000025'])
  })
})
