import { z } from 'zod'

/** Whose words they are, and since when. */
const written = { text: z.string(), byName: z.string(), at: z.iso.datetime() }

/** A passage taken from the report of a unit below: its author stays named, and a later change there does not reach it. */
const takenText = z.strictObject({
  ...written,
  reportId: z.uuid(),
  agencyName: z.string(),
  takenByName: z.string(),
  takenAt: z.iso.datetime(),
})

const section = z.strictObject({ own: z.strictObject(written).nullable(), taken: z.array(takenText) })
const sections = z.record(z.string(), section)

export type TakenText = z.infer<typeof takenText>
export type ReportSection = z.infer<typeof section>
/** What people wrote in a report, by section. */
export type ReportSections = z.infer<typeof sections>

export const emptySection: ReportSection = { own: null, taken: [] }

/** The stored sections. Throws when they are not what the commands write. */
export const readSections = (stored: unknown): ReportSections => sections.parse(stored)

export const sectionOf = (all: ReportSections, key: string): ReportSection => all[key] ?? emptySection

/** Every passage of a section in the order of printing: the bureau's own first. */
export const passagesOf = ({ own, taken }: ReportSection): string[] =>
  [own?.text ?? '', ...taken.map(({ text }) => text)].filter((text) => text.trim() !== '')
