import { columnLetters, type Table } from '../../table/grid'
import { comparedHeading, shownHeading } from '../../table/heading'

const searchedRows = 30

/**
 * The headings of a list whose columns nobody has named yet: of the first thirty rows of the first sheet that holds any, the one with the
 * most short words in it, the first of equals. Empty when no row has two.
 */
export function guessHeadings(tables: readonly Table[]): string[] {
  for (const { rows } of tables) {
    const candidates = rows.slice(0, searchedRows).map((row) => row.cells.map((cell) => shownHeading(cell?.text ?? '')))
    const words = (names: readonly string[]) =>
      new Set(names.filter((name) => name !== '' && name.length <= 20 && !/^[\d.]+$/.test(name))).size
    const most = Math.max(0, ...candidates.map(words))
    const found = most >= 2 ? candidates.find((names) => words(names) === most) : undefined
    if (found) return namedOnce(found)
  }
  return []
}

/** As `findHeader` names them: an empty or repeated heading with its column's letter. */
function namedOnce(names: readonly string[]): string[] {
  return names.flatMap((name, index) => {
    if (name === '') return []
    return [names.indexOf(name) < index ? `${name}（${columnLetters(index)}列）` : name]
  })
}

/** The same for two files whose headings are the same words in the same order, however they are spaced and numbered. */
export const layoutOf = (headings: readonly string[]): string => headings.map(comparedHeading).join('\n')
