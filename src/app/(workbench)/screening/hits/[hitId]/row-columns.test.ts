import { expect, it } from 'vitest'
import { columnsOf } from './row-columns'

const line = (at: number) => ({
  ...{ feedetl_sn: `F${at}`, mdtrt_id: `A${at}`, fixmedins_code: 'H1', fee_s: `2025-03-0${at} 09:00:00`, fee_day: `2025-03-0${at}` },
  ...{ item_name: '血常规', amt_fen: `${at}0.00`, rxno: '' },
})

it('says once what rows have alike, shows first what tells most, and leaves the rest on demand', () => {
  expect(columnsOf('fee', [line(1), line(2)])).toEqual({
    alike: ['fixmedins_code', 'item_name'],
    shown: ['fee_s', 'amt_fen'],
    onDemand: ['feedetl_sn', 'mdtrt_id', 'fee_day'],
  })
})

it('shows the first columns of rows of which none tells most', () => {
  const rows = [1, 2].map((at) => Object.fromEntries('abcdefgh'.split('').map((name) => [name, `${name}${at}`])))
  expect(columnsOf('inv', rows)).toEqual({ alike: [], shown: [...'abcdef'], onDemand: ['g', 'h'] })
})
