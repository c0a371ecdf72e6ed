import type { EvidenceSpan } from '#components/evidence-text'
import { editableLists, editableValues } from '#domain/campaign/plan-edit'

const lists = Object.keys(editableLists).join('|')
const shown = new RegExp(
  `^(?:${Object.keys(editableValues).join('|')}|(?:${lists})\\[\\d+\\]|stages\\[\\d+\\]\\.dueText|fields\\[\\d+\\])$`,
)

/** Where in the text each shown value stands: one place for a value or an entry, and one for the words of each deadline. */
export function evidenceSpans(evidence: Readonly<Record<string, { start: number; end: number }>>): EvidenceSpan[] {
  return Object.entries(evidence)
    .filter(([path]) => shown.test(path))
    .map(([id, { start, end }]) => ({ id, start, end }))
}
