/** Units of amounts and counts. A number on screen always shows its unit, in the cell or in the heading. */
export const unitText = {
  yuan: '元',
  wanYuan: '万元',
  none: '—',
  headingWith: (heading: string, unit: 'yuan' | 'wanYuan') => `${heading}（${unit === 'yuan' ? '元' : '万元'}）`,
} as const
