import { z } from 'zod'
import { id, ids, reason, text, version } from '../kernel/form-fields'

/** A line for each. */
const lines = (most: number) =>
  text(4000)
    .transform((typed) =>
      typed
        .split(/[\r\n]+/)
        .map((line) => line.trim().replace(/[，。：；,.:;]+$/u, ''))
        .filter(Boolean),
    )
    .pipe(z.array(z.string().max(120)).max(most))

/** `agencyIds`: who signs it beside the leading organ, in the order of the red head. */
const words = {
  title: text(120).min(4),
  recipients: lines(40).pipe(z.array(z.string()).min(1)),
  body: text(15_000).min(10),
  copies: lines(20).default([]),
  agencyIds: ids(13).pipe(z.array(id).min(1)),
}
const seen = { noticeId: id, version }
/** What whoever signs has read. */
const read = { noticeId: id, textSha256: z.string().regex(/^[0-9a-f]{64}$/) }

export const draftJointInput = z.strictObject({ campaignId: id, ...words })
export const redraftJointInput = z.strictObject({ ...seen, ...words })
export const moveJointInput = z.strictObject(seen)
export const signJointInput = z.strictObject(read)
export const returnJointInput = z.strictObject({ ...read, reason })
