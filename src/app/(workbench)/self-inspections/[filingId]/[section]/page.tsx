import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { StatusTag } from '#components/status-tag'
import { ButtonLink } from '#components/ui/button'
import { PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { Tabs } from '#components/ui/tabs'
import { isUuid } from '#domain/kernel/uuid'
import { lacksOf } from '#domain/self-inspection/completeness'
import { filingText, itemText } from '#messages/zh/self-inspection'
import { getDraft } from '#server/draft/drafts'
import { type FilingView, getFiling, itemsOf } from '#server/self-inspection/filing-queries'
import type { FilingItem } from '#server/self-inspection/load-items'
import { requireActor } from '#server/session'
import { sectionName } from '../../section-name'
import type { Opened } from './opened'
import { GoesOnAt } from './opened-form'
import { PasteForm } from './paste-form'
import { Presence } from './presence'
import { RestForm } from './rest-form'
import { SectionItem } from './section-item'

export const metadata: Metadata = { title: filingText.own }

type Params = { filingId: string; section: string }
type Asked = Record<string, string | string[] | undefined>

/** One section of a filing, item by item. The institution fills it in; the bureau reads it. */
export default async function SectionPage({ params, searchParams }: { params: Promise<Params>; searchParams: Promise<Asked> }) {
  const { filingId, section } = await params
  const asked = await searchParams
  const actor = await requireActor()
  const filing = isUuid(filingId) ? await getFiling(actor, filingId) : null
  const place = filing?.sections.findIndex((one) => one.section === section) ?? -1
  const progress = filing?.sections[place]
  if (!filing || !progress) notFound()

  const items = itemsOf(filing.items, section)
  const show = asked.show === 'open' || asked.show === 'found' ? asked.show : 'all'
  const opened = openedOf(asked, filing)
  const formKey = opened ? `${opened.form}:${opened.id}` : ''
  const draft = opened ? await getDraft(actor, formKey) : null
  const shown = items.filter((item) => matches(item, show) || concerns(item, opened))
  const unanswered = items.filter(({ answer }) => answer === null).length
  return (
    <>
      <GoesOnAt place={opened ? '' : section} />
      <PageHead
        title={sectionName(progress)}
        trail={
          <Link href={`/self-inspections/${filing.id}`} prefetch={false} className="link">
            {filing.institutionName}
          </Link>
        }
        lead={
          <span className="flex flex-wrap items-center gap-x-3">
            <StatusTag
              kind={({ notStarted: 'notStarted', inProgress: 'open', done: 'done' } as const)[progress.state]}
              label={filingText.sectionStates[progress.state]}
            />
            <span>{filingText.answered(progress.answered, progress.items)}</span>
            {progress.found > 0 && <span>{filingText.foundCount(progress.found)}</span>}
          </span>
        }
        actions={
          <>
            {filing.may.fill && <ButtonLink href={`/self-inspections/${filing.id}/${section}?paste=1`}>{itemText.paste}</ButtonLink>}
            {filing.may.fill && progress.state === 'done' && <Onward filing={filing} place={place} />}
          </>
        }
      />
      {filing.may.fill && filing.several && <Presence filingId={filing.id} section={section} />}
      {asked.paste && filing.may.fill && <PasteForm filing={filing} section={section} />}
      {unanswered > 0 && filing.may.fill && (
        <RestForm
          filing={filing}
          section={section}
          unanswered={unanswered}
          untouched={progress.answered === 0}
          name={actor.name}
          reasons={reasonsIn(filing.items)}
        />
      )}
      <Tabs label={itemText.show} tabs={showTabs(filing.id, section, show, items)} />
      {shown.length === 0 && <EmptyState heading="p" title={itemText.nothingToShow} />}
      <ol className={shown.length > 0 ? 'bg-panel border-divider rounded-control mt-3 border' : undefined}>
        {shown.map((item) => (
          <SectionItem key={item.id} filing={filing} section={section} item={item} opened={opened} draft={draft} />
        ))}
      </ol>
    </>
  )
}

/** From a section that is done: to the next that is not, around the list; with none left, to the whole. */
function Onward({ filing, place }: { filing: FilingView; place: number }) {
  const around = [...filing.sections.slice(place + 1), ...filing.sections.slice(0, place)]
  const next = around.find(({ state }) => state !== 'done')
  return (
    <ButtonLink href={`/self-inspections/${filing.id}/${next ? next.section : 'submit'}`} variant="primary">
      {next ? itemText.nextSection(sectionName(next)) : filingText.check}
    </ButtonLink>
  )
}

/** Why items were said not to apply so far: offered again, never filled in. */
const reasonsIn = (items: readonly FilingItem[]) => [...new Set(items.flatMap(({ answer }) => answer?.reason || []))]

type Show = 'all' | 'open' | 'found'

const matches = (item: FilingItem, show: Show) =>
  show === 'all' || (show === 'open' ? lacksOf(item).length > 0 : item.answer?.answer === 'found')

function showTabs(filingId: string, section: string, show: Show, items: readonly FilingItem[]) {
  const path = `/self-inspections/${filingId}/${section}`
  const count = (which: Show) => items.filter((item) => matches(item, which)).length
  return [
    { href: path, label: itemText.showAll, count: count('all'), current: show === 'all' },
    { href: `${path}?show=open`, label: itemText.showOpen, count: count('open'), current: show === 'open' },
    { href: `${path}?show=found`, label: itemText.showFound, count: count('found'), current: show === 'found' },
  ]
}

/** The one form that the address opens, when this person may use it. */
function openedOf(asked: Asked, filing: FilingView): Opened | null {
  const named = (name: string) => (typeof asked[name] === 'string' ? asked[name] : null)
  const [add, edit, refund] = [named('add'), named('edit'), named('refund')]
  if (add && filing.may.fill) return { form: 'add', id: add }
  if (edit && filing.may.fill) return { form: 'edit', id: edit }
  return refund && filing.may.refund ? { form: 'refund', id: refund } : null
}

const concerns = (item: FilingItem, opened: Opened | null) =>
  opened !== null && (item.id === opened.id || item.findings.some(({ id }) => id === opened.id))
