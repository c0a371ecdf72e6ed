import type { z } from 'zod'
import type { Paper } from './render/blocks'
import { pack } from './render/pack'

/**
 * One official document: what it needs, and the paper made of it. No clock and no chance inside: the same input
 * gives the same bytes. Numbers and days are passed in.
 */
export type Template<Schema extends z.ZodType> = {
  input: Schema
  /** The bytes of the .docx. Throws `ZodError` when the input is not what the template needs. */
  render(input: z.input<Schema>): Promise<Uint8Array>
  /** The same from an input that was stored, and is checked again. */
  renderStored(stored: unknown): Promise<Uint8Array>
  /** The paper itself, for whoever sets its pages. */
  paperOf(stored: unknown): Paper
}

export function template<Schema extends z.ZodType>(input: Schema, paper: (input: z.output<Schema>) => Paper): Template<Schema> {
  const paperOf = (stored: unknown) => paper(input.parse(stored))
  const renderStored = async (stored: unknown) => pack(paperOf(stored))
  return { input, render: renderStored, renderStored, paperOf }
}

/** Said at the head of every page while a paper has no number. */
export const draftMarkUnless = (documentNumber: string | null): string | null => (documentNumber === null ? '草稿　未签发' : null)
