import { describe, expect, it } from 'vitest'
import { maskedSql } from './masked-sql'

describe('a statement in the trail', () => {
  it.each([
    [`SELECT 1 FROM fee WHERE a = '370899199001011234'`, `SELECT 1 FROM fee WHERE a = '******'`],
    [`WHERE a = '37089919900101123x' OR b = '138-0013-8000'`, `WHERE a = '******' OR b = '******'`],
    [`WHERE a = '３７０８９９１９９００１０１１２３４'`, `WHERE a = '******'`],
    [`WHERE a LIKE 'it''s 123456%' AND b = 370899199001011234`, `WHERE a LIKE 'it''s ******%' AND b = ******`],
    [
      `-- 13800138000 called\nSELECT /* 370899 1990 0101 1234 */ 1`,
      `-- ******\nSELECT /* ****** */ 1`.replace('******\n', '****** called\n'),
    ],
    [`SELECT 1 AS "a123456", $$x 1234567$$, $q$123456$q$, '123456`, `SELECT 1 AS "a******", $$x ******$$, $q$******$q$, '******`],
  ])('holds no number that may be somebody’s: %s', (sql, masked) => {
    expect(maskedSql(sql)).toBe(masked)
  })

  it.each([
    `SELECT count(*) FROM fee WHERE amt_fen > 1000000 AND fee_day >= DATE '2026-01-01' AND code = 'C1234'`,
    `SELECT 10.5 / 3 - 2, strftime(d, '%Y-%m-%d 09:00:00'), 'a' || 'b' FROM fee -- 2026-01-01`,
  ])('stays as it was typed where it names nobody: %s', (sql) => {
    expect(maskedSql(sql)).toBe(sql)
  })
})
