/**
 * Which rows a metric counts, as SQL over the tables (row policies apply to every reader). `value` is what a row adds: 1, or an
 * amount in 分. `label` names the row, `page` is where it is opened; `on` is the civil day on which a row of a flow fell. Every
 * metric is asked with $1 campaign (its whole cascade counts), $2–$3 region range, and, of a period, $4–$5 its days.
 */
export type RowSource = {
  from: string
  id: string
  label: string
  region: string
  value: string
  where: string
  page: { path: string; id: string }
  on?: string
}

/** The rows of a campaign and of its whole cascade. */
export const ofCascade = (table: string) => `${table}.campaign_id = ANY ((SELECT campaign_family($1))::uuid[])`

/** The day of an instant in Beijing. */
export const beijingDayOf = (instant: string) => `(${instant} AT TIME ZONE 'Asia/Shanghai')::date`
