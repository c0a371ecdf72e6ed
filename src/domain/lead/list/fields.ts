import type { FieldRule } from '../../table/heading'

/** What a lead list may say of a lead. */
export const leadFields = [
  'leadNumber',
  'batch',
  'institutionCode',
  'institutionName',
  'regionName',
  'personName',
  'idType',
  'idNumber',
  'behaviour',
  'amountFen',
  'settledOn',
  'note',
] as const
export type LeadField = (typeof leadFields)[number]
export const isLeadField = (word: string): word is LeadField => (leadFields as readonly string[]).includes(word)

const place = '(?:县|市|区|县区|区县|县市区|市县区|市县|县市|地区|区域|地市|市州|设区市|统筹区|统筹地区|统筹区域|辖区|行政区划|属地)'
const establishment = '(?:机构|单位|医院|药店|药房|诊所|门诊部|卫生院|卫生室)'
const person = '(?:参保人员?|参保患者|患者|病人|就诊人员?|就医人员?|涉及人员?|当事人|人员|被保险人|本人)'
const others = /医师|医生|护士|药师|经办|联系人|监护人|代办|填报|填表|审核人|复核人|负责人|核查人/

/** How lists head their columns. A list that heads them otherwise is read with a mapping given by hand. */
export const leadFieldRules: readonly FieldRule<LeadField>[] = [
  {
    field: 'leadNumber',
    name: '线索编号',
    patterns: [/线索(编码|号|号码|序号|ID)$/i, /^(疑点|问题|疑点数据|数据|明细)(编号|编码|号|ID)$/i, /^编号$/],
  },
  { field: 'batch', name: '批次', patterns: [/^(下发|线索|数据|任务)?(批次|批号|期次|期数)(号|编号|名称)?$/] },
  {
    field: 'institutionCode',
    name: '机构编码',
    patterns: [new RegExp(`${establishment}(国家|医保|国家医保)?(编码|代码|编号|code)$`, 'i'), /^fixmedins_?code$/i, /社会信用代码$/],
    never: /经办|参保|统筹|收款|组织机构代码/,
  },
  {
    field: 'institutionName',
    name: '机构名称',
    patterns: [
      new RegExp(`${establishment}(全称|名称|名)$`),
      /^fixmedins_?name$/i,
      new RegExp(
        `^(被检查|被核查|涉及|涉事|涉嫌|疑似|违规|就诊|就医|定点)?(医药|医疗|医保|定点医药|定点医疗|零售)?(服务)?${establishment}$`,
      ),
      /^(被检查|被核查|涉及|违规)(对象|主体)(名称)?$/,
    ],
    never: /经办|参保|统筹|编码|代码|单位地址|收款|报送|填报/,
  },
  { field: 'regionName', name: '地区', patterns: [new RegExp(`^(?:.*(?:所属|所在|归属))?${place}(?:名称)?$`)], never: /编码|代码/ },
  {
    field: 'personName',
    name: '姓名',
    patterns: [new RegExp(`^${person}(姓名|名称)$`), /^psn_?name$/i, new RegExp(`^${person}$`)],
    never: others,
  },
  { field: 'idType', name: '证件类型', patterns: [/证件(类型|类别|种类)$/, /^psn_?cert_?type$/i] },
  {
    field: 'idNumber',
    name: '身份证号',
    patterns: [/身份证(件)?(号|号码|编号)$/, /公民身份号码$|身份号码$/, /证件(号|号码|编号)$/, /^certno$/i, /身份证$/],
    never: others,
  },
  {
    field: 'behaviour',
    name: '违规行为',
    patterns: [
      /行为$|违法违规(行为|问题|情形)$/,
      /行为(描述|表现|内容|说明)$|违规情形$|违规事实$/,
      /(问题|疑点|线索|违规)(描述|内容|说明|表现|概述|详情|情况|事项|情形)$/,
      /^(主要|存在|疑似|涉嫌|发现|可疑)?的?(违规)?(问题|疑点)$/,
      /(违规|违法|问题|疑点|线索|行为)(类型|类别|种类|名称|分类)$/,
      /^(规则|模型)名称$|^behavior$/i,
      /(问题|疑点|疑似违规|涉嫌违规)$/,
    ],
    never:
      /处理|整改|核查|反馈|金额|费用|编号|编码|代码|号码?$|日期|时间|来源|批次|数量|次数|人次|机构|医院|药店|姓名|级别|等级|状态|单位|地区/,
  },
  {
    field: 'amountFen',
    name: '涉及金额',
    patterns: [
      /^amount(_?fen)?$/i,
      /^(涉嫌|疑似)?(违规|违法违规|涉案|不合规|违法)(医保|基金|医保基金|费用)?(金额|费用|基金)$/,
      /^(涉及|疑点|问题|线索|涉嫌|疑似|可疑)(违规|医保|基金|医保基金|统筹|资金|费用)*(金额|费用|资金|基金)$/,
      /^金额$/,
      /^(医保|基金|医保基金|统筹|统筹基金)(支付|支出|结算)?金额$/,
      /^(总金额|合计金额|费用总额|费用金额)$/,
    ],
    never: /退回|追回|罚|核实|冲减/,
  },
  { field: 'settledOn', name: '结算日期', patterns: [/结算(日期|时间|日)$/, /^setl_?time$/i] },
  { field: 'note', name: '备注', patterns: [/^备注(说明|信息|内容)?$/, /^(其他|补充)?说明$/, /^附注$/] },
]

/** The names of required columns that a list without them must be told of. */
export function missingLeadColumns(fields: ReadonlySet<LeadField>): string[] {
  const missing: string[] = []
  if (!fields.has('behaviour')) missing.push('违规行为')
  if (!fields.has('institutionCode') && !fields.has('institutionName')) missing.push('机构名称（或机构编码）')
  return missing
}
