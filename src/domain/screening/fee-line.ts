import type { CivilDate } from '../kernel/civil-date'
import type { AmountFen } from '../kernel/money'

/** One charge of a fee file. What the file does not say is empty or `null`. */
export type FeeLine = {
  sheet: string
  /** The row as the file's own program shows it. */
  row: number
  serial: string
  /** The visit (就诊), and the person; a file that has only one of them has it in both. */
  visit: string
  person: string
  sex: 'male' | 'female' | null
  /** In whole years on the day of the charge. */
  age: number | null
  medType: string
  /** `YYYY-MM-DD`, with ` HH:MM:SS` where the file has a time of day: comparable as text. */
  at: string
  on: CivilDate
  admittedAt: string | null
  dischargedAt: string | null
  diedOn: CivilDate | null
  diagnosis: string
  itemCode: string
  name: string
  unit: string
  count: number
  priceYuan: number | null
  priceCapYuan: number | null
  amountFen: AmountFen
  supplyDays: number | null
}

/** What a model may need of a file, by the names that people know the columns by. */
export type FeeNeed = 'sex' | 'age' | 'medType' | 'stay' | 'death' | 'diagnosis' | 'unit' | 'price' | 'priceCap' | 'supplyDays'
