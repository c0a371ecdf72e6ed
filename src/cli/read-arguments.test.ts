import { describe, expect, it } from 'vitest'
import { BadInput } from './command'
import { readArguments } from './read-arguments'

const shape = { usage: 'leads parse FILE', positionals: ['FILE'], options: ['map'], flags: ['skip-hidden'] } as const

describe('readArguments', () => {
  it('reads words, options and flags by name, in any order', () => {
    expect(readArguments(['--skip-hidden', '名单.xlsx', '--map', '姓名=personName'], shape)).toEqual({
      FILE: '名单.xlsx',
      map: '姓名=personName',
      'skip-hidden': true,
    })
    expect(readArguments(['a.csv', '--map=x=y'], shape)).toEqual({ FILE: 'a.csv', map: 'x=y', 'skip-hidden': false })
  })

  it('takes what follows -- as a word, whatever it looks like', () => {
    expect(readArguments(['--', '--map'], shape)).toMatchObject({ FILE: '--map' })
  })

  it.each([
    ['a missing word', [], '缺少 FILE'],
    ['a word too many', ['a', 'b'], '多余的参数 b'],
    ['an unknown option', ['a', '--colour', 'red'], '不认识的选项 --colour'],
    ['an option without its value', ['a', '--map'], '选项 --map 后面要有值'],
  ])('refuses %s in one sentence', (_, args, sentence) => {
    expect(() => readArguments(args, shape)).toThrow(BadInput)
    expect(() => readArguments(args, shape)).toThrow(sentence)
  })
})
