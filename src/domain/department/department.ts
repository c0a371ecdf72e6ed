/** The kinds of authority that take part in campaigns (部门). Codes are stored, sent to machines and never shown. */
export const departments = ['MI', 'CT', 'PR', 'PS', 'FI', 'HC', 'MR', 'TX', 'AU', 'DA', 'TM', 'DI', 'CY', 'DR'] as const
export type Department = (typeof departments)[number]

/** The full Chinese name and the short one used on screens and in documents. */
export const departmentNames = {
  MI: { full: '医疗保障局', short: '医保' },
  CT: { full: '人民法院', short: '法院' },
  PR: { full: '人民检察院', short: '检察院' },
  PS: { full: '公安局', short: '公安' },
  FI: { full: '财政局', short: '财政' },
  HC: { full: '卫生健康委员会', short: '卫健' },
  MR: { full: '市场监督管理局', short: '市场监管' },
  TX: { full: '税务局', short: '税务' },
  AU: { full: '审计局', short: '审计' },
  DA: { full: '药品监督管理局', short: '药监' },
  TM: { full: '中医药管理局', short: '中医药' },
  DI: { full: '纪检监察组', short: '纪检监察' },
  CY: { full: '网信办', short: '网信' },
  DR: { full: '发展和改革委员会', short: '发改' },
} satisfies Record<Department, { full: string; short: string }>
