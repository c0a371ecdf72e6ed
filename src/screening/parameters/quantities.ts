import type { Rule } from '#domain/screening/hit'

type Named = { words: RegExp; never?: RegExp }

/** How many of an item one person can have in a day. `unit`: only where the file states that unit, or none. */
export type DayCapRule = Rule & Named & { most: number; per: string; unit?: RegExp }

const hours = /小时|时$|^h/i
const cap = (rule: Omit<DayCapRule, 'model' | 'confidence'> & Partial<Pick<DayCapRule, 'confidence'>>): DayCapRule => ({
  ...{ model: 'M15', confidence: 'V2' },
  ...rule,
})

export const dayCapRules: readonly DayCapRule[] = [
  cap({
    ...{ id: 'cap.monitoring', title: '心电监测等一日计时超过24小时', grade: 'high', most: 24, per: '小时', unit: hours },
    ...{ words: /心电(监测|监护)|血氧饱和度监测|无创血压监测/, item: { code: 'CARD-15', words: /(24|二十四)小时/ } },
  }),
  cap({
    ...{ id: 'cap.support', title: '机械循环支持、临时起搏一日计时超过24小时', grade: 'high', most: 24, per: '小时', unit: hours },
    ...{ words: /主动脉(内)?球囊反搏|临时起搏/, never: /安装|置入|导管$/, item: { code: 'CARD-22', words: /计时|反搏/ } },
  }),
  cap({
    ...{ id: 'cap.hours', title: '按小时计价的项目一日超过24小时', grade: 'high', most: 24, per: '小时', unit: hours },
    ...{ words: /吸氧|氧气吸入|呼吸机|机械通气|持续.*(引流|冲洗|泵入)|重症监护|微量泵|输液泵/, confidence: 'M' },
  }),
  cap({
    ...{ id: 'cap.bed', title: '床位费一日超过1床日', grade: 'high', most: 1, per: '床日' },
    ...{ words: /床位费/, never: /陪(护|床|人)|加床/, confidence: 'M' },
  }),
  cap({
    ...{ id: 'cap.ward', title: '住院诊查费一日超过1次', grade: 'high', most: 1, per: '次' },
    ...{ words: /住院诊查费/, confidence: 'M' },
  }),
  cap({
    ...{ id: 'cap.dialysis', title: '按次的净化治疗一日多次计费', grade: 'medium', most: 1, per: '次' },
    ...{ words: /^(血液透析|血液透析滤过|血液灌流)(（.*）|\(.*\))?$/, item: { code: 'HD-03', words: /按小时|按次/ } },
  }),
  cap({
    ...{ id: 'cap.tuina', title: '针灸、推拿、拔罐、灸法数量超计价单位', grade: 'medium', most: 6, per: '个计价单位' },
    ...{ words: /针刺|普通针刺|电针|推拿|拔罐|灸法|艾灸/, confidence: 'M', item: { code: 'REHA-14', words: /推拿|针灸/ } },
  }),
]

/**
 * How often an item can be had. `days`: no more than `most` in any so many days; `stay`: in one visit; `month`: in one month of the calendar.
 * Several charges of one day are one time.
 */
export type FrequencyRule = Rule & Named & { most: number; within: { days: number } | 'stay' | 'month' }

const often = (
  rule: Omit<FrequencyRule, 'model' | 'confidence'> & Partial<Pick<FrequencyRule, 'model' | 'confidence'>>,
): FrequencyRule => ({
  ...{ model: 'M14', confidence: 'M' },
  ...rule,
})

export const frequencyRules: readonly FrequencyRule[] = [
  often({
    ...{ id: 'often.hba1c', title: '糖化血红蛋白90日内重复检测', grade: 'medium', most: 1, within: { days: 90 } },
    ...{ words: /糖化血红蛋白/, item: { code: 'LAB-28', words: /糖化/ } },
  }),
  often({
    ...{ id: 'often.ct', title: '同一CT、磁共振项目7日内重复', grade: 'low', most: 1, within: { days: 7 } },
    ...{
      words: /(CT|磁共振|MRI).*(平扫|增强|扫描|成像)/i,
      never: /引导|三维|重建|加收/,
      item: { code: 'IMG-23', words: /短期内?重复/ },
    },
  }),
  often({
    ...{ id: 'often.hepatitis', title: '一次住院多次查乙肝、丙肝抗体', grade: 'medium', most: 1, within: 'stay' },
    ...{ words: /(乙型肝炎|乙肝|丙型肝炎|丙肝).*(抗体|抗原)/, item: { code: 'LAB-13', words: /乙丙肝|肝抗体/ } },
  }),
  often({
    ...{ id: 'often.dialysis', title: '血液透析一月超过14次', grade: 'medium', most: 14, within: 'month', model: 'M18' },
    ...{ words: /血液透析|透析滤过/, never: /监测|护理|管路|透析器|置管/, item: { code: 'HD-07', words: /透析次数/ } },
  }),
  often({
    ...{ id: 'often.rehabTest', title: '康复评定14日内重复', grade: 'medium', most: 1, within: { days: 14 } },
    ...{ words: /(康复|功能|能力|运动|平衡|步态|认知).*评定|徒手肌力(检查|评定)/, item: { code: 'REHA-11', words: /评定/ } },
  }),
  often({
    ...{ id: 'often.pacemaker', title: '起搏器程控30日内重复', grade: 'low', most: 1, within: { days: 30 } },
    ...{ words: /起搏器.*程控|程控.*起搏器/, item: { code: 'CARD-18', words: /程控/ } },
  }),
]

/** The longest supply that one prescription may bring, by kind of care (`med_type`). */
export type SupplyRule = Rule & { medTypes: readonly string[]; most: number; care: string }

const supply = { model: 'M12', grade: 'medium', confidence: 'M' } as const
export const supplyRules: readonly SupplyRule[] = [
  { ...supply, id: 'supply.outpatient', title: '普通门诊一次开药超过30日', medTypes: ['11', '普通门诊'], most: 30, care: '普通门诊' },
  { ...supply, id: 'supply.emergency', title: '急诊一次开药超过7日', medTypes: ['13', '急诊'], most: 7, care: '急诊' },
  {
    ...supply,
    id: 'supply.chronic',
    title: '门诊慢特病一次开药超过84日',
    medTypes: ['14', '门诊慢特病', '门慢', '门特'],
    most: 84,
    care: '门诊慢特病',
  },
]

/** Rehabilitation of one person in one day. */
export const rehab = {
  words: /训练|理疗|作业疗法|红外线|中频|低频|超短波|磁疗|蜡疗|电针|推拿|康复/,
  never: /评定|床位|护理/,
  most: 7,
} as const
