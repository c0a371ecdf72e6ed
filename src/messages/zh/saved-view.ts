export const savedViewText = {
  title: '视图',
  label: '保存的视图',
  save: '保存为视图',
  keep: '保存',
  saveNote: '保存的是筛选条件。共享后，本单位同事按各自的权限看到各自范围内的线索。',
  name: '视图名称（不超过 20 字）',
  for: '给谁用',
  readers: { self: '仅自己', agency: '本单位' },
  manage: '管理视图',
  drop: (name: string) => `删除“${name}”`,
  of: (owner: string) => `${owner}共享`,
} as const
