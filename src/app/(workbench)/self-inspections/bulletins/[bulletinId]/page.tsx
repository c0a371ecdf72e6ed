import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Money } from '#components/money'
import { SheetButton } from '#components/sheet-links'
import { StatusTag } from '#components/status-tag'
import { StepButton } from '#components/step-button'
import { DownloadLink } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { beijingMinute } from '#domain/kernel/civil-date'
import { closingFigureNames, closingUnits } from '#domain/self-inspection/closing'
import { bulletinText } from '#messages/zh/bulletin'
import { goesTo } from '#server/desk/navigation'
import { type BulletinView, getBulletin } from '#server/self-inspection/bulletin/bulletin-queries'
import { requireActor } from '#server/session'
import { discard, issue, receive } from '../actions'

export const metadata = { title: bulletinText.title }

const statuses = { draft: 'waiting', issued: 'done', discarded: 'stopped' } as const
const acts = { issue, discard } as const
const bodies = { issue: bulletinText.issueBody, discard: bulletinText.discardBody } as const

/** One bulletin: what it says, whom it names, and who has signed for it. */
export default async function BulletinPage({ params }: { params: Promise<{ bulletinId: string }> }) {
  const actor = await requireActor()
  const { bulletinId } = await params
  const bulletin = goesTo(actor, 'selfInspections') || goesTo(actor, 'filings') ? await getBulletin(actor, bulletinId) : null
  if (!bulletin) notFound()
  return (
    <>
      <PageHead
        title={bulletin.title}
        trail={
          <Link href="/self-inspections/bulletins" prefetch={false} className="link">
            {bulletinText.title}
          </Link>
        }
        lead={<Standing bulletin={bulletin} />}
        actions={
          <>
            <DownloadLink href={`/self-inspections/bulletins/${bulletin.id}/paper`}>
              {bulletin.state === 'issued' ? bulletinText.paper : bulletinText.draftPaper}
            </DownloadLink>
            {actor.institutionId === null && <SheetButton kind="bulletinApproval" id={bulletin.id} />}
            {bulletin.mayReceive && (
              <StepButton label={bulletinText.sign} shut={null} variant="primary" fields={{ bulletinId: bulletin.id }} action={receive} />
            )}
            {bulletin.steps.map(({ name, shut }) => (
              <StepButton
                key={name}
                label={bulletinText.steps[name]}
                shut={shut}
                variant={name === 'issue' ? 'primary' : 'outline'}
                fields={{ bulletinId: bulletin.id, version: bulletin.version }}
                action={acts[name]}
                confirm={{ body: bodies[name] }}
              />
            ))}
          </>
        }
      />
      <div className="space-y-4">
        <Words bulletin={bulletin} />
        <Named named={bulletin.content.named} />
        {bulletin.state === 'issued' && bulletin.own === null && <Receipts bulletin={bulletin} />}
      </div>
    </>
  )
}

function Standing({ bulletin }: { bulletin: BulletinView }) {
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <StatusTag kind={statuses[bulletin.state]} label={bulletinText.states[bulletin.state]} />
      {bulletin.documentNumber && <span>{bulletin.documentNumber}</span>}
      <span>{bulletin.agency.name}</span>
      {bulletin.issuedByName && bulletin.issuedAt ? (
        <span>{bulletinText.issuedBy(bulletin.issuedByName, beijingMinute(bulletin.issuedAt))}</span>
      ) : (
        <span>{bulletinText.draftedBy(bulletin.draftedByName, beijingMinute(bulletin.draftedAt))}</span>
      )}
      {bulletin.own?.receivedAt && (
        <span>{bulletinText.signedBy(bulletin.own.receivedByName ?? '', beijingMinute(bulletin.own.receivedAt))}</span>
      )}
    </span>
  )
}

function Words({ bulletin: { content, asOfOn } }: { bulletin: BulletinView }) {
  return (
    <Card title={`${bulletinText.figures}（${bulletinText.on} ${asOfOn}）`}>
      <DescriptionList
        columns={3}
        items={content.figures.map(({ measure, value }) => ({
          term: closingFigureNames[measure].name,
          value: closingUnits[measure] === 'fen' ? <Money amountFen={value} /> : `${value} ${closingFigureNames[measure].counted}`,
        }))}
      />
      {content.situation !== '' && <p className="mt-3 whitespace-pre-line">{content.situation}</p>}
      <h3 className="mt-3 font-semibold">{bulletinText.requirement}</h3>
      <p className="whitespace-pre-line">{content.requirement}</p>
    </Card>
  )
}

function Named({ named }: { named: BulletinView['content']['named'] }) {
  const heads = [bulletinText.institution, bulletinText.found, bulletinText.loss, bulletinText.reason]
  if (named.length === 0) return <p className="text-ink-2">{bulletinText.none}</p>
  return (
    <Card title={bulletinText.namedTable} flush>
      <table className="w-full">
        <caption className="sr-only">{bulletinText.namedTable}</caption>
        <thead className="bg-header-row">
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className="px-3 py-1 text-start font-semibold">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {named.map((one) => (
            <tr key={one.institutionId} className="border-divider border-b last:border-b-0">
              <th scope="row" className="px-3 py-1 text-start font-normal">
                {one.name}
              </th>
              <td className="tabular px-3 py-1">{one.findings}</td>
              <td className="tabular px-3 py-1">
                <Money amountFen={one.fundLossFen} showUnit={false} />
              </td>
              <td className="px-3 py-1">{one.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}

function Receipts({ bulletin }: { bulletin: BulletinView }) {
  return (
    <Card title={bulletinText.receipts}>
      <p className="font-semibold">{bulletinText.signed(bulletin.signed, bulletin.sentTo)}</p>
      {bulletin.unsigned.length === 0 ? (
        <p>{bulletinText.allSigned}</p>
      ) : (
        <>
          <p className="text-ink-2 mt-2">{bulletinText.unsigned}</p>
          <ul className="tablet:columns-3">
            {bulletin.unsigned.map(({ id, institutionName }) => (
              <li key={id}>{institutionName}</li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}
