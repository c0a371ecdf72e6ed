import 'server-only'
import { caseBundleKinds } from '#domain/case/bundles'
import type { CaseState } from '#domain/case/kinds'
import type { Actor } from '#domain/kernel/access'
import type { Refusal } from '#domain/kernel/result'
import { isUuid } from '#domain/kernel/uuid'
import { standsAlso } from '../../access'
import { query } from '../../query'
import { mayBundle, whereBundles } from './bundle-access'
import type { Contained } from './bundle-task'

const bundlesAtMost = 40

type Asked = { id: string; state: CaseState }

/** What was put together of a case, the newest first, and what this person may have put together. */
export const bundlesOf = (actor: Actor, file: Asked & object) =>
  query(actor, async (tx) => {
    const found = await tx.caseBundle.findMany({
      where: { AND: [{ caseId: file.id }, whereBundles(actor)] },
      orderBy: { askedAt: 'desc' },
      take: bundlesAtMost,
      include: { file: { select: { sizeBytes: true } } },
    })
    const bundles = found.map((bundle) => ({
      ...bundle,
      // Written by the work on the bundle alone.
      trouble: bundle.trouble as Refusal | null,
      contents: bundle.contents as Contained[],
      mayCancel: bundle.state === 'making' && mayBundle(actor, bundle.kind, file),
    }))
    const sees = standsAlso(actor, 'evidence', {})
    return { bundles, kinds: sees ? caseBundleKinds.filter((kind) => mayBundle(actor, kind, file)) : [] }
  })
export type CaseBundles = Awaited<ReturnType<typeof bundlesOf>>

/** How far it has come; its page asks while it lasts. */
export const getBundleProgress = (actor: Actor, caseId: string, id: string) =>
  query(actor, async (tx) => {
    if (!isUuid(caseId) || !isUuid(id)) return null
    const found = await tx.caseBundle.findFirst({
      where: { AND: [{ id, caseId }, whereBundles(actor)] },
      select: { state: true, rowsDone: true, rowsTotal: true, begunAt: true, trouble: true },
    })
    return found && { ...found, trouble: found.trouble as Refusal | null } // written by the work on the bundle alone
  })
