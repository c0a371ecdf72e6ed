import type { getChecklistImport } from '#server/self-inspection/list/list-queries'

export type ChecklistImportView = NonNullable<Awaited<ReturnType<typeof getChecklistImport>>>
