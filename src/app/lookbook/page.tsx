import type { Metadata } from 'next'
import { PageHead } from '#components/ui/card'
import { lookbookText } from '#messages/zh/lookbook'
import { Lists } from './lists'

export const metadata: Metadata = { title: lookbookText.title }

export default async function Lookbook({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  return (
    <>
      <PageHead title={lookbookText.title} lead={lookbookText.lead} />
      <Lists values={await searchParams} />
    </>
  )
}
