/** Where a visit comes from; with person and place in their life it makes its number. */
export const sources = { stay: 10, chronic: 11, dialysis: 12, clinic: 13, pharmacy: 14, rehab: 15, noise: 16, tumour: 17 } as const

/**
 * `pay`: how it is settled: 0 from the pooled fund, 1 from the person's own account, 2 pooled with nothing left to pay.
 * `care`: the ward's usual care is charged. `back`: the whole settlement was taken back. `ther`: the therapist, where there is one.
 * `lines`: how many lines an outpatient visit has. `norx`: prescription drugs were sold without one.
 */
export const visitTables: readonly string[] = [
  `CREATE TABLE visit (v BIGINT, psn INTEGER, inst INTEGER, med VARCHAR, beg TIMESTAMP, fin TIMESTAMP, setl TIMESTAMP, dept INTEGER,
     diag INTEGER, diag2 INTEGER, pay INTEGER, opter INTEGER, care BOOLEAN, back BOOLEAN, lines INTEGER, ther INTEGER, norx BOOLEAN)`,
  `CREATE TABLE line (v BIGINT, seq INTEGER, item INTEGER, happened TIMESTAMP, cnt DECIMAL(9,3), up DECIMAL(9,2), flag INTEGER)`,
  `CREATE TABLE oprn (v BIGINT, oper INTEGER, day DATE, main BOOLEAN)`,
  `CREATE TABLE truth (model VARCHAR, subject_type VARCHAR, psn INTEGER, v BIGINT, word VARCHAR, period VARCHAR, inst INTEGER)`,
  `CREATE TABLE honest (model VARCHAR, subject_type VARCHAR, psn INTEGER, v BIGINT, word VARCHAR, period VARCHAR, inst INTEGER, cause VARCHAR)`,
]

/** Marks of a line: a drug taken home, a line that was taken back. */
export const flags = { none: 0, home: 1, back: 2 } as const

export const numberOf = (source: number, slot: string): string => `${source}::BIGINT * 100000000000 + psn::BIGINT * 1000 + ${slot}`

export type Visit = {
  source: number
  /** SQL over the table or query in `from`: one visit for each of its rows. */
  from: string
  slot?: string
  inst: string
  med?: string
  beg: string
  fin: string
  setl?: string
  dept: number | string
  diag: number | string
  diag2?: string
  pay?: string
  opter?: string
  care?: boolean
  back?: string
  lines?: string
  ther?: string
  norx?: boolean
}

/** Adds visits. Whoever gives no time of settlement settles at the end of a stay, or within the hour. */
export const addVisits = (visit: Visit): string =>
  `INSERT INTO visit SELECT ${numberOf(visit.source, visit.slot ?? '0')}, psn, ${visit.inst}, '${visit.med ?? '21'}', ${visit.beg}, ${visit.fin},
     ${visit.setl ?? `(${visit.fin}) + to_minutes((5 + floor(rnd(psn, 'settled') * 25))::BIGINT)`}, ${visit.dept}, ${visit.diag}, ${visit.diag2 ?? 'NULL'},
     ${visit.pay ?? 'CASE WHEN assisted THEN 2 ELSE 0 END'}, ${visit.opter ?? "among(1, 4, rnd(psn, 'terminal'))"}, ${visit.care ?? false}, ${visit.back ?? 'false'},
     ${visit.lines ?? 'NULL'}, ${visit.ther ?? 'NULL'}, ${visit.norx ?? false} FROM ${visit.from}`
