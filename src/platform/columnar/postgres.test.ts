import { expect, it } from 'vitest'
import { spreadSql, tableSql } from './postgres'

const fee = { name: 'fee', columns: { psn_no: 'text', amt_fen: 'bigint', cnt: 'double' } } as const

it('keeps a table by column where the server can, and by row elsewhere', () => {
  const columns = '("psn_no" text COLLATE "C", "amt_fen" bigint, "cnt" double precision)'
  expect(tableSql(fee, { columnar: false })).toBe(`CREATE TABLE "fee" ${columns}`)
  expect(tableSql(fee, { columnar: true })).toBe(`CREATE TABLE "fee" ${columns} USING columnar`)
})

it('spreads a table over a cluster by its column, or puts it on every node', () => {
  expect(spreadSql('s1', 'fee', 'psn_no')).toBe(`SELECT create_distributed_table('s1.fee', 'psn_no')`)
  expect(spreadSql('s1', 'item_rule', null)).toBe(`SELECT create_reference_table('s1.item_rule')`)
})
