import type { Rule } from '#domain/screening/hit'

type Named = { words: RegExp; never?: RegExp }

/** Items that only one sex can have. A specimen of the partner, a newborn on its mother's card and an uncorrected card are the known exceptions. */
export type SexRule = Rule & Named & { only: 'male' | 'female' }

const behind = { code: 'IMG-22', words: /性别/ }
const ofSex = (id: string, title: string, only: SexRule['only'], words: RegExp, never?: RegExp): SexRule => ({
  ...{ id, title, only, words, model: 'M09', grade: 'high', confidence: 'V2', item: behind },
  ...(never ? { never } : {}),
})

export const sexRules: readonly SexRule[] = [
  ofSex('sex.prostate', '女性患者收前列腺项目', 'male', /前列腺/, /前列腺素|前列地尔|前列环素/),
  ofSex('sex.maleOrgans', '女性患者收男性生殖器官项目', 'male', /睾丸|附睾|阴囊|精索|精囊|包皮|阴茎|输精管/),
  ofSex('sex.femaleOrgans', '男性患者收女性生殖器官项目', 'female', /子宫|卵巢|输卵管|宫颈|宫腔|阴道|附件彩超|妇科/, /子宫内膜异位.*药/),
  ofSex('sex.obstetrics', '男性患者收产科项目', 'female', /产前|分娩|接生|胎心|胎儿|剖宫产|妊娠|孕妇|产后/, /抗体|妊娠毒素/),
]

/** Items and drugs that the price list or the catalogue limits by age. */
export type AgeRule = Rule & Named & { from: number; to: number; who: string }

export const ageRules: readonly AgeRule[] = [
  {
    ...{ id: 'age.childDrug', title: '儿童专用药用于成人', model: 'M11', grade: 'high', confidence: 'V1', from: 0, to: 17, who: '儿童' },
    ...{ words: /小儿|儿童|健胃消食片/, never: /成人|儿童医院/, item: { code: 'GEN-07', words: /限定的?支付|适应症/ } },
  },
  {
    ...{
      id: 'age.newborn',
      title: '新生儿项目用于非新生儿',
      model: 'M10',
      grade: 'medium',
      confidence: 'M',
      from: 0,
      to: 0,
      who: '新生儿',
    },
    ...{ words: /新生儿/, never: /加收|母婴/ },
  },
  {
    ...{ id: 'age.childCare', title: '儿童项目用于成人', model: 'M10', grade: 'medium', confidence: 'M', from: 0, to: 17, who: '儿童' },
    ...{ words: /儿科.*(诊查|治疗|加收)|儿童(智力|发育|孤独症).*(测验|评估|训练|治疗)/ },
  },
]

/** Drugs that are paid for certain conditions only: what the diagnosis must name. Laboratory values and lines of therapy are not in a fee file. */
export type IndicationRule = Rule & Named & { diagnosis: RegExp; limit: string }

const limited = (rule: Omit<IndicationRule, 'model' | 'grade' | 'item'> & Partial<Pick<IndicationRule, 'item'>>): IndicationRule => ({
  ...{ model: 'M11', grade: 'medium', item: { code: 'GEN-07', words: /限定的?支付|适应症/ } },
  ...rule,
})
const renal = { code: 'HD-14', words: /促红素|左卡尼汀/ }

export const indicationRules: readonly IndicationRule[] = [
  limited({
    ...{ id: 'indication.albumin', title: '人血白蛋白超限定支付', confidence: 'V1', words: /人血白蛋白/ },
    ...{
      diagnosis: /休克|重症|脓毒|烧伤|肝硬化|腹水|胸水|胸腔积液|低(白)?蛋白|肿瘤|癌|恶性/,
      limit: '抢救、重症，或肝硬化、癌症引起的胸腹水，且白蛋白低于30g/L',
    },
  }),
  limited({
    ...{
      id: 'indication.carnitine',
      title: '左卡尼汀注射剂超限定支付',
      confidence: 'M',
      words: /左卡尼汀.*注射|注射用左卡尼汀/,
      item: renal,
    },
    ...{ diagnosis: /透析|肾衰|尿毒症|肾脏病5期|慢性肾/, limit: '长期血液透析患者的继发性肉碱缺乏' },
  }),
  limited({
    ...{ id: 'indication.epo', title: '促红素超限定支付', confidence: 'M', words: /促红素|促红细胞生成素/, item: renal },
    ...{ diagnosis: /肾|贫血|化疗|骨髓增生异常/, limit: '肾性贫血等限定情形' },
  }),
  limited({
    ...{ id: 'indication.alprostadil', title: '前列地尔超限定支付', confidence: 'M', words: /前列地尔/ },
    ...{ diagnosis: /糖尿病|动脉|血管|雷诺|缺血|坏疽|导管依赖|肝移植/, limit: '慢性动脉闭塞引起的溃疡、微循环障碍等' },
  }),
  limited({
    ...{ id: 'indication.edaravone', title: '依达拉奉超限定支付', confidence: 'M', words: /依达拉奉/ },
    ...{ diagnosis: /脑梗|脑缺血|卒中|中风|脑血管|肌萎缩侧索/, limit: '急性脑梗死（发作后规定时间内）' },
  }),
]
