import type { SearchGroup } from '#domain/desk/search-groups'

export const searchText = {
  title: '搜索',
  resultsFor: (words: string, count: number) => `“${words}”的结果：${count} 条`,
  tooShort: '请至少输入两个字，或编号、拼音首字母的前几位。',
  nothing: '没有找到。',
  nothingNext: '换一个写法试试：机构名称中的两个字、编号开头、拼音首字母。您无权查看的内容不会出现。',
  groups: { institution: '机构', lead: '疑点线索', filing: '自查填报', case: '案件', referral: '移送' } satisfies Record<
    SearchGroup,
    string
  >,
} as const
