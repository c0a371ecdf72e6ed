import { describe, expect, it } from 'vitest'
import { maskPersonName } from './person-name'

describe('a masked name', () => {
  it.each([
    ['王芳', '王*'],
    ['王小芳', '王*芳'],
    ['欧阳娜娜', '欧**娜'],
    ['王', '*'],
    ['  王芳 ', '王*'],
    ['阿依努尔·买买提', '阿******提'],
    ['', ''],
  ])('shows %s as %s', (name, shown) => expect(maskPersonName(name)).toBe(shown))
})
