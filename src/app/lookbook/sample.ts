import { lookbookText } from '#messages/zh/lookbook'

export type SampleLead = {
  id: string
  number: string
  risk: 'high' | 'middle' | 'low'
  institution: string
  region: string
  behaviour: string
  amountFen: string | null
  share: number
  state: 'unassigned' | 'open' | 'review' | 'returned' | 'done'
  due: { state: 'ample' | 'soon' | 'today' | 'overdue' | 'paused'; days: number } | null
  handler: string | null
  receivedOn: string
}

const pick = <Value>(values: readonly Value[], place: number): Value => values[place % values.length] as Value // callers pass a non-empty list

/** Fifty invented leads, the same each time. */
export function sampleLeads(institutions: readonly string[]): SampleLead[] {
  return Array.from({ length: 50 }, (_, place) => ({
    id: String(place + 1),
    number: `XS-2024-${String(417 + place * 3).padStart(5, '0')}`,
    risk: pick(['high', 'middle', 'low', 'low'] as const, place),
    institution: pick(institutions, place),
    region: pick(lookbookText.regions, place),
    behaviour: pick(lookbookText.behaviours, place * 5 + 1),
    amountFen: place === 4 ? null : String(1_283_450 * ((place * 37) % 41) + 5_020),
    share: ((place * 17) % 100) / 100,
    state: pick(['open', 'open', 'review', 'unassigned', 'returned', 'done'] as const, place),
    due: pick(
      [
        { state: 'overdue', days: 2 },
        { state: 'today', days: 0 },
        { state: 'soon', days: 2 },
        { state: 'ample', days: 12 },
        { state: 'paused', days: 0 },
        null,
      ] as const,
      place,
    ),
    handler: place % 3 === 0 ? null : lookbookText.person.name,
    receivedOn: `2024-1${place % 2}-${String((place % 28) + 1).padStart(2, '0')}`,
  }))
}
