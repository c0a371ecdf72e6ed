import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { SheetButton } from '#components/sheet-links'
import { Card, PageHead } from '#components/ui/card'
import { isUuid } from '#domain/kernel/uuid'
import { spotCheckText } from '#messages/zh/spot-check'
import { getSpotCheck } from '#server/self-inspection/spot-check-queries'
import { requireActor } from '#server/session'
import { SpreadLine } from '../spread-line'
import { StrataTable } from '../strata-table'
import { CheckForm, DrawForm, DrawWait, GiveUpForm } from './draw-form'
import { DrawRecord, Rounds } from './draw-record'
import { DrawnTable } from './drawn-table'

export const metadata: Metadata = { title: spotCheckText.title }

/** A draw with its record, drawn once more before the reader's eyes, and what was found on site. */
export default async function SpotCheckPage({ params }: { params: Promise<{ spotCheckId: string }> }) {
  const { spotCheckId } = await params
  const actor = await requireActor()
  const draw = isUuid(spotCheckId) ? await getSpotCheck(actor, spotCheckId) : null
  if (!draw) notFound()
  return (
    <>
      <PageHead
        title={draw.number}
        trail={
          <Link href="/self-inspections/spot-checks" prefetch={false} className="link">
            {spotCheckText.title}
          </Link>
        }
        lead={`${draw.campaign.name} · ${draw.agency.name}`}
        actions={<SheetButton kind="drawRecord" id={draw.id} />}
      />
      <div className="space-y-4">
        <DrawRecord draw={draw} />
        {draw.mayDraw ? <DrawForm draw={draw} /> : draw.awaitsDraw && <DrawWait draw={draw} />}
        {draw.mayCheck && <CheckForm draw={draw} />}
        {draw.mayGiveUp && <GiveUpForm draw={draw} />}
        {draw.rounds.length > 1 && <Rounds draw={draw} />}
        <Card title={spotCheckText.strata}>
          <StrataTable strata={draw.strata} />
          {draw.spread && <SpreadLine spread={draw.spread} />}
        </Card>
        {draw.drawnAt !== null && <DrawnTable draw={draw} />}
      </div>
    </>
  )
}
