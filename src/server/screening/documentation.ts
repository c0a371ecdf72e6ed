import 'server-only'
import { type DocumentedColumn, type DocumentedView, viewNames, viewOf } from '#screening/local/documented'

/** A documented table as pages show it. */
export type ViewShown = {
  name: string
  title: string
  row: string
  columns: readonly ({ name: string } & DocumentedColumn)[]
  subjects: readonly string[]
  hasDay: boolean
  hasStay: boolean
}

const shown = (name: string, { title, row, columns, subjects, day, stay }: DocumentedView): ViewShown => ({
  ...{ name, title, row, subjects: Object.keys(subjects), hasDay: day !== null, hasStay: stay !== null },
  columns: Object.entries(columns).map(([column, said]) => ({ name: column, ...said })),
})

export const viewsShown: readonly ViewShown[] = viewNames.map((name) => shown(name, viewOf(name)))
