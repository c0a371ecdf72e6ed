import { expect, it } from 'vitest'
import type { ListedLead } from './list/lead-list'
import { leadWithoutOpenNumbers } from './list/without-open-numbers'
import { subjectLikeness } from './subject-likeness'
import { subjectKindOf, subjectsIn, subjectValue } from './subjects'

const listed = (extra: Record<string, string>): ListedLead => ({
  ...{ sourceSheet: '', sourceRow: 2, leadNumber: null, batch: null, institutionCode: 'H37081100001', institutionName: '清溪医院' },
  ...{ regionName: null, personName: null, idType: null, idNumber: null, behaviour: '重复收费', amountFen: null, settledOn: null },
  ...{ note: null, extra },
})

it.each([
  ['医师代码', 'doctorCode'],
  ['开单医师编码', 'doctorCode'],
  ['医师', 'doctor'],
  ['主治医师姓名', 'doctor'],
  ['药师姓名', 'staff'],
  ['法定代表人', 'legalRepresentative'],
  ['机构负责人', 'legalRepresentative'],
  ['医保经办人', 'agent'],
  ['联系电话', 'phone'],
  ['参保人手机号码', 'phone'],
  ['家庭住址', 'address'],
  ['机构地址', 'address'],
  ['开户银行账号', 'account'],
  ['银行账号', 'account'],
  ['结算终端编号', 'terminal'],
  ['opter', 'agentCode'],
  ['经办人编号', 'agentCode'],
  ['医保卡号', null],
  ['个人账户', null],
  ['开户银行', null],
  ['科室', null],
  ['设备名称', null],
  ['电话核实情况', null],
] as const)('reads the column %s as %s', (heading, kind) => {
  expect(subjectKindOf(heading)).toBe(kind)
})

it('compares a subject in one spelling, and none that says too little', () => {
  expect(subjectValue('phone', '+86 138-0537-0001')).toBe('13805370001')
  expect(subjectValue('phone', '０５３７－２２２１１１１')).toBe('05372221111')
  expect(subjectValue('phone', '见附件')).toBeNull()
  expect(subjectValue('account', '6222 0216 0800 1234')).toBe('6222021608001234')
  expect(subjectValue('doctor', '王 芳（主任）')).toBe('王芳')
  expect(subjectValue('doctor', '王')).toBeNull()
  expect(subjectValue('address', '济宁市任城区清溪路 1 号（东门）')).toBe('济宁市任城区清溪路1号东门')
})

it('takes each subject of a row once, several of one cell apart, and codes where names were asked for', () => {
  const found = subjectsIn(listed({ 医师: '王芳、D370811000012', 联系电话: '13805370001；1380537 0001', 终端编号: 'pos07', 科室: '骨科' }))
  expect(found).toEqual([
    { kind: 'doctor', value: '王芳', saidAs: '医师' },
    { kind: 'doctorCode', value: 'D370811000012', saidAs: '医师' },
    { kind: 'phone', value: '13805370001', saidAs: '联系电话' },
    { kind: 'terminal', value: 'H37081100001|POS07', saidAs: '终端编号' },
  ])
})

it('leaves nothing of them open in what stays with the lead', () => {
  const { extra } = leadWithoutOpenNumbers(
    listed({
      医师: '王小芳、D370811000012',
      联系电话: '13805370001转85',
      地址: '济宁市任城区清溪路1号',
      账号说明: '无',
      银行账号: '6222021608001234',
    }),
  )
  expect(extra).toEqual({ 医师: '王*芳、D37****12', 联系电话: '138****85', 地址: '济宁市任城区…', 账号说明: '无', 银行账号: '****1234' })
})

it.each([
  ['联系电话', '0537-2345678 138-1234-5678', '053****78、138****78'],
  ['联系电话', '138 1234 5678 139 1234 5679', '138****78、139****79'],
  ['联系电话', '2345678 2345679', '234****78、234****79'],
  ['联系电话', '138 1234 5678 139 1234', '***'],
  ['联系电话', '张三 一三八', '***'],
  ['医师', '张三1', '***'],
  ['医师', '李四（2023）级', '***'],
  ['医师', '王　芳（主任）', '王*'],
  ['医师', '张三 D370811000012', '张*、D37****12'],
  ['医师', 'John Smith', 'J*******h'],
  [
    '医师',
    Array.from('甲乙丙丁戊己庚辛壬癸子丑寅卯辰', (last) => `张小${last}`).join(' '),
    Array.from('甲乙丙丁戊己庚辛壬癸子丑寅卯辰', (last) => `张*${last}`).join('、'),
  ],
  ['法定代表人', '张'.repeat(31), '***'],
  ['家庭住址', '清溪路1号', '***'],
  ['医师代码', '1号', '***'],
  ['银行账号', '6222021608001234 6222021608005678', '****1234、****5678'],
  ['终端编号', 'POS07', 'POS07'],
  ['终端编号', 'POS 13805370001', '***'],
  ['终端编号', '37081119800101123X', '***'],
  ['终端编号', '张三', '***'],
  ['医师', '无', '无'],
])('keeps of %s “%s” only %s', (heading, text, kept) => {
  expect(leadWithoutOpenNumbers(listed({ [heading]: text })).extra).toEqual({ [heading]: kept })
})

it('takes no number of a person for a terminal', () => {
  for (const text of ['138-0537-0001', '+86 13805370001', '0537-2221111', '370811 19800101 123X', 'POS13805370001', '王小芳'])
    expect(subjectValue('terminal', text), text).toBeNull()
  expect(subjectValue('terminal', 'H37081100001-t1')).toBe('H37081100001-T1')
})

it('tells one bearer of a name from another by institution, telephone and address', () => {
  const bearer = (institutionId: string | null, institutionName: string, ...subjects: { kind: 'phone' | 'address'; key: string }[]) => ({
    ...{ institutionId, institutionName, subjects },
  })
  const one = bearer('a', '清溪医院', { kind: 'phone', key: 'p' }, { kind: 'address', key: 'q' })
  expect(subjectLikeness('doctor', one, bearer('a', '另一个写法'))).toBe('sameNameHere')
  expect(subjectLikeness('doctor', one, bearer(null, '清溪医院'))).toBe('sameNameHere')
  expect(subjectLikeness('doctor', one, bearer('b', '清溪医院'))).toBe('sameName')
  expect(subjectLikeness('legalRepresentative', one, bearer('b', '乙', { kind: 'phone', key: 'p' }))).toBe('sameNameAndPhone')
  expect(subjectLikeness('legalRepresentative', one, bearer('b', '乙', { kind: 'address', key: 'q' }))).toBe('sameNameAndAddress')
  expect(subjectLikeness('phone', one, bearer('b', '乙'))).toBe('samePhone')
})
