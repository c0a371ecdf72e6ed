import Link from 'next/link'
import { Card } from '#components/ui/card'
import { ProgressBar } from '#components/ui/progress'
import { cockpitText, departmentShort } from '#messages/zh/campaign'
import type { CampaignPage } from './page-data'

/** How the assigned duties go, department by department, within what this person may see. */
export function DepartmentProgress({ campaign }: { campaign: CampaignPage }) {
  const { byDepartment } = campaign
  return (
    <Card title={cockpitText.byDepartment}>
      {byDepartment.length === 0 ? (
        <p className="text-ink-2">{cockpitText.noDuties}</p>
      ) : (
        <table className="w-full border-collapse">
          <caption className="sr-only">{cockpitText.byDepartment}</caption>
          <thead>
            <tr className="text-ink-2">
              {[cockpitText.department, '', cockpitText.total, cockpitText.done, cockpitText.started, cockpitText.late].map(
                (heading, place) => (
                  <th key={heading} scope="col" className={`px-2 py-1 font-semibold ${place < 2 ? 'text-start' : 'text-end'}`}>
                    {heading || <span className="sr-only">{cockpitText.done}</span>}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {byDepartment.map(({ department, total, done, started, late }) => (
              <tr key={department}>
                <th scope="row" className="w-28 px-2 py-1 text-start font-normal">
                  <Link href={`/campaigns/${campaign.id}/duties?department=${department}`} prefetch={false} className="link">
                    {departmentShort(department)}
                  </Link>
                </th>
                <td className="px-2 py-1">
                  <ProgressBar
                    value={done}
                    max={total}
                    label={`${departmentShort(department)} ${cockpitText.done} ${done}/${total}`}
                    tone={late > 0 ? 'warning' : 'success'}
                  />
                </td>
                <td className="tabular w-24 px-2 py-1">{total}</td>
                <td className="tabular w-24 px-2 py-1">{done}</td>
                <td className="tabular w-24 px-2 py-1">{started}</td>
                <td className={`tabular w-24 px-2 py-1 ${late > 0 ? 'text-danger font-semibold' : ''}`}>{late}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}
