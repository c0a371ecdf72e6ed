import 'server-only'
import assert from 'node:assert'
import type { Department } from '#domain/department/department'
import type { DocumentKind } from '#domain/document/kinds'
import { aroundSerial } from '#domain/document/numbering'
import { beijingDay } from '#domain/kernel/civil-date'
import { isHidden } from '#domain/kernel/secrecy'
import type { Context } from './command'

/** The next number of a register in this Beijing year. Taken in the transaction under the register's lock, so no number is skipped or given twice. */
export const nextNumber = (context: Context, prefix: string): Promise<{ year: number; sequence: number }> => lastOf(context, prefix, 1)

/** What a number of a paper is given to: the kind of paper, and the matter that it is of. */
export type GivenTo = { kind: DocumentKind; subject: { type: string; id: string } }
/** The organ whose register it is. */
type Organ = { agencyId: string; department: Department; regionNo: number; prefix: string; secrecy: number }

/** The next number of an organ's register of papers: it is entered in the book (发文登记簿) in the statement that moves the counter. */
export async function nextPaperNumber({ tx, now, actor }: Context, organ: Organ, { kind, subject }: GivenTo): Promise<string> {
  const year = Number(beijingDay(now).slice(0, 4))
  const [before, after] = aroundSerial(organ.prefix, year)
  const rows = await tx.$queryRaw<{ number: string }[]>`
    WITH taken AS (
      INSERT INTO number_register (id, prefix, year, last_number) VALUES (gen_random_uuid(), ${organ.prefix}, ${year}, 1)
      ON CONFLICT (prefix, year) DO UPDATE SET last_number = number_register.last_number + 1
      RETURNING prefix, year, last_number)
    INSERT INTO document_number (prefix, year, serial, number, kind, subject_type, subject_id, agency_id, department, region_no, secrecy,
      given_by_id, given_by_name, given_at)
    SELECT prefix, year, last_number, ${before} || last_number || ${after}, ${kind}, ${subject.type}, ${subject.id}::uuid,
      ${organ.agencyId}::uuid, ${organ.department}::"Department", ${organ.regionNo}::int, ${isHidden(organ.secrecy) ? organ.secrecy : 0}::smallint,
      ${actor.userId}::uuid, ${actor.name}, ${now}::timestamptz
    FROM taken RETURNING number`
  const [entered] = rows
  assert(entered, 'an insert without a condition returns its row')
  return entered.number
}

/** Takes `count` numbers at once; `sequence` is the last of them. */
async function lastOf({ tx, now }: Context, prefix: string, count: number): Promise<{ year: number; sequence: number }> {
  const year = Number(beijingDay(now).slice(0, 4))
  const rows = await tx.$queryRaw<{ last_number: number }[]>`
    INSERT INTO number_register (id, prefix, year, last_number) VALUES (gen_random_uuid(), ${prefix}, ${year}, ${count})
    ON CONFLICT (prefix, year) DO UPDATE SET last_number = number_register.last_number + ${count}
    RETURNING last_number`
  return { year, sequence: rows[0]?.last_number ?? count }
}

/**
 * `XS-370811-2024-000123`: an internal number of leads (XS), cases (AJ), referrals (YS), filings (ZC), spot checks (CC), campaigns (ZX), batches (PC), refund notices (TK), letters (HJ), consultations (HS), reports of whistle-blowers (JB). What is hidden
 * from most is numbered apart (`YSM-…`), so that nobody misses its number.
 */
export async function nextInternalNumber(
  context: Context,
  kind: 'XS' | 'AJ' | 'YS' | 'ZC' | 'CC' | 'ZX' | 'PC' | 'HZ' | 'HJ' | 'HS' | 'JB',
  regionNo: number,
  secrecy = 0,
): Promise<string> {
  const prefix = `${kind}${isHidden(secrecy) ? 'M' : ''}-${String(regionNo).padStart(6, '0')}`
  const { year, sequence } = await nextNumber(context, prefix)
  return `${prefix}-${year}-${String(sequence).padStart(6, '0')}`
}

/** The same for many places in one statement: for each, the first of its new numbers. Taken in the order of the places, so that two acts do not wait for each other crosswise. */
export async function nextNumbersOfPlaces(
  { tx, now }: Context,
  kind: 'ZC',
  counts: ReadonlyMap<number, number>,
): Promise<ReadonlyMap<number, (place: number) => string>> {
  const year = Number(beijingDay(now).slice(0, 4))
  const places = [...counts.keys()].sort((one, other) => one - other)
  const prefixes = places.map((regionNo) => `${kind}-${String(regionNo).padStart(6, '0')}`)
  const taken = await tx.$queryRaw<{ prefix: string; last_number: number }[]>`
    INSERT INTO number_register (id, prefix, year, last_number)
    SELECT gen_random_uuid(), wanted.prefix, ${year}, wanted.count
    FROM unnest(${prefixes}::text[], ${places.map((place) => counts.get(place) ?? 0)}::int[]) WITH ORDINALITY AS wanted(prefix, count, place)
    ORDER BY wanted.place
    ON CONFLICT (prefix, year) DO UPDATE SET last_number = number_register.last_number + excluded.last_number
    RETURNING prefix, last_number`
  const lastOfPrefix = new Map(taken.map(({ prefix, last_number }) => [prefix, last_number]))
  return new Map(
    places.map((regionNo, index) => {
      const prefix = prefixes[index] ?? ''
      const first = (lastOfPrefix.get(prefix) ?? 0) - (counts.get(regionNo) ?? 0) + 1
      return [regionNo, (place: number) => `${prefix}-${year}-${String(first + place).padStart(6, '0')}`]
    }),
  )
}

/** The same for many at once, in order. */
export async function nextInternalNumbers(context: Context, kind: 'XS' | 'TK', regionNo: number, count: number): Promise<string[]> {
  const prefix = `${kind}-${String(regionNo).padStart(6, '0')}`
  const { year, sequence } = await lastOf(context, prefix, count)
  return Array.from({ length: count }, (_, index) => `${prefix}-${year}-${String(sequence - count + 1 + index).padStart(6, '0')}`)
}

/** The same as what the numbers begin with, and the first of them: for whoever writes the rows in SQL. */
export async function nextInternalRange(
  context: Context,
  kind: 'XS',
  regionNo: number,
  count: number,
): Promise<{ stem: string; first: number }> {
  const prefix = `${kind}-${String(regionNo).padStart(6, '0')}`
  const { year, sequence } = await lastOf(context, prefix, count)
  return { stem: `${prefix}-${year}-`, first: sequence - count + 1 }
}
