import type { FolderColumn, TableName } from './tables'

export type Grade = 'high' | 'medium' | 'low'

export const subjectTypes = ['person', 'institution', 'stay', 'settlement', 'trace_code', 'item', 'staff'] as const
export type SubjectType = (typeof subjectTypes)[number]

/** The column of the model tables whose values a model's groups never cross: rows may be spread by it and the hits stay the same. */
export type ShardKey = 'psn_no' | 'fixmedins_code' | 'drug_trac_codg' | 'staff' | 'doctor' | 'hosp_lv'

/** V1 read at its source, V2 by second hand, S from the founding documents, M practice that nobody has verified. */
export type Confidence = 'V1' | 'V2' | 'S' | 'M'

export type Parameter = { value: number; meaning: string; confidence: Confidence }

/** A cause of false alarms and what the model does about it; `null`: nothing can be seen of it in these data, so a person has to look. */
export type FalseAlarm = { cause: string; exclusion: string | null }

/** Rows of the folder as somebody would deliver them, by table. */
export type ExampleRows = Readonly<Partial<Record<TableName, readonly Readonly<Record<string, string>>[]>>>

export type Hit = {
  grade: Grade
  subject_type: SubjectType
  subject_id: string
  institution: string
  period: string
  involved_fen: bigint
  irregular_fen: bigint
  fund_loss_fen: bigint
  /** JSON: keys of the rows that show it, by table, and the figures of the reckoning. */
  evidence: string
  /** JSON: what tells this clue from others of its model and subject, where more than institution and period does. Nobody is shown it. */
  clue?: string
}

/** What an example expects of a hit: its subject and sums. */
export type ExpectedHit = Omit<Hit, 'evidence' | 'clue' | 'involved_fen' | 'irregular_fen' | 'fund_loss_fen'> & {
  involved: number
  irregular: number
  loss: number
}

export type Example = {
  rows: ExampleRows
  hits: readonly ExpectedHit[]
  /** The rows that come close and must not be hit, each with why not. */
  nearMisses: readonly string[]
}

/**
 * A statement of a model. Most have one; where a model looks at two kinds of subject, each has its own key. `null`: every group is compared
 * with all the others, so rows may not be spread by hand; a cluster that moves rows by itself still answers it.
 */
export type ModelPart = { shardKey: ShardKey | null; sql: string }

export type Model = {
  id: string
  version: string
  title: string
  grade: Grade
  confidence: Confidence
  /** The clause that the conduct would breach. */
  basis: string
  parameters: Readonly<Record<string, Parameter>>
  /** Columns of the folder without which it says nothing; `a|b`: either will do. */
  needs: readonly string[]
  /** Columns without which it still runs, and what it then cannot tell. */
  lessWithout?: readonly { column: FolderColumn; meaning: string }[]
  /** The tables that its statements read. */
  reads: readonly TableName[]
  parts: readonly ModelPart[]
  falseAlarms: readonly FalseAlarm[]
  example: Example
}

/** A model of the catalogue that the columns of a settlement folder cannot carry, with what it would take. */
export type ModelBeyondData = Pick<Model, 'id' | 'version' | 'title' | 'grade' | 'confidence' | 'basis'> & { lacks: string }
