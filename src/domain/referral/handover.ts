import { z } from 'zod'
import { columnBreak } from './exhibits'

/** What goes to the police after they have filed (涉案物品和材料), and what they give back when they do not file (退卷). */
export const handoverKinds = ['items', 'returned'] as const
export type HandoverKind = (typeof handoverKinds)[number]

const line = z.object({ name: z.string(), quantity: z.string(), note: z.string().default('') })
export type HandoverLine = z.output<typeof line>
/** As it is kept. */
export const handoverSchema = z.array(line)

/** One thing a line: 名称、数量、备注. */
export const handoverLines = (typed: string): HandoverLine[] =>
  typed
    .split('\n')
    .filter((text) => text.trim() !== '')
    .map((text) => {
      const [name = '', quantity = '', note = ''] = text.split(columnBreak).map((cell) => cell.trim())
      return { name, quantity: quantity || '1', note }
    })

/** The same the other way, to begin a form with. */
export const typedLines = (lines: readonly Pick<HandoverLine, 'name' | 'quantity'>[]): string =>
  lines.map(({ name, quantity }) => `${name} | ${quantity}`).join('\n')
