import { outlineOf, wholeOf } from './outline'
import type { Passage } from './passage'

export type Behaviour = { subject: Passage; seq: number; text: Passage }

/** The lists of violations by subject (重点违法违规行为): a heading names the subject, the numbered lines beneath are its behaviours. */
export const readBehaviours = (text: string, body: readonly Passage[]): Behaviour[] =>
  outlineOf(text, body).flatMap((subject) =>
    subject.parts.map((part) => ({ subject: subject.head, seq: part.marker.number, text: wholeOf(text, part) })),
  )
