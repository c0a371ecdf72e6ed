import 'server-only'
import { dropDraftInput, saveDraftInput } from '#domain/draft/inputs'
import type { Actor } from '#domain/kernel/access'
import { whereReadable } from '../access'
import { command } from '../command'
import { query } from '../query'

/** Keeps what a person has typed and not yet sent, so that it can be gone on with at another machine. Only that person ever sees it. */
export const saveDraft = command('draft.save', saveDraftInput, async ({ tx, actor, now }, { formKey, values }) => {
  const kept = { content: values, updatedAt: now }
  await tx.draft.upsert({
    where: { userId_formKey: { userId: actor.userId, formKey } },
    create: { userId: actor.userId, formKey, ...kept },
    update: kept,
  })
})

/** Lets a draft go once it has been sent or thrown away. */
export const dropDraft = command('draft.drop', dropDraftInput, async ({ tx, actor }, { formKey }) => {
  await tx.draft.deleteMany({ where: { userId: actor.userId, formKey } })
})

export type KeptDraft = { savedAt: number; values: Record<string, string[]> }

/** What this person had typed into a form. */
export const getDraft = (actor: Actor, formKey: string): Promise<KeptDraft | null> =>
  query(actor, async (tx) => {
    const draft = await tx.draft.findFirst({ where: { AND: [{ formKey }, whereReadable(actor, 'draft')] } })
    const content = saveDraftInput.shape.values.safeParse(draft?.content)
    return draft && content.success ? { savedAt: draft.updatedAt.getTime(), values: content.data } : null
  })
