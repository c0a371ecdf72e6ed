import { expect, it } from 'vitest'
import { typedAfter, typedOf } from './typed-parts'

it('counts as typed what a person changed, and nothing that only came back with the form', () => {
  const shown = { contactName: '张敏', notice: '一\n二', demand: '【待填：改正内容】' }
  const first = typedAfter({}, shown, { contactName: '张敏', notice: '一\r\n二', demand: '退回全部损失。' })
  expect(first).toEqual({ demand: '退回全部损失。' })
  const again = { ...shown, demand: '退回全部损失。' }
  expect(typedAfter(first, again, { contactName: '李强', notice: '一\n二', demand: '退回全部损失。' })).toEqual({
    demand: '退回全部损失。',
    contactName: '李强',
  })
  expect(typedAfter({ ...first, contactName: '李强' }, { ...again, contactName: '李强' }, { contactName: '' })).toEqual(first)
})

it('keeps of what was stored the parts of the paper alone', () => {
  expect(typedOf(['demand'], { demand: '甲', organ: '乙', facts: [] })).toEqual({ demand: '甲' })
  expect(typedOf(['demand'], null)).toEqual({})
})
