import { filingText } from '#messages/zh/self-inspection'
import { requireActor } from '#server/session'
import { FilingList } from './filing-list'
import { OwnFilings } from './own-filings'

export const metadata = { title: filingText.title }

type Asked = Record<string, string | string[] | undefined>

/** An institution finds its own filings here, a bureau those of its region. */
export default async function SelfInspectionsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const actor = await requireActor()
  if (actor.institutionId) return <OwnFilings actor={actor} />
  const asked = Object.fromEntries(
    Object.entries(await searchParams).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
  return <FilingList actor={actor} asked={asked} />
}
