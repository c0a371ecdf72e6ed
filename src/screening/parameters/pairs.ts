import type { Rule } from '#domain/screening/hit'

type Side = { words: RegExp; never?: RegExp }

/** Two items of which one contains or excludes the other within a day or a stay. Which pairs hold is set by each province's price list. */
export type PairRule = Rule & { within: 'day' | 'visit'; main: Side; other: Side; note: string }

const pair = (rule: Omit<PairRule, 'model' | 'confidence'> & Partial<Pick<PairRule, 'confidence'>>): PairRule => ({
  ...{ model: 'M13', confidence: 'V2' },
  ...rule,
})

export const pairRules: readonly PairRule[] = [
  pair({
    ...{ id: 'pair.dialysis', title: '血液透析与血液透析滤过同日并收', grade: 'high', within: 'day' },
    ...{ main: { words: /透析滤过|HDF/i }, other: { words: /血液透析/, never: /滤过|监测|护理|管路|透析器|置管/ } },
    ...{ note: '同一天的净化治疗只按实际做的一种方式收', item: { code: 'HD-11', words: /HDF|透析滤过/i } },
  }),
  pair({
    ...{ id: 'pair.dialysisSupplies', title: '血液净化另收内含耗材', grade: 'medium', within: 'day' },
    ...{
      main: { words: /血液透析|透析滤过|血液灌流|血液滤过/, never: /器|管路|监测|护理|置管/ },
      other: { words: /透析管路|血路管|体外循环管路|透析液|置换液管/ },
    },
    ...{ note: '价格项目规定不得另收的管路、滤器已含在净化项目内', item: { code: 'HD-01', words: /管路|滤器/ } },
  }),
  pair({
    ...{ id: 'pair.angiography', title: '冠脉介入治疗另收造影', grade: 'medium', within: 'day' },
    ...{ main: { words: /冠状动脉.*(支架|成形|旋磨)|PCI/i, never: /支架系统|球囊导管/ }, other: { words: /冠状动脉造影/ } },
    ...{ note: '介入治疗已含术中造影', item: { code: 'CARD-11', words: /造影/ } },
  }),
  pair({
    ...{ id: 'pair.stentBalloon', title: '冠脉支架置入另收球囊扩张', grade: 'medium', within: 'day' },
    ...{
      main: { words: /冠状动脉.*支架(置入|植入)/ },
      other: { words: /(冠状动脉|经皮).*(球囊扩张|腔内成形|PTCA)/i, never: /支架|导管$/ },
    },
    ...{ note: '支架置入已含球囊扩张', item: { code: 'CARD-12', words: /球囊扩张/ } },
  }),
  pair({
    ...{ id: 'pair.ablation', title: '射频消融另收内含的电生理检查', grade: 'medium', within: 'day' },
    ...{ main: { words: /射频消融/, never: /导管$|椎间盘/ }, other: { words: /电生理检查/ } },
    ...{ note: '消融项目已含电生理检查', item: { code: 'CARD-17', words: /电生理/ } },
  }),
  pair({
    ...{ id: 'pair.monitoring', title: '心电监测另收血氧饱和度等内含监测', grade: 'medium', within: 'day' },
    ...{ main: { words: /心电(监测|监护)|重症监护/ }, other: { words: /血氧饱和度(监测|测定)?|指脉氧/, never: /心电/ } },
    ...{ note: '监护项目已含的监测不再单收', item: { code: 'CARD-16', words: /血氧/ } },
  }),
  pair({
    ...{ id: 'pair.contrast', title: '同一部位增强扫描另收平扫', grade: 'medium', within: 'day' },
    ...{ main: { words: /(CT|MR|磁共振).*增强/i, never: /平扫/ }, other: { words: /(CT|MR|磁共振).*平扫/i, never: /增强/ } },
    ...{ note: '增强扫描已含平扫（不同部位、不同时段除外）', item: { code: 'IMG-07', words: /平扫/ } },
  }),
  pair({
    ...{ id: 'pair.ultrasoundPhoto', title: '超声图文报告另收彩照、胶片', grade: 'low', within: 'day' },
    ...{ main: { words: /超声.*图文报告|图文报告/ }, other: { words: /(超声|彩超).*(照片|彩照|胶片|图像记录)/ } },
    ...{ note: '图文报告与彩照、胶片只收一种', item: { code: 'IMG-09', words: /彩照|胶片/ } },
  }),
  pair({
    ...{ id: 'pair.guidedMr', title: '磁共振引导另收磁共振检查', grade: 'medium', within: 'day' },
    ...{ main: { words: /磁共振引导/ }, other: { words: /磁共振.*(平扫|增强|扫描|成像)/, never: /引导/ } },
    ...{ note: '引导已含扫描', item: { code: 'IMG-11', words: /磁共振引导/ } },
  }),
  pair({
    ...{ id: 'pair.guidedCt', title: 'CT引导另收CT检查', grade: 'medium', within: 'day' },
    ...{ main: { words: /CT引导/i }, other: { words: /CT.*(平扫|增强|扫描)|CT检查/i, never: /引导/i } },
    ...{ note: '引导已含扫描', item: { code: 'IMG-12', words: /(CT|断层扫描)引导/i } },
  }),
  pair({
    ...{ id: 'pair.occupational', title: '作业疗法与日常生活动作训练并收', grade: 'medium', within: 'day' },
    ...{ main: { words: /作业疗法/ }, other: { words: /日常生活(动作|活动)训练/ } },
    ...{ note: '两项训练内容相同，同日只收一项', item: { code: 'REHA-07', words: /作业疗法/ } },
  }),
  pair({
    ...{ id: 'pair.bloodGas', title: '血气分析另收内含的电解质、乳酸', grade: 'medium', within: 'day' },
    ...{ main: { words: /血气分析/ }, other: { words: /(钾|钠|氯|钙)测定|电解质|乳酸测定/ } },
    ...{ note: '血气分析已报告的项目不再单收（另行采血检测的除外）', item: { code: 'LAB-29', words: /血气/ } },
  }),
  pair({
    ...{ id: 'pair.arthroscopy', title: '关节镜下手术另收关节镜加收', grade: 'medium', within: 'day' },
    ...{ main: { words: /关节镜下.*术/ }, other: { words: /关节镜(使用费|加收)/ } },
    ...{ note: '“关节镜下”的项目价格已含关节镜', item: { code: 'ORTH-11', words: /关节镜/ } },
  }),
]
