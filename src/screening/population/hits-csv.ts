import type { Hit, Model } from './model'

const columns = [
  'model_id',
  'model_version',
  'grade',
  'subject_type',
  'subject_id',
  'institution',
  'period',
  'involved_fen',
  'irregular_fen',
  'fund_loss_fen',
  'evidence',
]

const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const line = ({ id, version }: Pick<Model, 'id' | 'version'>, hit: Hit) =>
  [
    ...[id, version, hit.grade, hit.subject_type, hit.subject_id, hit.institution, hit.period],
    ...[hit.involved_fen, hit.irregular_fen, hit.fund_loss_fen].map(String),
    hit.evidence,
  ]
    .map(cell)
    .join(',')

/** The hits of a run as a file: one row a subject and period, UTF-8, money in whole fen. */
export const hitsAsCsv = (runs: readonly { model: Pick<Model, 'id' | 'version'>; hits: readonly Hit[] }[]): string =>
  `${[columns.join(','), ...runs.flatMap(({ model, hits }) => hits.map((hit) => line(model, hit)))].join('\n')}\n`
