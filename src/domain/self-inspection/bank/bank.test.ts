import { describe, expect, it } from 'vitest'
import type { Table } from '../../table/grid'
import { type OpenReceipt, type OpenRefund, proposals } from './propose'
import { readBankList } from './read-bank-list'

const today = '2024-06-30'
const sheet = (...rows: (string | number | null)[][]): Table => ({
  name: '来账明细',
  format: 'csv',
  hidden: false,
  date1904: false,
  merges: [],
  notes: [],
  rows: rows.map((cells, index) => ({
    number: index + 1,
    cells: cells.map((value) =>
      value === null
        ? undefined
        : {
            text: String(value),
            kind: typeof value === 'number' ? 'number' : 'text',
            ...(typeof value === 'number' ? { number: value } : {}),
          },
    ),
  })),
})
const header = ['交易日期', '交易流水号', '借方发生额', '贷方发生额', '余额', '对方户名', '摘要']
const read = (...rows: (string | number | null)[][]) => readBankList([sheet(['医疗保障基金财政专户来账明细'], header, ...rows)], today)

describe('a list of incoming money', () => {
  it('gives what came in, and leaves aside what went out, totals and notes', () => {
    expect(
      read(
        ['2024-06-03', 'L0001', null, '11,400.00', '20000', '虚构 医院', '退医保基金TK20240601'],
        ['2024/6/4', 'L0002', '300', null, '19700', '某公司', '手续费'],
        ['合计', null, '300', '11400', null, null, null],
        ['打印时间：2024-06-05', null, null, null, null, null, null],
      ),
    ).toEqual({
      ok: true,
      value: {
        receipts: [{ receivedOn: '2024-06-03', amountFen: '1140000', payer: '虚构医院', remark: '退医保基金TK20240601', serial: 'L0001' }],
        problems: [],
        outgoing: 1,
        negative: [],
      },
    })
  })

  it('takes a word of sums in a remark or a name for no sum', () => {
    const list = read(
      ['2024-06-03', 'L1', null, '100', null, '甲', '合计三笔退款'],
      ['2024-06-03', 'L2', null, '200', null, '合计代付公司', ''],
      ['', '', '', '本页合计', '300', null, null],
      ['累计', '-', null, '300', null, '—', null],
    )
    expect(list).toMatchObject({ value: { problems: [], receipts: [{ serial: 'L1' }, { serial: 'L2', payer: '合计代付公司' }] } })
  })

  it('says which rows are negative, and which serial number stands for two sums', () => {
    const list = read(
      ['2024-06-03', 'L1', null, '100', null, '甲', ''],
      ['2024-06-04', 'L1R', null, '-100.00', null, '甲', '冲正'],
      ['2024-06-05', 'L2', null, '5', null, '甲', ''],
      ['2024-06-05', 'L2', null, '5', null, '甲', '又一次'],
    )
    expect(list).toMatchObject({
      value: { problems: [], negative: [{ row: 4, serial: 'L1R', payer: '甲', amount: '-100.00' }] },
    })
    const twice = read(['2024-06-05', 'L2', null, '5', null, '甲', ''], ['2024-06-05', 'L2', null, '6', null, '甲', ''])
    expect(twice).toMatchObject({ value: { problems: [expect.stringContaining('流水号 L2')] } })
  })

  it.each([
    [['2024-07-03', 'L1', null, '1', '', '甲', ''], '交易日期'],
    [['2024-06', 'L1', null, '1', '', '甲', ''], '只有年份或年月'],
    [['2024-06-03', 1234567890123456, null, '1', '', '甲', ''], '末位已丢失'],
    [['2024-06-03', 'L1', null, '壹佰', '', '甲', ''], '不是可以识别的金额'],
    [['2024-06-03', 'L1', null, '1', '', null, '某'], '此项必填'],
    [['2024-06-03', null, null, '1', '', '甲', '某'], '此项必填'],
  ])('says of %j what is wrong, by row and column', (row, why) => {
    const list = read(row)
    expect(list).toMatchObject({ ok: true, value: { receipts: [], problems: [expect.stringContaining('第3行')] } })
    expect(list).toMatchObject({ value: { problems: [expect.stringContaining(why)] } })
  })

  it('says what is missing of a table that is none', () => {
    expect(readBankList([sheet(['姓名', '身份证号'], ['甲', '1'])], today)).toMatchObject({ ok: false })
    expect(readBankList([sheet(['交易日期', '贷方发生额', '对方户名'], ['2024-06-03', '1', '甲'])], today)).toMatchObject({
      ok: false,
      failure: { detail: { missing: '流水号' } },
    })
  })
})

const receipt = (given: Partial<OpenReceipt>): OpenReceipt => ({
  ...{ id: 'a', leftFen: 500n, receivedOn: '2024-06-03', payer: '虚构医院', remark: '', serial: 'L1' },
  ...given,
})
const refund = (given: Partial<OpenRefund>): OpenRefund => ({
  ...{ id: 'r', leftFen: 500n, paidOn: '2024-06-01', institutionName: '虚构医院', voucherNumber: 'TK20240601' },
  ...given,
})

describe('what may be the arrival of what', () => {
  it.each([
    ['the voucher in the remark', { remark: '退款 TK2024 0601', receivedOn: '2024-06-28' }, {}, 'exact'],
    ['the voucher of another payer', { remark: '退款 TK2024 0601', payer: '会计张三' }, {}, 'proposal'],
    ['the voucher as serial number', { serial: 'tk20240601' }, {}, 'exact'],
    ['the voucher as part of a longer number is none', { remark: 'TK202406012', payer: '别家' }, {}, undefined],
    ['payer and amount', { payer: '虚构医院 ' }, {}, 'proposal'],
    ['another amount', { leftFen: 501n }, {}, undefined],
    ['another payer', { payer: '别家' }, {}, undefined],
    ['too far apart', { receivedOn: '2024-06-17' }, {}, undefined],
  ] as const)('%s', (_, of, to, manner) => {
    expect(proposals([receipt(of)], [refund(to)])[0]?.manner).toBe(manner)
  })

  it('is exact only where one pair fits; of several a person chooses, the nearest first', () => {
    const twice = [refund({ paidOn: '2024-05-25', voucherNumber: 'TK20240525' }), refund({ id: 's' })]
    expect(proposals([receipt({})], twice).map(({ refundId, manner, days }) => [refundId, manner, days])).toEqual([
      ['s', 'proposal', 2],
      ['r', 'proposal', 9],
    ])
    const named = receipt({ remark: 'TK20240601' })
    expect(proposals([named, receipt({ id: 'b', remark: 'TK20240601' })], [refund({})]).map(({ manner }) => manner)).toEqual([
      'proposal',
      'proposal',
    ])
    expect(proposals([named, receipt({ id: 'b' })], [refund({})])).toMatchObject([{ receiptId: 'a', manner: 'exact' }])
  })
})
