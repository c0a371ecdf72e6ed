import type { ReactNode } from 'react'
import { ScrollRegion } from '#components/ui/scroll-region'

/** A small table of a model's page: heads, and rows of cells whose first names the row. */
export function FactTable({
  caption,
  heads,
  rows,
}: {
  caption: string
  heads: readonly string[]
  rows: readonly { key: string; cells: readonly ReactNode[] }[]
}) {
  return (
    <ScrollRegion label={caption} className="overflow-x-auto">
      <table className="w-full">
        <caption className="sr-only">{caption}</caption>
        <thead className="bg-header-row">
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className="px-3 py-1.5 text-start font-semibold whitespace-nowrap">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [first, ...others] }) => (
            <tr key={key} className="border-divider border-b align-top last:border-b-0">
              <th scope="row" className="px-3 py-1 text-start font-normal">
                {first}
              </th>
              {others.map((cell, place) => (
                <td key={heads[place + 1]} className="px-3 py-1 break-words">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
