import { denserFrom, type LeadLinkState, type Likeness } from '#domain/lead/repeat'

const likenesses: Record<Likeness, string> = {
  sameIdNumber: '证件号码相同',
  sameInstitution: '名录中同一机构',
  sameCreditCode: '统一社会信用代码相同',
  sameInstitutionName: '机构名称相同，其中一条未对应名录',
  samePhone: '机构电话相同',
  sameNameThere: '同一机构、姓名相同，其中一条没有证件号码',
  sameAddress: '机构地址相同',
}
const states: Record<LeadLinkState, string> = { same: '认定同一主体', undone: '已撤销认定' }

type Counted = { leads: number; more: boolean; lists: number; campaigns: number; years: number; cities: number }

export const repeatText = {
  title: '重复出现',
  institution: '本机构',
  person: '本人',
  count: ({ leads, more, lists, campaigns, years, cities }: Counted) =>
    more
      ? `线索超过 ${leads.toLocaleString('en-US')} 条，只统计其中 ${leads.toLocaleString('en-US')} 条：至少 ${lists} 份清单、${campaigns} 个专项（${years} 个年度）、${cities} 个市`
      : `第 ${lists} 次出现在清单上：${lists} 份清单、${leads} 条线索、${campaigns} 个专项（${years} 个年度）、${cities} 个市`,
  substantiated: (count: number) => (count > 0 ? `，其中查实 ${count} 条` : ''),
  sight: '只统计您看得到的线索。',
  denser: `已达到 ${denserFrom.lists} 份清单或查实 ${denserFrom.substantiated} 条（参数未核实），建议加密检查；是否加密由人员决定，可在本页提请提级处理。`,
  none: '没有其他线索涉及同一机构或同一人。',
  candidates: '可能是同一主体',
  candidatesHint: '分值只说明相似，不作认定。核对后认定的，合并统计；线索本身不变，可以撤销。',
  score: (score: number) => `相似 ${score}`,
  like: (name: string) => (Object.hasOwn(likenesses, name) ? likenesses[name as Likeness] : name),
  states,
  link: '认定同一主体',
  undo: '撤销认定',
  reason: '理由',
} as const
