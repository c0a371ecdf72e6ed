import { beijingDay, type CivilDate } from '../../kernel/civil-date'

/** How a case was looked into: the acts, and what was held. */
export type InvestigationOnTimeline = {
  inquiries: readonly {
    id: string
    kind: string
    begunAt: Date
    personName: string
    correctedBySeq: number | null
    answeredOn: CivilDate | null
    answer: string
  }[]
  holds: readonly { id: string; kind: string; place: string; takenAt: Date | null; endedOn: CivilDate | null; endWhy: string | null }[]
}

type ActEvent = {
  id: string
  on: CivilDate
  layer: 'bureau'
  kind: 'evidence'
  what: 'inquiry' | 'inquiryAnswered' | 'holdTaken' | 'holdEnded'
  about: string
  note: string
  href: string
}

/** One that another has taken the place of is not told twice. */
export function investigationEvents(caseId: string, { inquiries, holds }: InvestigationOnTimeline): ActEvent[] {
  const common = { layer: 'bureau', kind: 'evidence', note: '', href: `/cases/${caseId}?tab=evidence` } as const
  const stands = inquiries.filter(({ correctedBySeq }) => correctedBySeq === null)
  return [
    ...stands.flatMap(({ id, kind, begunAt, personName, answeredOn, answer }): ActEvent[] => [
      { ...common, id: `${id}-i`, what: 'inquiry', on: beijingDay(begunAt), about: kind, note: personName },
      ...(answeredOn ? [{ ...common, id: `${id}-a`, what: 'inquiryAnswered' as const, on: answeredOn, about: kind, note: answer }] : []),
    ]),
    ...holds.flatMap(({ id, kind, takenAt, place, endedOn, endWhy }): ActEvent[] => [
      ...(takenAt ? [{ ...common, id: `${id}-t`, what: 'holdTaken' as const, on: beijingDay(takenAt), about: kind, note: place }] : []),
      ...(endedOn ? [{ ...common, id: `${id}-e`, what: 'holdEnded' as const, on: endedOn, about: endWhy ?? '' }] : []),
    ]),
  ]
}
