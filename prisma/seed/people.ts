import { identityCheckDigit } from '#domain/person/identity-number'
import type { Random } from './random'

const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
]
const womenGiven = [
  '秀兰',
  '桂芝',
  '玉梅',
  '淑珍',
  '晓燕',
  '丽娟',
  '雅琴',
  '文静',
  '思琪',
  '雨欣',
  '梦瑶',
  '凤英',
  '金花',
  '素云',
  '海霞',
  '春苗',
  '若彤',
  '佳宁',
  '月华',
  '冬梅',
]
const menGiven = [
  '建国',
  '志强',
  '广友',
  '学明',
  '树林',
  '立新',
  '海涛',
  '俊杰',
  '浩然',
  '子轩',
  '庆山',
  '洪波',
  '长顺',
  '永福',
  '振东',
  '传军',
  '继伟',
  '鹏程',
  '文博',
  '晓峰',
]
const eitherGiven = ['宁', '静', '平', '晨', '岩', '清', '远', '悦', '安', '林', '辰', '洁', '颖', '昊', '凯', '琳', '敏', '锐', '彤', '航']

export type Sex = 'female' | 'male'

export function personName(random: Random, sex: Sex): string {
  const surname = random.pick(surnames)
  if (random.chance(0.2)) return surname + random.pick(eitherGiven)
  return surname + random.pick(sex === 'female' ? womenGiven : menGiven)
}

export type Person = { name: string; sex: Sex; bornOn: string; identityNumber: string }

const two = (value: number) => String(value).padStart(2, '0')

/** The county part of every invented identity number: not given out by the standard. */
export const inventedCounty = '370899'

/** An insured person who does not exist: a valid number of a county that is not. Older people are seen more often. */
export function person(random: Random): Person {
  const sex: Sex = random.chance(0.52) ? 'female' : 'male'
  const age = random.weighted([
    [random.whole(1, 17), 8],
    [random.whole(18, 45), 27],
    [random.whole(46, 65), 38],
    [random.whole(66, 92), 27],
  ])
  const bornOn = `${2024 - age}-${two(random.whole(1, 12))}-${two(random.whole(1, 28))}`
  const order = random.whole(1, 499) * 2 - (sex === 'male' ? 1 : 0)
  const first17 = `${inventedCounty}${bornOn.replaceAll('-', '')}${String(order).padStart(3, '0')}`
  return { name: personName(random, sex), sex, bornOn, identityNumber: first17 + identityCheckDigit(first17) }
}

/** An internal extension, never a number that rings at somebody's. */
export const phoneExtension = (random: Random): string => `分机${random.whole(8001, 8999)}`
