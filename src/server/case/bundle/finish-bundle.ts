import 'server-only'
import { z } from 'zod'
import { caseBundleRules } from '#domain/case/bundles'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { jobCommand } from '../../command'
import { storeFile } from '../../file/store-file'
import { must } from '../../refused'
import { recordInTrail } from '../take-step'
import { whereBundles } from './bundle-access'

const kept = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), sizeBytes: z.int().positive() })
const page = z.int().positive().nullable()
const finishInput = z.strictObject({
  bundleId: z.uuid(),
  content: z.union([z.strictObject({ kept }), z.strictObject({ parts: kept })]),
  name: z.string().min(1),
  mediaType: z.string().min(1),
  pages: page,
  contents: z.array(z.strictObject({ title: z.string(), from: page, to: page, sha256: z.string().nullable(), note: z.string() })),
})

/**
 * Keeps what was put together. Refuses `notFound`, also where it was given up meanwhile, and `storageFull`.
 * Commits together: the file, the bundle that names it, and the lines in the trail of the file and of the case.
 */
export const finishBundle = jobCommand('case.makeBundle', finishInput, async (context, { bundleId, content, ...made }) => {
  const { tx, actor, now, requestId } = context
  await tx.$queryRaw`SELECT FROM case_bundle WHERE id = ${bundleId}::uuid FOR UPDATE`
  const found = await tx.caseBundle.findFirst({
    where: { AND: [{ id: bundleId, state: 'making' }, whereBundles(actor)] },
    include: { case: { select: { regionNo: true, department: true } } },
  })
  if (!found) return must(refuse('notFound'))
  const { kind, caseId, revision, secrecy } = found
  const bytes = 'parts' in content ? { parts: { id: bundleId, ...content.parts } } : content
  const owner = { department: found.case.department, regionNo: found.case.regionNo, secrecy }
  const file = await storeFile(context, { name: made.name, mediaType: made.mediaType, ...bytes }, owner)
  await tx.caseBundle.updateMany({
    where: { id: bundleId, state: 'making' },
    data: { state: 'made', fileId: file.id, sha256: file.sha256, pages: made.pages, contents: made.contents, endedAt: now },
  })
  const change = { bundle: [null, caseBundleRules[kind].name], revision: [null, revision], sha256: [null, file.sha256] } as const
  // With the file, as secret as that is; of the secret part, nothing stands with the case.
  await audit(tx, { at: now, actor, action: 'case.makeBundle', subject: { type: 'storedFile', id: file.id }, change, requestId })
  if (kind !== 'secretVolume') await recordInTrail(context, caseId, 'makeBundle', change)
})
