import { z } from 'zod'
import { departments } from '../department/department'
import { planFields, planKinds, stageKinds } from './codes'

const department = z.enum(departments)
const civilDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const agency = z.strictObject({ name: z.string(), department: department.nullable() })

/** Characters `start` (inclusive) to `end` (exclusive) of the normalised text, in UTF-16 units. */
const span = z.strictObject({ start: z.int().nonnegative(), end: z.int().nonnegative() })
export type Span = z.infer<typeof span>

/**
 * What an official plan (工作方案、通知) says, field by field. What it does not say is `null` or empty and named in
 * `warnings`. `evidence` has, for each field path such as `stages[0].dueOn`, where in `text` its words stand.
 */
export const planSchema = z.strictObject({
  title: z.string().nullable(),
  documentNumber: z.string().nullable(),
  issuedOn: civilDate.nullable(),
  year: z.int().nullable(),
  kind: z.enum(planKinds),
  regionName: z.string().nullable(),
  issuers: z.array(agency),
  recipients: z.array(agency),
  cited: z.array(z.strictObject({ documentNumber: z.string().nullable(), title: z.string().nullable() })),
  focuses: z.array(z.strictObject({ title: z.string(), text: z.string() })),
  fields: z.array(z.enum(planFields)),
  unknownFields: z.array(z.string()),
  duties: z.array(z.strictObject({ department, text: z.string() })),
  measures: z.array(
    z.strictObject({
      number: z.string().nullable(),
      title: z.string().nullable(),
      text: z.string(),
      leadUnit: z.string().nullable(),
      /** Every responsible unit in the plan's order, the leading one among them. */
      units: z.array(z.string()),
    }),
  ),
  stages: z.array(
    z.strictObject({
      kind: z.enum(stageKinds),
      title: z.string(),
      text: z.string(),
      dueText: z.string().nullable(),
      dueOn: civilDate.nullable(),
    }),
  ),
  requirements: z.array(z.strictObject({ text: z.string() })),
  annexes: z.array(z.strictObject({ title: z.string(), text: z.string() })),
  watchItems: z.array(z.strictObject({ category: z.string(), seq: z.int(), name: z.string(), dosageForm: z.string().nullable() })),
  behaviours: z.array(z.strictObject({ subject: z.string(), seq: z.int(), text: z.string() })),
  sections: z.array(z.string()),
  warnings: z.array(z.string()),
  evidence: z.record(z.string(), span),
  /** The normalised text itself, to which `evidence` points. */
  text: z.string(),
})
export type Plan = z.infer<typeof planSchema>
