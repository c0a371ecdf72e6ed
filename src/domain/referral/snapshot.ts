import { z } from 'zod'
import { materialKinds } from './materials'

const amount = z.string().regex(/^\d+$/)

const snapshotMaterial = z.object({
  seq: z.number(),
  kind: z.enum(materialKinds),
  title: z.string(),
  pages: z.number(),
  sha256: z.string().nullable(),
  fileId: z.string().nullable().default(null),
})
const snapshotBill = z.object({
  seq: z.number(),
  billCode: z.string(),
  billNumber: z.string(),
  issuerName: z.string(),
  issuedOn: z.string().optional(),
  amountFen: amount,
})
const snapshotFact = z.object({
  behaviour: z.string(),
  actFrom: z.string(),
  actTo: z.string(),
  law: z.string().optional(),
  article: z.string().optional(),
  billedFen: amount.optional(),
  irregularFen: amount.optional(),
  fundLossFen: amount.optional(),
})

const content = z.object({
  number: z.string(),
  title: z.string(),
  summary: z.string(),
  officers: z.array(z.string()).default([]),
  case: z
    .object({ number: z.string(), partyName: z.string(), cause: z.string(), facts: z.array(snapshotFact).default([]) })
    .nullable()
    .default(null),
  lead: z.object({ number: z.string(), institutionName: z.string(), behaviour: z.string() }).nullable().default(null),
  materials: z.array(snapshotMaterial),
  bills: z.array(snapshotBill).default([]),
})
/** All that the other side sees of the matter, the letter itself aside: what the head is shown before approving it. */
export type Content = z.output<typeof content>

/** What the receiver was shown at the moment of delivery, and will be shown ever after, whatever becomes of the case. */
export const snapshotSchema = content.extend({ letterNumber: z.string().nullable().default(null), deliveredAt: z.string().optional() })
export type Snapshot = z.output<typeof snapshotSchema>

/** Why the other side sees something else from then on. */
export const referralVersionCauses = ['delivered', 'supplied', 'withdrawn'] as const
export type VersionCause = (typeof referralVersionCauses)[number]

/** What the other side sees as a whole: what was delivered, with all that was supplied since; of what was taken back, that it was, and why. */
export const versionSchema = snapshotSchema.extend({
  supplied: z.array(z.object({ note: z.string(), seqs: z.array(z.number()) })).default([]),
  withdrawn: z.object({ reason: z.string() }).nullable().default(null),
})
export type Version = z.output<typeof versionSchema>
type VersionMaterial = Version['materials'][number]

/** The whole once this has gone too. */
export const withSupply = (shown: Version, note: string, materials: readonly VersionMaterial[]): Version => ({
  ...shown,
  materials: [...shown.materials, ...materials],
  supplied: [...shown.supplied, { note, seqs: materials.map(({ seq }) => seq) }],
})

/** Of what was taken back the other side keeps its name and the reason; what it saw before stands in the versions before. */
export const takenBack = ({ number, title }: { number: string; title: string }, reason: string): Version =>
  versionSchema.parse({ number, title, summary: '', materials: [], withdrawn: { reason } })

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

/** One text for one content, whatever the order in which a store gives the keys back. This is what the hash is of. */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  const entries = Object.entries(value).flatMap(([key, inner]) => (inner === undefined ? [] : [[key, inner] as const]))
  return `{${entries
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`)
    .join(',')}}`
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
