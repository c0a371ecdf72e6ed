import { readAnnexes } from './annexes'
import { readBehaviours } from './behaviours'
import { type Evidence, note } from './evidence'
import { across, type Passage } from './passage'
import { readWatchItems } from './watch-items'

/** The annexes and what their tables and lists say, with the evidence of each field noted. */
export function annexFields(text: string, paragraphs: readonly Passage[], from: number, evidence: Evidence) {
  const { annexes, bodies } = readAnnexes(text, paragraphs, from)
  const watchItems = bodies.flatMap((body) => readWatchItems(text, body))
  const behaviours = bodies.flatMap((body, index) =>
    /行为|违法违规|情形/.test(annexes[index]?.title.text ?? '') ? readBehaviours(text, body) : [],
  )

  for (const [index, one] of annexes.entries()) {
    note(evidence, `annexes[${index}]`, one.text && one.text.start > one.title.start ? across(text, one.title, one.text) : one.title)
    note(evidence, `annexes[${index}].title`, one.title)
    note(evidence, `annexes[${index}].text`, one.text)
  }
  for (const [index, one] of watchItems.entries()) {
    note(evidence, `watchItems[${index}]`, one.at)
    note(evidence, `watchItems[${index}].category`, one.categoryAt)
    note(evidence, `watchItems[${index}].name`, one.nameAt)
    note(evidence, `watchItems[${index}].dosageForm`, one.dosageAt)
  }
  for (const [index, one] of behaviours.entries()) {
    note(evidence, `behaviours[${index}]`, one.text)
    note(evidence, `behaviours[${index}].subject`, one.subject)
    note(evidence, `behaviours[${index}].text`, one.text)
  }
  return {
    annexes: annexes.map((one) => ({ title: one.title.text, text: one.text?.text ?? '' })),
    watchItems: watchItems.map(({ category, seq, name, dosageForm }) => ({ category, seq, name, dosageForm })),
    behaviours: behaviours.map((one) => ({ subject: one.subject.text, seq: one.seq, text: one.text.text })),
    annexesWithoutText: annexes.flatMap((one) => (!one.text || /^https?:/.test(one.text.text) ? [one.title.text] : [])),
  }
}
