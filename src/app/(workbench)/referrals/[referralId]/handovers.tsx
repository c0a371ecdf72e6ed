import { Card } from '#components/ui/card'
import { ScrollRegion } from '#components/ui/scroll-region'
import { beijingMinute } from '#domain/kernel/civil-date'
import { supervisionText } from '#messages/zh/referral-supervision'
import type { ReferralView } from '#server/referral/queries'

const head = 'text-ink-2 border-divider border-b px-2 py-1 text-start font-semibold whitespace-nowrap'
const cell = 'border-divider border-b px-2 py-1.5'

/** What was handed over between the two sides, item by item, with the hand of each. */
export function Handovers({ handovers }: { handovers: ReferralView['handovers'] }) {
  return handovers.map((handover) => {
    const title = supervisionText.handovers[handover.kind]
    const signed = handover.signedAt && `${handover.signedAgencyName} ${handover.signedByName} ${beijingMinute(handover.signedAt)}`
    return (
      <Card key={handover.id} title={title}>
        <ScrollRegion label={title} className="overflow-x-auto">
          <table className="w-full border-collapse">
            <caption className="sr-only">{title}</caption>
            <thead>
              <tr>
                {[supervisionText.seq, supervisionText.item, supervisionText.quantity, supervisionText.note].map((heading) => (
                  <th key={heading} scope="col" className={head}>
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {handover.lines.map(({ seq, name, quantity, note }) => (
                <tr key={seq}>
                  <td className={cell}>{seq}</td>
                  <td className={cell}>{name}</td>
                  <td className={`${cell} tabular-nums`}>{quantity}</td>
                  <td className={cell}>{note}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
        <p className="text-ink-2 mt-2">
          {supervisionText.listed}：{handover.listedAgencyName} {handover.listedByName} {beijingMinute(handover.listedAt)}
        </p>
        <p className={handover.signedAt ? 'text-ink-2' : 'text-danger'}>
          {supervisionText.signed}：{signed ?? supervisionText.unsigned}
        </p>
        {handover.signedNote && <p>{handover.signedNote}</p>}
      </Card>
    )
  })
}
