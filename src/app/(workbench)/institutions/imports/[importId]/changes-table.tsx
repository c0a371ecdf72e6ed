import { Card } from '#components/ui/card'
import { ScrollRegion } from '#components/ui/scroll-region'
import { listText } from '#messages/zh/problem-lists'
import { registerText } from '#messages/zh/register'
import { filingText } from '#messages/zh/self-inspection'
import type { ComparedRow } from '#server/institution/register-comparison'

const names: Readonly<Record<string, string>> = {
  name: registerText.name,
  kind: registerText.kind,
  level: registerText.level,
  creditCode: registerText.creditCode,
  address: registerText.address,
  complianceOfficerName: registerText.officer,
  phone: registerText.phone,
  fields: registerText.fields,
}
const words: Readonly<Record<string, Readonly<Record<string, string>>>> = { kind: filingText.kinds, level: listText.levels }
const shown = (column: string, value: string) => (value === '' ? registerText.blank : (words[column]?.[value] ?? value))

/** What the list says otherwise than the register, cell by cell. */
export function ChangesTable({ changes, count }: { changes: readonly ComparedRow[]; count: number }) {
  const lines = changes.flatMap(({ code, name, differences }) =>
    Object.entries(differences).map(([column, [before, after]], place) => ({ code, name, column, before, after, first: place === 0 })),
  )
  return (
    <Card title={registerText.changesTitle} flush>
      <ScrollRegion label={registerText.changesTitle} className="max-h-96 overflow-auto">
        <table className="w-full">
          <caption className="sr-only">{registerText.changesTitle}</caption>
          <thead className="bg-header-row">
            <tr>
              {[registerText.code, registerText.name, registerText.column, registerText.before, registerText.after].map((head) => (
                <th key={head} scope="col" className="px-3 py-1.5 text-start font-semibold whitespace-nowrap">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ code, name, column, before, after, first }) => (
              <tr key={`${code}-${column}`} className="border-divider border-b align-top last:border-b-0">
                <th scope="row" className="px-3 py-1 text-start font-mono font-normal">
                  {code}
                </th>
                <td className="px-3 py-1">{first && name}</td>
                <td className="px-3 py-1 whitespace-nowrap">{names[column] ?? column}</td>
                <td className="text-ink-2 px-3 py-1 break-words">{shown(column, before)}</td>
                <td className="px-3 py-1 font-semibold break-words">{shown(column, after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {count > changes.length && <p className="text-hint px-3 py-2">{registerText.changesShown(changes.length, count)}</p>}
    </Card>
  )
}
