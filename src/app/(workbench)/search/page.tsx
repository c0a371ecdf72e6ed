import Link from 'next/link'
import { Card, PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { searchGroups } from '#domain/desk/search-groups'
import { searchText } from '#messages/zh/search'
import { search } from '#server/search/search'
import { requireActor } from '#server/session'

export const metadata = { title: searchText.title }

export default async function SearchPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await requireActor()
  const { q } = await searchParams
  const words = (Array.isArray(q) ? q[0] : q)?.trim() ?? ''
  const hits = await search(actor, words)
  if ([...words].length < 2) return <EmptyState heading="h1" title={searchText.title} why={searchText.tooShort} />
  if (hits.length === 0) return <EmptyState heading="h1" title={searchText.nothing} next={searchText.nothingNext} />
  return (
    <>
      <PageHead title={searchText.resultsFor(words, hits.length)} />
      <div className="grid gap-4 desktop:grid-cols-2">
        {searchGroups.flatMap((group) => {
          const found = hits.filter((hit) => hit.group === group)
          if (found.length === 0) return []
          return [
            <Card key={group} title={searchText.groups[group]}>
              <ul className="space-y-1">
                {found.map((hit) => (
                  <li key={hit.id}>
                    <Link href={hit.href} prefetch={false} className="link">
                      {hit.title}
                    </Link>{' '}
                    <span className="text-ink-2">{hit.note}</span>
                  </li>
                ))}
              </ul>
            </Card>,
          ]
        })}
      </div>
    </>
  )
}
