import { z } from 'zod'
import { institutionKinds } from '../../institution/kinds'
import { id, several, text, version } from '../../kernel/form-fields'

const columns = z.record(z.string().max(200), z.string().max(40)).refine((given) => Object.keys(given).length <= 200)

export const uploadChecklistInput = z.strictObject({ fileId: z.uuid('请选择文件。') })
export const remapChecklistInput = z.strictObject({ importId: id, version, mapping: columns })
export const cancelChecklistInput = z.strictObject({ importId: id, version })

/** What the file becomes: a list of its own, the next version of one, or an extension of one from above. */
export const importKinds = ['new', 'next', 'extension'] as const
export type ImportKind = (typeof importKinds)[number]

/** `fields`: the list's own names of fields to a field's id, `new` for one to be made, or nothing to leave its items unassigned. */
export const importChecklistInput = z
  .strictObject({
    importId: id,
    version,
    as: z.enum(importKinds, '请选择导入方式。'),
    ofId: z.union([z.literal('').transform(() => null), id]).default(null),
    name: text(80).default(''),
    year: z.coerce.number('请填写年度。').int().min(2000, '请填写四位年度。').max(2100, '请填写四位年度。'),
    source: text(200).default(''),
    kinds: several(z.enum(institutionKinds)).default([...institutionKinds]),
    fields: z.record(z.string().max(200), z.string().max(40)).default({}),
  })
  .refine(({ as, name }) => as === 'next' || name.length >= 2, { path: ['name'], message: '请填写清单名称。' })
  .refine(({ as, ofId }) => as === 'new' || ofId !== null, { path: ['ofId'], message: '请选择所依据的清单。' })

export const takeChecklistStepInput = z.strictObject({ checklistId: id, version })

/** A field that is there, or the name of one to be made. */
export const assignFieldInput = z
  .strictObject({
    checklistId: id,
    itemIds: z
      .union([z.string(), z.array(z.string())])
      .transform((given) => (typeof given === 'string' ? given.split(',').filter(Boolean) : given))
      .pipe(z.array(id).min(1, '请先勾选条目。').max(5000)),
    fieldId: text(40).default(''),
    newField: text(20).default(''),
  })
  .refine(({ fieldId, newField }) => fieldId !== '' || newField.length >= 2, {
    path: ['newField'],
    message: '请选择领域，或填写新领域的名称。',
  })
