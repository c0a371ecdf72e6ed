import { expect, it } from 'vitest'
import type { LeadList } from './lead-list'
import { withoutOpenNumbers } from './without-open-numbers'

const number = '37089919900307123X'
const old = '370899900307123'

const list = (lead: Record<string, unknown>): LeadList => ({
  sheets: [],
  headerRow: 1,
  mapping: {},
  accepted: [
    {
      sourceSheet: '',
      sourceRow: 2,
      leadNumber: null,
      batch: null,
      institutionCode: null,
      institutionName: null,
      regionName: null,
      personName: null,
      idType: null,
      idNumber: number,
      behaviour: '虚构医药服务项目',
      amountFen: null,
      settledOn: null,
      note: null,
      extra: {},
      ...lead,
    },
  ],
  corrected: [],
  refused: [],
  duplicates: [],
  controlTotals: [],
  warnings: [{ code: 'W-CON-01', message: `同一证件号对应不同姓名（${number}、${old}）：第 3、5 行，请核对。`, rows: [] }],
})

it.each([
  ['a remark', { note: `本人（${number}）称未住院` }],
  ['a behaviour', { behaviour: `冒用 ${old} 就医` }],
  ['a column mapped to the name', { personName: number }],
  ['a column mapped to the institution', { institutionCode: number }],
  ['a column without a field', { extra: { 就诊人证件: number, 说明: `见${number}。` } }],
  ['full-width digits', { note: '３７０８９９１９９００３０７１２３Ｘ' }],
])('leaves no identity number open in %s', (_where, lead) => {
  const read = withoutOpenNumbers(list(lead))
  const { idNumber, ...rest } = read.accepted[0] ?? {}
  expect(idNumber).toBe(number)
  expect(JSON.stringify([rest, read.warnings]).normalize('NFKC')).not.toMatch(/37089919900307123X|370899900307123/)
})

it('leaves other numbers as they are', () => {
  const lead = {
    leadNumber: '202405170000123456',
    institutionCode: 'H37081100001',
    note: '金额 123456789012345678 分',
    extra: { 医保编码: '12345678' },
  }
  expect(withoutOpenNumbers(list(lead)).accepted[0]).toMatchObject(lead)
})

it('masks any document under a heading that names one', () => {
  expect(withoutOpenNumbers(list({ extra: { 护照号码: 'E12345678' } })).accepted[0]?.extra).toEqual({ 护照号码: 'E1*****78' })
})
