import type { FieldRule } from '../../table/heading'

/** What a problem list (问题清单) says of an item. */
export const checklistFields = ['code', 'field', 'violationType', 'text'] as const
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
]

export const missingChecklistColumns = (fields: ReadonlySet<ChecklistListField>): string[] => (fields.has('text') ? [] : ['问题描述'])
