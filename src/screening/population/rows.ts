/** Rows written as a small table: the first line names the columns, `-` is blank, the `T` of a time stands for its space. */
export function rows(table: string): Record<string, string>[] {
  const [names = [], ...lines] = table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line.split(/\s+/))
  return lines.map((cells) => {
    if (cells.length !== names.length) throw new Error(`${cells.length} cells under ${names.length} names: ${cells.join(' ')}`)
    return Object.fromEntries(names.map((name, at) => [name, cellText(cells[at] ?? '')]))
  })
}

const cellText = (cell: string) => (cell === '-' ? '' : cell.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)$/, '$1 $2:00'))
