import { z } from 'zod'
import { partBytes } from './parts'

export const beginUploadInput = z.strictObject({
  name: z.string().min(1).max(500),
  sizeBytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

export const appendPartInput = z.strictObject({
  uploadId: z.uuid(),
  offset: z.int().nonnegative(),
  bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength > 0 && bytes.byteLength <= partBytes),
})

export const uploadInput = z.strictObject({ uploadId: z.uuid() })
