import { expect, it } from 'vitest'
import { maskedEvidence, missingGrounds } from './evidence'

it('keeps nothing open that names a person, and all the rest', () => {
  const row = {
    table: 'setl',
    key: 'S1',
    cells: {
      psn_no: 'P0001',
      certno: '370899199001011234',
      psn_name: '王小芳',
      tel: '13800001234',
      addr: '某市某区某街道一号楼二单元',
      opter: 'SF0012',
      opter_name: '李大明',
      staff: 'D370811000123',
      atddr_no: 8_001,
      bilg_dr_codg: '',
      note: '本人370899199001011234代购',
      amt: 12.5,
      refd: null,
    },
  }
  expect(maskedEvidence(row).cells).toEqual({
    psn_no: 'P0001',
    certno: '370899********1234',
    psn_name: '王*芳',
    tel: '138****34',
    addr: '某市某区某街…',
    opter: 'S****',
    opter_name: '李*明',
    staff: 'D37****23',
    atddr_no: '8****',
    bilg_dr_codg: '',
    note: '本人370899********1234代购',
    amt: 12.5,
    refd: null,
  })
  expect(Object.keys(maskedEvidence(row).cells)).toEqual(Object.keys(row.cells))
})

it('names what keeps a hit a clue', () => {
  expect(missingGrounds({ rowCount: 0, clause: null, reasoning: ' ' })).toEqual(['rows', 'clause', 'reasoning'])
  expect(missingGrounds({ rowCount: 2, clause: '条例第三十八条', reasoning: '2 > 1' })).toEqual([])
})
