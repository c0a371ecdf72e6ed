import { type Citation, readCitations } from './citations'
import type { PlanKind } from './codes'
import { type Duty, readDuties } from './duties'
import { type Evidence, note } from './evidence'
import { type FieldsFound, readFields } from './fields'
import { type Item, readFocuses } from './focuses'
import type { Head } from './head'
import type { Layout } from './layout'
import { afterUnits, type Measure, measureSections, readMeasures, runsOn } from './measures'
import type { Part } from './outline'
import { across, type Passage } from './passage'
import { readRequirements } from './requirements'
import { readStages, type Stage } from './stages'

/** What the numbered body says, with the evidence of each field noted. */
export function bodyFields(layout: Layout, head: Head, sections: readonly Part[], kind: PlanKind, year: number | null, evidence: Evidence) {
  const { text } = layout
  const own = [head.title?.value, head.planTitle?.value].filter((title) => title !== undefined)
  const cited = readCitations([...layout.before, ...layout.body], own, head.documentNumber?.value ?? null)
  const focuses = readFocuses(text, sections)
  const fields = readFields(layout.body)
  const duties = readDuties(text, sections)
  const wholeLists = kind === 'normalised' && runsOn(sections)
  const measures = readMeasures(
    text,
    (wholeLists ? sections : measureSections(sections)).flatMap((section) => section.parts),
  )
  const stages = readStages(text, sections, year)
  const last = sections.at(-1)?.parts.at(-1)
  const requirements = readRequirements(text, wholeLists ? [] : sections, wholeLists && last ? afterUnits(last) : [])

  noteBody(text, evidence, { cited, focuses, fields, duties, measures, stages, requirements, sections })
  return {
    cited: cited.map(({ documentNumber, title }) => ({ documentNumber, title })),
    focuses: focuses.map((one) => ({ title: one.title.text, text: one.text.text })),
    fields: fields.fields.map((one) => one.field),
    unknownFields: fields.unknown.map((one) => one.name),
    duties: duties.map((one) => ({ department: one.department, text: one.at.text })),
    measures: measures.map((one) => ({
      number: one.number.text,
      title: one.title?.text ?? null,
      text: one.text.text,
      leadUnit: one.lead?.name ?? null,
      units: one.units.map((unit) => unit.name),
    })),
    stages: stages.map((one) => ({
      kind: one.kind,
      title: one.title.text,
      text: one.text.text,
      dueText: one.due?.text ?? null,
      dueOn: one.dueOn,
    })),
    requirements: requirements.map((one) => ({ text: one.text })),
    sections: sections.map(sectionName),
    unreadDeadlines: stages.flatMap((one) => (one.due && !one.dueOn ? [{ stage: one.title.text, words: one.due.text }] : [])),
  }
}

/** `一、总体要求`, however layout has spread its number. */
const sectionName = ({ marker, head }: Part) => {
  const heading = head.text.replace(/[。：:]$/, '')
  const label = marker.label.replace(/\s/g, '')
  return marker.style === 'cn' ? `${label}、${heading}` : marker.style === 'number' ? `${label}.${heading}` : `${label}${heading}`
}

type Found = {
  cited: Citation[]
  focuses: Item[]
  fields: FieldsFound
  duties: Duty[]
  measures: Measure[]
  stages: Stage[]
  requirements: Passage[]
  sections: readonly Part[]
}

function noteBody(text: string, evidence: Evidence, found: Found) {
  const each = <T>(name: string, list: readonly T[], leaves: (one: T) => Record<string, Passage | null | undefined>) => {
    for (const [index, one] of list.entries()) {
      const passages = leaves(one)
      for (const [leaf, passage] of Object.entries(passages)) note(evidence, `${name}[${index}]${leaf && `.${leaf}`}`, passage)
    }
  }
  each('cited', found.cited, ({ titleAt, numberAt }) => ({
    '': titleAt && numberAt ? across(text, titleAt, numberAt) : (titleAt ?? numberAt),
    documentNumber: numberAt,
    title: titleAt,
  }))
  each('focuses', found.focuses, ({ title, text: body }) => ({ '': between(text, title, body), title, text: body }))
  each('fields', found.fields.fields, ({ at }) => ({ '': at }))
  each('unknownFields', found.fields.unknown, ({ at }) => ({ '': at }))
  each('duties', found.duties, ({ at }) => ({ '': at, department: at, text: at }))
  each('measures', found.measures, ({ number, title, text: body, lead }) => ({
    '': between(text, number, body),
    number,
    title,
    text: body,
    leadUnit: lead?.at,
  }))
  for (const [index, { units }] of found.measures.entries()) each(`measures[${index}].units`, units, ({ at }) => ({ '': at }))
  each('stages', found.stages, ({ title, text: body, due, dueOn }) => ({
    '': between(text, title, body),
    kind: title,
    title,
    text: body,
    dueText: due,
    dueOn: dueOn ? due : null,
  }))
  each('requirements', found.requirements, (at) => ({ '': at, text: at }))
  each('sections', found.sections, ({ label, head }) => ({ '': across(text, label, head) }))
}

/** From the beginning of the one to the end of the other, whichever way they lie. */
const between = (text: string, one: Passage, other: Passage) => (one.start <= other.start ? across(text, one, other) : other)
