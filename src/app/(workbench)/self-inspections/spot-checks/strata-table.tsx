import { spotCheckText } from '#messages/zh/spot-check'

type Strata = readonly { regionName: string; population: number; share: number | null }[]

/** How many there are of each region and how many are taken. Counts alone. */
export function StrataTable({ strata }: { strata: Strata }) {
  const head = 'bg-header-row px-3 py-1 text-start font-semibold whitespace-nowrap'
  return (
    <table className="w-full max-w-xl">
      <caption className="sr-only">{spotCheckText.strata}</caption>
      <thead>
        <tr>
          <th scope="col" className={head}>
            {spotCheckText.stratum}
          </th>
          <th scope="col" className={`${head} text-end`}>
            {spotCheckText.stratumPopulation}
          </th>
          <th scope="col" className={`${head} text-end`}>
            {spotCheckText.stratumShare}
          </th>
        </tr>
      </thead>
      <tbody>
        {strata.map(({ regionName, population, share }) => (
          <tr key={regionName} className="border-divider border-b last:border-b-0">
            <th scope="row" className="px-3 py-1 text-start font-normal">
              {regionName}
            </th>
            <td className="tabular px-3 py-1 text-end">{population}</td>
            <td className="tabular px-3 py-1 text-end">{share ?? spotCheckText.shareOpen}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
