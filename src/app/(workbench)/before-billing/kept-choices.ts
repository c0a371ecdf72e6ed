import type { ColumnChoice } from '#browser/fee-check-messages'

/** What was said of the columns of a layout, kept in this browser: headings and fields, nothing of what stands in them. */
const place = 'qy-fee-columns'
const most = 20

export function keptChoices(): Record<string, ColumnChoice> {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '{}') as Record<string, ColumnChoice> // written below alone
  } catch {
    return {} // no storage, nothing is remembered
  }
}

export function keepChoice(layout: string, choice: ColumnChoice): void {
  const { [layout]: _, ...others } = keptChoices()
  const kept = Object.fromEntries([...Object.entries(others), [layout, choice] as const].slice(-most))
  try {
    localStorage.setItem(place, JSON.stringify(kept))
  } catch {
    // it is asked again next time
  }
}
