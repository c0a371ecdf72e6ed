import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Card, PageHead } from '#components/ui/card'
import { mayAskToOpen } from '#domain/case/opening'
import { beijingMinute } from '#domain/kernel/civil-date'
import { caseText } from '#messages/zh/case'
import { openingText } from '#messages/zh/case-opening'
import { listOwnOpenings, openingsListed } from '#server/case/opening-queries'
import { requireActor } from '#server/session'
import { OpenForm } from './open-form'

export const metadata = { title: openingText.title }

export default async function OpenedCasesPage() {
  const actor = await requireActor()
  if (!mayAskToOpen(actor)) notFound()
  const own = await listOwnOpenings(actor)
  return (
    <>
      <PageHead
        title={openingText.title}
        trail={
          <Link href="/cases" prefetch={false} className="link">
            {caseText.title}
          </Link>
        }
        lead={openingText.lead}
      />
      <div className="grid gap-4 desktop:grid-cols-[1fr_26rem]">
        <Card>
          <ul className="mb-4 list-disc space-y-1 ps-5 text-ink-2">
            {openingText.rules.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
          <OpenForm />
        </Card>
        <Card title={openingText.own}>
          {own.length === 0 ? (
            <p className="text-ink-2">{openingText.noneOwn}</p>
          ) : (
            <ul className="space-y-3">
              {own.map(({ id, number, caseId, reason, openedAt, until, isOpen }) => (
                <li key={id}>
                  {isOpen ? (
                    <Link href={`/cases/${caseId}`} prefetch={false} className="link break-all">
                      {number}
                    </Link>
                  ) : (
                    <span className="break-all">{number}</span>
                  )}
                  <p>{reason}</p>
                  <p className="text-hint">
                    {until
                      ? openingText.time(beijingMinute(openedAt), beijingMinute(until))
                      : `${beijingMinute(openedAt)}　${openingText.notOpened}`}
                  </p>
                </li>
              ))}
            </ul>
          )}
          {own.length === openingsListed && <p className="text-hint mt-2">{openingText.newest(own.length)}</p>}
        </Card>
      </div>
    </>
  )
}
