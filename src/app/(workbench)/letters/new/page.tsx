import { notFound } from 'next/navigation'
import { z } from 'zod'
import { PageHead } from '#components/ui/card'
import { letterKinds } from '#domain/letter/kinds'
import { letterText } from '#messages/zh/letter'
import { getLetterDraft } from '#server/letter/letter-draft'
import { requireActor } from '#server/session'
import { DraftForm } from './draft-form'

export const metadata = { title: letterText.write }

const asked = z.object({
  kind: z.enum(letterKinds).optional().catch(undefined),
  case: z.uuid().optional().catch(undefined),
  lead: z.uuid().optional().catch(undefined),
  follows: z.uuid().optional().catch(undefined),
  find: z.string().trim().max(60).optional().catch(undefined),
  to: z
    .union([z.uuid().transform((one) => [one]), z.array(z.uuid()).max(100)])
    .optional()
    .catch(undefined),
})

/** A letter as it is first written. */
export default async function NewLetterPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { kind, case: caseId, lead: leadId, follows: followsId, find: search, to: chosenIds } = asked.parse(await searchParams)
  const draft = await getLetterDraft(await requireActor(), { kind, caseId, leadId, followsId, search, chosenIds })
  if (!draft) notFound()
  return (
    <>
      <PageHead title={letterText.write} trail={draft.matterNumber ?? undefined} />
      <DraftForm key={draft.kind} {...draft} />
    </>
  )
}
