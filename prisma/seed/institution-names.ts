import type { Random } from './random'

/** First and second halves of invented names; no institution of the city is known to bear one of them. */
const first = [...'澄沐岚槐榆桐槿棠芷蘅砚煦暄禾葭菁栩霁翊珩']
const second = [...'川庭屏渡陌坞畔汀隅岫堤埠泽垣墅岑湾麓圃洲']

/** Every invented word, each once, in an order of its own. */
export const inventedWords = (random: Random): string[] => random.shuffled(first.flatMap((one) => second.map((other) => one + other)))

export const hospitalTypes = [
  '医院',
  '骨科医院',
  '心血管病医院',
  '肾病医院',
  '康复医院',
  '中西医结合医院',
  '老年病医院',
  '医养结合医院',
] as const
export type HospitalType = (typeof hospitalTypes)[number]

export const clinicTypes = ['诊所', '中医诊所', '门诊部', '村卫生室', '社区卫生服务站'] as const

/** Invented pharmacy chains. */
export const pharmacyBrands = ['霁康', '珩济', '葭宁', '栩康', '翊民', '煦安', '菁和', '暄林'] as const
