import type { Department } from '../department/department'
import { departmentOf, subjectsOf } from './department-names'
import { headed, type Part, wholeOf } from './outline'
import { across, cut, matches, type Passage, trimmed } from './passage'

export type Duty = { department: Department; at: Passage }

/** A sentence about everyone, or about others, ends the duty of the department before it. */
const aboutOthers = /^(?:各部门|各级各部门|各有关部门|有关部门|其他(?:有关)?部门|各单位|各地|各县|各区|各市|对于?未|对)/

/**
 * What each department is to do (职责分工). Sentences headed by a department begin its duty and those after them belong to it;
 * a part headed by a department (`（一）医保部门。…`) is its duty. One that names two departments stands once for each.
 */
export function readDuties(text: string, sections: readonly Part[]): Duty[] {
  const section = sections.find(
    (part) => /职责|分工|责任/.test(part.head.text) && part.head.text.length <= 40 && dutiesOf(text, part).length > 0,
  )
  return section ? dutiesOf(text, section) : []
}

function dutiesOf(text: string, section: Part): Duty[] {
  if (section.parts.length === 0) return section.paragraphs.flatMap((paragraph) => inRunningText(text, paragraph))
  const perPart = section.parts.map((part) => ({ part, ...headed(text, part) }))
  const listed = perPart.flatMap(({ part, title, text: body }) => {
    const subject = subjectsOf(title.text)
    const isHeading = subject !== null && subject.length >= title.text.length
    return isHeading ? subject.departments.map((department) => ({ department, at: body.text ? body : wholeOf(text, part) })) : []
  })
  if (listed.length >= 2) return listed

  const running = section.parts.map((part) => ({
    title: headed(text, part).title,
    duties: inRunningText(text, withoutUnits(wholeOf(text, part))),
  }))
  const split = running.filter(({ title, duties }) => duties.length >= 3 || subjectsOf(title.text)).flatMap(({ duties }) => duties)
  const own = running.flatMap(({ title, duties }) => {
    const department = departmentOf(title.text)
    const first = duties[0]
    const administers = department !== null && /部门|机关/.test(title.text) && first?.department === department
    return duties.length <= 2 && administers && !split.some((duty) => duty.department === department) ? [first] : []
  })
  return [...own, ...split].sort((a, b) => a.at.start - b.at.start)
}

/** The bracket of responsible units at the end is no part of the duty. */
const withoutUnits = (passage: Passage): Passage => {
  const bracket = /[（(][^（）()]*(?:责任单位|负责|牵头|配合)[^（）()]*[）)]\s*$/.exec(passage.text)
  return bracket ? trimmed(cut(passage, 0, bracket.index)) : passage
}

function inRunningText(text: string, passage: Passage): Duty[] {
  const duties: { departments: Department[]; from: Passage; to: Passage }[] = []
  let open = false
  for (const clause of matches(withoutUnits(passage), /[^。；;\n]+[。；;]?[”’）)]*/g).map((found) => trimmed(found.passage))) {
    const subject = subjectsOf(clause.text)
    const last = duties.at(-1)
    if (subject) {
      duties.push({ departments: subject.departments, from: clause, to: clause })
      open = true
    } else if (aboutOthers.test(clause.text)) open = false
    else if (open && last) last.to = clause
  }
  return joined(duties).flatMap((duty) => duty.departments.map((department) => ({ department, at: across(text, duty.from, duty.to) })))
}

/** Two neighbouring duties of the same department are one. */
function joined<T extends { departments: Department[]; from: Passage; to: Passage }>(duties: readonly T[]): T[] {
  const result: T[] = []
  for (const duty of duties) {
    const last = result.at(-1)
    if (last && last.departments.join() === duty.departments.join()) last.to = duty.to
    else result.push(duty)
  }
  return result
}
