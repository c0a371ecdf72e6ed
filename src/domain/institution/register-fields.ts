import type { FieldRule } from '../table/heading'

/** What a list of institutions says of one. */
export const registerFields = [
  'code',
  'name',
  'kind',
  'level',
  'region',
  'creditCode',
  'address',
  'complianceOfficerName',
  'phone',
  'fields',
] as const
export type RegisterField = (typeof registerFields)[number]

/** How the lists of bureaus and of the national platform head their columns. */
export const registerFieldRules: readonly FieldRule<RegisterField>[] = [
  {
    field: 'code',
    name: '机构编码',
    patterns: [
      /^(定点)?(医药|医疗|零售药店|药店)?机构(国家)?(医保)?(编码|代码|编号)$/,
      /^(国家)?医保(机构)?(编码|代码)$/,
      /^国家(编码|代码)$/,
    ],
    never: /信用|区划|许可/,
  },
  {
    field: 'name',
    name: '机构名称',
    patterns: [/^(定点)?(医药|医疗|零售药店|药店)?机构(全称|名称)$/, /^(医院|药店|单位|医疗机构)名称$/, /^名称$/],
    never: /简称|科室|负责|法人/,
  },
  { field: 'kind', name: '机构类型', patterns: [/^(定点)?(医药|医疗)?机构(类型|类别|性质|种类)$/, /^(类型|类别|种类)$/] },
  { field: 'level', name: '机构等级', patterns: [/^(医疗)?(机构|医院)(等级|级别)$/, /^(等级|级别)$/] },
  {
    field: 'region',
    name: '属地',
    patterns: [
      /^(所属|所在|管辖)?(行政)?(区划|县区|区县|县市区|县|区|统筹区|地区|辖区)(名称|代码|编码)?$/,
      /^(所属|所在)地$/,
      /^管理属地$/,
    ],
    never: /地址/,
  },
  { field: 'creditCode', name: '统一社会信用代码', patterns: [/^(统一)?(社会)?信用代码$/] },
  { field: 'address', name: '地址', patterns: [/^(机构|详细|注册|经营|执业)?地址$/] },
  {
    field: 'complianceOfficerName',
    name: '医保负责人',
    patterns: [/^(医保)?(合规)?(负责人|专员|联系人|经办人)(姓名)?$/, /^医保(办|科)(主任|负责人|联系人)$/],
    never: /电话|手机|法定|法人/,
  },
  { field: 'phone', name: '联系电话', patterns: [/^(联系|办公|医保办|负责人)?(电话|手机|电话号码|手机号码?)$/, /^联系方式$/] },
  { field: 'fields', name: '重点领域', patterns: [/^(重点|诊疗|监管)?领域$/, /^(开展)?(重点)?(科室|专科)$/] },
]

/** The names of required columns that a list without them must be told of. The region may be missing where there is only one. */
export function missingRegisterColumns(fields: ReadonlySet<RegisterField>): string[] {
  const required: readonly RegisterField[] = ['code', 'name']
  return registerFieldRules.filter(({ field }) => required.includes(field) && !fields.has(field)).map(({ name }) => name)
}
