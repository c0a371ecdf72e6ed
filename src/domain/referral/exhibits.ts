export type Exhibit = { name: string; features: string; quantity: string; source: string; keptAt: string }

/** What comes between the columns of a pasted line: a tab from a spreadsheet, or a bar. */
export const columnBreak = /\t|[|｜]/

/** 涉案物品, one a line: 名称、特征、数量、来源、保管地点. What is left out at the end is said to be unknown. */
export const exhibitLines = (typed: string): Exhibit[] =>
  typed
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', features = '', quantity = '', source = '', keptAt = ''] = line.split(columnBreak).map((cell) => cell.trim())
      return { name: name || '未命名物品', features, quantity: quantity || '1', source: source || '见笔录', keptAt: keptAt || '见笔录' }
    })
