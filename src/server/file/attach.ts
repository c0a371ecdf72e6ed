import 'server-only'
import type { Department } from '#domain/department/department'
import { refuse } from '#domain/kernel/result'
import type { Context } from '../command'
import { must } from '../refused'
import { whereFileReadable } from './queries'

type Subject = { type: string; id: string }
/** Whose row it is; an institution sees the file only where it is named. */
type Scope = { department: Department | null; regionNo: number; secrecy?: number; visibleToInstitutionId?: string }

/** Some file is of nobody but its uploader. */
const whereOthersRead = { OR: [{ department: { not: null } }, { institutionId: { not: null } }] }

/**
 * Attaches received files to a row, in the row's own scope. Refuses `notFound` for a file that the actor cannot read, or that nobody else
 * ever could: it would stand there shut.
 */
export const attachFiles = (
  context: Context,
  { type, id }: Subject,
  scope: Scope,
  kind: string,
  fileIds: readonly string[],
): Promise<void> => attachFilesTo(context, { type, ids: [id] }, scope, kind, fileIds)

/** The same files to each of many rows. */
export async function attachFilesTo(
  { tx, actor, now }: Context,
  subjects: { type: string; ids: readonly string[] },
  scope: Scope,
  kind: string,
  fileIds: readonly string[],
): Promise<void> {
  if (fileIds.length === 0) return
  const files = await tx.storedFile.findMany({
    where: { AND: [{ id: { in: [...fileIds] } }, whereFileReadable(actor), whereOthersRead] },
    select: { id: true, displayName: true },
  })
  if (files.length !== new Set(fileIds).size) must(refuse('notFound'))
  const added = {
    kind,
    addedById: actor.userId,
    addedAt: now,
    department: scope.department,
    regionNo: scope.regionNo,
    institutionId: scope.visibleToInstitutionId ?? null,
    secrecy: scope.secrecy ?? 1,
  }
  await tx.attachment.createMany({
    data: subjects.ids.flatMap((subjectId) =>
      files.map((file) => ({ ...added, subjectType: subjects.type, subjectId, title: file.displayName, fileId: file.id })),
    ),
  })
}

/** How many files stand with a row, taken-back ones aside. */
export const countAttachments = ({ tx }: Pick<Context, 'tx'>, subject: Subject): Promise<number> =>
  tx.attachment.count({ where: { subjectType: subject.type, subjectId: subject.id, removedAt: null } })

/** Takes files off a row again: all of them, or those named. The files and the fact that they stood there remain. */
export async function detachFiles({ tx, now }: Pick<Context, 'tx' | 'now'>, subject: Subject, ids?: readonly string[]): Promise<void> {
  await tx.attachment.updateMany({
    where: { subjectType: subject.type, subjectId: subject.id, removedAt: null, ...(ids ? { id: { in: [...ids] } } : {}) },
    data: { removedAt: now },
  })
}
