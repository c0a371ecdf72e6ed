/** Forms that are printed of a row. */
export const sheetText = {
  title: '打印表单',
  hint: '按当前数据生成，可直接打印签字；打印留痕。',
  print: (name: string) => `打印${name}`,
} as const
