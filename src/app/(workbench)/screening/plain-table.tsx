import type { ReactNode } from 'react'

export type PlainHead = { label: string; figure?: true }
export type PlainRow = { id: string; cells: readonly ReactNode[] }

type PlainTableProps = { caption: string; heads: readonly PlainHead[]; rows: readonly PlainRow[] }

/** A small table of figures, all of it in sight; the first column names the row. */
export function PlainTable({ caption, heads, rows }: PlainTableProps) {
  const look = (at: number) => (heads[at]?.figure ? 'tabular px-3 py-1 text-end' : 'px-3 py-1 text-start')
  return (
    <div className="overflow-x-auto">
      <table className="w-full">
        <caption className="sr-only">{caption}</caption>
        <thead className="bg-header-row">
          <tr>
            {heads.map(({ label }, at) => (
              <th key={label} scope="col" className={`${look(at)} font-semibold whitespace-nowrap`}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells: [name, ...cells] }) => (
            <tr key={id} className="border-divider border-b last:border-b-0">
              <th scope="row" className={`${look(0)} font-normal`}>
                {name}
              </th>
              {cells.map((cell, at) => (
                <td key={heads[at + 1]?.label} className={look(at + 1)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
