import type { FieldRule } from '../../table/heading'

/** What a problem list (问题清单) says of an item. */
export const checklistFields = ['code', 'field', 'violationType', 'text', 'basis', 'howToCheck', 'evidence', 'models', 'kinds'] as const
export type ChecklistListField = (typeof checklistFields)[number]

export const checklistFieldRules: readonly FieldRule<ChecklistListField>[] = [
  {
    field: 'code',
    name: '问题编号',
    patterns: [/^(问题|条目|清单|项目)?(编号|编码|代码|序号|条目号)$/, /^(序号|序|No\.?|#)$/i],
    never: /机构|规则/,
  },
  {
    field: 'field',
    name: '领域',
    patterns: [/^(重点|所属|涉及)?领域(名称|类别)?$/, /^(所属|适用)?(专业|学科|科室)(领域|类别|名称)?$/, /^(板块|类别|分类|大类)$/],
  },
  {
    field: 'violationType',
    name: '违规类型',
    patterns: [/^(违规|违法违规|违法|问题|行为|违规行为|违规问题)(类型|类别|分类|性质|情形)$/, /^violation_?type$/i],
  },
  {
    field: 'text',
    name: '问题描述',
    patterns: [
      /^(违规|违法违规|主要|典型|常见|存在)?(问题|行为|情形)(描述|表现|内容|说明|清单|表述|具体表现)?$/,
      /^(具体|主要)?(表现|内容)(形式|描述)?$/,
      /^(检查|自查)(内容|要点|事项)$/,
      /^title_?zh$|^title$/i,
      /^(项目|条目|问题)名称$|^名称$/,
    ],
  },
  {
    field: 'basis',
    name: '依据',
    patterns: [/^(法律|法规|政策|定性|认定|处理|违规|主要|参考|文件)*(依据|条款|法条)(条款|名称|文件)?$/],
  },
  {
    field: 'howToCheck',
    name: '自查方法',
    patterns: [/^(自查|检查|核查|排查|筛查|数据筛查)(方法|方式|思路|路径|规则|要领)$/],
  },
  {
    field: 'evidence',
    name: '备查材料',
    patterns: [/^(佐证|证明|备查|检查|核查|所需|需提供|应提供|举证)(的)?(材料|资料|证据)(清单|要求)?$/],
  },
  { field: 'models', name: '筛查模型', patterns: [/^(筛查|数据|大数据|对应)?模型(编号|代码|名称)?$/] },
  {
    field: 'kinds',
    name: '适用机构',
    patterns: [/^适用(机构|对象|范围|医疗机构|定点机构|医药机构)(类型|类别|级别|等级)?$/, /^机构(类型|类别|级别|等级)$/],
  },
]

export const missingChecklistColumns = (fields: ReadonlySet<ChecklistListField>): string[] => (fields.has('text') ? [] : ['问题描述'])
