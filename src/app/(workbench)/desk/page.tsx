import Link from 'next/link'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import { Card } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { type WorkKind, workKinds } from '#domain/desk/work'
import type { Actor } from '#domain/kernel/access'
import { beijingMinute } from '#domain/kernel/civil-date'
import { deskText } from '#messages/zh/desk'
import { noticeText } from '#messages/zh/notices'
import { withheldFrom } from '#server/campaign/commitment'
import { seesClocks } from '#server/desk/navigation'
import { deskFilter, dueWindows, getWorkCentre, listOfKind } from '#server/desk/work-list'
import { listNotices } from '#server/notification/queries'
import { requireActor } from '#server/session'
import { CommitmentPanel } from '../commitment-panel'
import { readNotices } from './actions'
import { deskColumns } from './columns'

export const metadata = { title: deskText.title }

type Asked = Record<string, string | string[] | undefined>

export default async function DeskPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const actor = await requireActor()
  const filter = deskFilter.parse(
    Object.fromEntries(Object.entries(await searchParams).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value])),
  )
  const [centre, notices, withheld] = await Promise.all([getWorkCentre(actor, filter), listNotices(actor), withheldFrom(actor)])
  const rows = centre.items.map((item) => ({ ...item, kindName: item.clockName ?? deskText.kinds[item.kind] }))
  const total = Object.values(centre.counts).reduce((sum, count) => sum + count, 0)
  const narrowedTo = [filter.due && deskText[filter.due], filter.kind && deskText.kinds[filter.kind]].filter(Boolean).join(' · ')

  return (
    <div className="grid gap-4 desktop:grid-cols-[1fr_18rem]">
      <section aria-label={deskText.title} className="min-w-0">
        <h1 className="mb-2 text-xl font-semibold">{deskText.title}</h1>
        <ul className="mb-3 flex flex-wrap gap-2">
          {dueWindows.map((window) => (
            <Tile
              key={window}
              label={deskText[window]}
              count={centre[window]}
              href={`/desk?due=${window}`}
              current={filter.due === window && !filter.kind}
              tone={tones[window]}
            />
          ))}
          <Tile label={deskText.waiting} count={total} href="/desk" current={narrowedTo === ''} />
        </ul>
        <LateLinks actor={actor} />
        <CommitmentPanel withheld={withheld} />
        {narrowedTo !== '' && (
          <p className="mb-2">
            {deskText.only(narrowedTo)}
            <Link href="/desk" prefetch={false} className="link ms-3">
              {deskText.showAll}
            </Link>
          </p>
        )}
        {rows.length === 0 && narrowedTo === '' && !filter.after ? (
          <EmptyState title={deskText.empty} next={deskText.emptyNext} />
        ) : (
          <DataTable
            name="desk"
            caption={deskText.caption}
            columns={deskColumns}
            rows={packRows(rows)}
            rowName="title"
            total={{ count: centre.count, exact: true }}
            cursors={{ next: centre.next }}
          />
        )}
      </section>
      <aside className="space-y-4">
        <Card title={deskText.byKind}>
          <ul className="space-y-1">
            {workKinds.flatMap((kind) => (centre.counts[kind] ? [<KindLine key={kind} kind={kind} count={centre.counts[kind]} />] : []))}
          </ul>
        </Card>
        <Notices notices={notices} />
      </aside>
    </div>
  )
}

/** To what is late in the agency, and apart from it in those below. */
function LateLinks({ actor }: { actor: Actor }) {
  if (!seesClocks(actor)) return null
  return (
    <p className="mb-2">
      <Link href="/clocks?state=late" prefetch={false} className="link">
        {deskText.lateOfAgency}
      </Link>
      {actor.regionLo !== actor.regionHi && (
        <Link href="/clocks?scope=below&state=late" prefetch={false} className="link ml-4">
          {deskText.lateBelow}
        </Link>
      )}
    </p>
  )
}

function Notices({ notices }: { notices: Awaited<ReturnType<typeof listNotices>> }) {
  return (
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
  )
}

const tones = { late: 'danger', today: 'warning', soon: undefined } as const

type TileProps = { label: string; count: number; href: string; current: boolean; tone?: 'danger' | 'warning' }

function Tile({ label, count, href, current, tone }: TileProps) {
  const look =
    tone === undefined || count === 0 ? 'bg-panel' : tone === 'danger' ? 'bg-danger-soft text-danger' : 'bg-warning-soft text-warning'
  return (
    <li>
      <Link
        href={href}
        prefetch={false}
        aria-current={current ? 'page' : undefined}
        className={`rounded-control flex min-w-32 items-baseline justify-between gap-3 border px-3 py-2 no-underline ${current ? 'border-brand' : 'border-divider'} ${look}`}
      >
        <span>{label}</span>
        <span className="tabular text-xl font-semibold">{count}</span>
      </Link>
    </li>
  )
}

function KindLine({ kind, count }: { kind: WorkKind; count: number }) {
  return (
    <li>
      <Link href={listOfKind(kind)} prefetch={false} className="link flex min-h-6 justify-between">
        <span>{deskText.kinds[kind]}</span>
        <span className="tabular">{count}</span>
      </Link>
    </li>
  )
}
