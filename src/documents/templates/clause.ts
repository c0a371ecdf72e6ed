import { z } from 'zod'
import { inWords } from '#domain/document/wording'
import type { ParagraphBlock } from '../render/blocks'
import { body } from '../render/text'

/** The bureau's words for fixed paragraphs, with the version that they are of; `null`: the house's. */
export const wordingPart = z
  .strictObject({ id: z.uuid(), seq: z.int(), agencyName: z.string(), words: z.record(z.string(), z.string()) })
  .nullable()
  .default(null)

export type Worded = { wording: { words: Readonly<Record<string, string>> } | null }
/** A fixed paragraph: in the bureau's words where the paper was made with some, else in the house's. */
export const clause = (
  { wording }: Worded,
  { house, name }: { house: { house: string }; name: string },
  values: Readonly<Record<string, string>> = {},
): ParagraphBlock[] => body(inWords(wording?.words[name] ?? house.house, values))
