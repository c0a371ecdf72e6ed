import Link from 'next/link'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import { Card } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { type WorkKind, workKinds } from '#domain/desk/work'
import { beijingMinute } from '#domain/kernel/civil-date'
import { deskText } from '#messages/zh/desk'
import { noticeText } from '#messages/zh/notices'
import { withheldFrom } from '#server/campaign/commitment'
import { getWorkCentre } from '#server/desk/work-list'
import { listNotices } from '#server/notification/queries'
import { requireActor } from '#server/session'
import { CommitmentPanel } from '../commitment-panel'
import { readNotices } from './actions'
import { deskColumns } from './columns'

export const metadata = { title: deskText.title }

export default async function DeskPage() {
  const actor = await requireActor()
  const [centre, notices, withheld] = await Promise.all([getWorkCentre(actor), listNotices(actor), withheldFrom(actor)])
  const rows = centre.items.map((item) => ({ ...item, kindName: item.clockName ?? deskText.kinds[item.kind] }))
  const total = Object.values(centre.counts).reduce((sum, count) => sum + count, 0)

  return (
    <div className="grid gap-4 desktop:grid-cols-[1fr_18rem]">
      <section aria-label={deskText.title} className="min-w-0">
        <h1 className="mb-2 text-xl font-semibold">{deskText.title}</h1>
        <ul className="mb-3 flex flex-wrap gap-2">
          <Tile label={deskText.late} count={centre.late} tone="danger" />
          <Tile label={deskText.today} count={centre.today} tone="warning" />
          <Tile label={deskText.soon} count={centre.soon} />
          <Tile label={deskText.waiting} count={total} />
        </ul>
        <CommitmentPanel withheld={withheld} />
        {rows.length === 0 ? (
          <EmptyState title={deskText.empty} next={deskText.emptyNext} />
        ) : (
          <DataTable
            name="desk"
            caption={deskText.caption}
            columns={deskColumns}
            rows={packRows(rows)}
            total={{ count: rows.length, exact: true }}
          />
        )}
      </section>
      <aside className="space-y-4">
        <Card title={deskText.byKind}>
          <ul className="space-y-1">
            {workKinds.flatMap((kind) => (centre.counts[kind] ? [<KindLine key={kind} kind={kind} count={centre.counts[kind]} />] : []))}
          </ul>
        </Card>
        <Card title={deskText.notices}>
          <div id="notices">
            {notices.length === 0 ? (
              <p className="text-ink-2">{deskText.noNotices}</p>
            ) : (
              <>
                <ul className="space-y-2">
                  {notices.map((notice) => (
                    <li key={notice.id}>
                      <Link href={notice.link} prefetch={false} className="link">
                        {noticeText(notice.kind, notice.detail)}
                      </Link>
                      <span className="text-ink-2 block text-xs">{beijingMinute(notice.createdAt)}</span>
                    </li>
                  ))}
                </ul>
                <form action={readNotices} className="mt-2">
                  <button type="submit" className="link">
                    {deskText.markRead}
                  </button>
                </form>
              </>
            )}
          </div>
        </Card>
      </aside>
    </div>
  )
}

function Tile({ label, count, tone }: { label: string; count: number; tone?: 'danger' | 'warning' }) {
  const look =
    tone === undefined || count === 0 ? 'bg-panel' : tone === 'danger' ? 'bg-danger-soft text-danger' : 'bg-warning-soft text-warning'
  return (
    <li className={`rounded-control border-divider flex min-w-32 items-baseline justify-between gap-3 border px-3 py-2 ${look}`}>
      <span>{label}</span>
      <span className="tabular text-xl font-semibold">{count}</span>
    </li>
  )
}

const listOf: Partial<Record<WorkKind, string>> = {
  verifyLead: '/leads?state=toVerify',
  reviewLead: '/leads?state=toReview',
  assignLead: '/leads?state=toAssign',
  reviewFiling: '/self-inspections?state=submitted',
  receiveReferral: '/referrals',
  answerReferral: '/referrals',
  fileCase: '/cases?state=proposed',
}

function KindLine({ kind, count }: { kind: WorkKind; count: number }) {
  const href = listOf[kind]
  const line = (
    <>
      <span>{deskText.kinds[kind]}</span>
      <span className="tabular">{count}</span>
    </>
  )
  return (
    <li>
      {href ? (
        <Link href={href} prefetch={false} className="link flex min-h-6 justify-between">
          {line}
        </Link>
      ) : (
        <span className="flex min-h-6 justify-between">{line}</span>
      )}
    </li>
  )
}
