import { addMonths, type CivilDate } from '#domain/kernel/civil-date'

/** The city's plan of 2024 was issued in May; its rectification runs from June to the end of November. */
const issuedIn = { year: 2024, month: 5 }
const rectificationMonths = [6, 7, 8, 9, 10, 11]
const middleOfRectification = 9

/**
 * By how many months the plan of 2024 is moved so that its rectification is under way on `today`. Whole years where
 * that is enough: the months of the plan then stay as they were published.
 */
export function planShiftMonths(today: CivilDate): number {
  const [year = 0, month = 0] = today.split('-').map(Number)
  const years = (year - issuedIn.year) * 12
  return rectificationMonths.includes(month) ? years : years + month - middleOfRectification
}

const moved = (year: string, month: string, months: number) => {
  const [newYear = '', newMonth = ''] = addMonths(`${year}-${month.padStart(2, '0')}-01`, months).split('-')
  return { year: newYear, month: String(Number(newMonth)) }
}

/** The plan's text with its own dates, year and number moved. What it cites keeps the number under which it was published. */
export function shiftPlanText(text: string, months: number): string {
  const issued = moved(String(issuedIn.year), String(issuedIn.month), months)
  return text
    .replace(/(20\d\d)(\s*年\s*)(\d{1,2})(\s*月)/g, (_all, year: string, yearSign: string, month: string, monthSign: string) => {
      const to = moved(year, month, months)
      return `${to.year}${yearSign}${to.month}${monthSign}`
    })
    .replace(/2024(\s*年)(?!\s*\d)/g, (_all, sign: string) => `${issued.year}${sign}`)
    .replace(/(济医保发\s*〔)2024(〕)/g, (_all, before: string, after: string) => `${before}${issued.year}${after}`)
}
