import { expect, it } from 'vitest'
import { discretionOf } from './discretion'

const benchmark = { title: '某省裁量基准', documentNumber: '某医保发〔2025〕1号', tier: '一般', minTenths: 13, maxTenths: 17 }

it('says by which tier a fine was measured, and why where it departs', () => {
  expect(discretionOf([{ fineTenths: 15, benchmark, departure: '' }])).toBe(
    '该项事实按照《某省裁量基准》（某医保发〔2025〕1号）属于“一般”，罚款幅度为1.3倍至1.7倍，处1.5倍罚款。',
  )
  const two = discretionOf([
    { fineTenths: null, benchmark: null, departure: '' },
    { fineTenths: 20, benchmark, departure: '拒不配合检查' },
  ])
  expect(two).toMatch(/^第2项事实按照.*。拒不配合检查，处2倍罚款。$/)
  expect(discretionOf([{ fineTenths: 10, benchmark: null, departure: '' }])).toBe('')
})
