/** Organs of which a body has one: the codes (ICD-9-CM-3) and names of their whole removal, and of what cannot be done without them. */
const organs = [
  { organ: 'gallbladder', codes: ['51.22', '51.23'], names: ['胆囊切除'] },
  { organ: 'appendix', codes: ['47.0', '47.1'], names: ['阑尾切除'] },
  {
    ...{ organ: 'uterus', codes: ['68.4', '68.5', '68.6', '68.7', '68.9'], names: ['子宫切除', '子宫全切'] },
    ...{
      useCodes: ['72.', '73.5', '73.6', '74.0', '74.1', '74.2', '74.4', '74.9', '69.01', '69.51'],
      useNames: ['剖宫产', '接生', '人工流产'],
    },
  },
  { organ: 'spleen', codes: ['41.5'], names: ['脾切除', '脾脏切除'] },
  { organ: 'stomach', codes: ['43.9'], names: ['全胃切除'] },
  { organ: 'bladder', codes: ['57.7'], names: ['膀胱全切', '全膀胱切除', '膀胱全切除'] },
  { organ: 'larynx', codes: ['30.3', '30.4'], names: ['全喉切除', '喉全切'] },
  { organ: 'thyroid', codes: ['06.4'], names: ['甲状腺全切', '全甲状腺切除'] },
] as const satisfies readonly {
  organ: string
  codes: readonly string[]
  names: readonly string[]
  useCodes?: readonly string[]
  useNames?: readonly string[]
}[]

const anyOf = (column: string, patterns: readonly string[]) => patterns.map((pattern) => `${column} LIKE '${pattern}'`).join(' OR ')
const said = (codes: readonly string[], names: readonly string[]) =>
  `${anyOf(
    'code',
    codes.map((code) => `${code}%`),
  )} OR ${anyOf(
    'name',
    names.map((name) => `%${name}%`),
  )}`

/** Part of an organ, what a first operation left of it, or what is only spoken of: a second operation contradicts none of these. */
const inPart = anyOf('name', ['%部分%', '%次全%', '%近全%', '%残%', '%术后%', '%副脾%', '%瘢痕%'])

const events = organs.flatMap((one) => [
  `SELECT psn_no, mdtrt_id, at_day, '${one.organ}' AS organ, 1 AS removed FROM operated WHERE ${said(one.codes, one.names)}`,
  ...('useCodes' in one
    ? [`SELECT psn_no, mdtrt_id, at_day, '${one.organ}' AS organ, 0 AS removed FROM operated WHERE ${said(one.useCodes, one.useNames)}`]
    : []),
])

/** `again`: stays in which an organ is removed, or used, that the same person had lost in an earlier one (`mdtrt_before`). */
export const removedOrgans = `operated AS (
  SELECT psn_no, mdtrt_id, at_day, name, code FROM (
    SELECT psn_no, mdtrt_id, oprn_day AS at_day, coalesce(oprn_oprt_name, '') AS name, coalesce(oprn_oprt_code, '') AS code FROM oprn
    UNION ALL SELECT psn_no, mdtrt_id, fee_day AS at_day, coalesce(item_name, '') AS name, '' AS code FROM fee WHERE chrgitm_type = '06' AND item_name LIKE '%术%') every_operation
  WHERE at_day IS NOT NULL AND psn_no IS NOT NULL AND mdtrt_id IS NOT NULL AND NOT (${inPart})),
of_organ AS (
  SELECT psn_no, mdtrt_id, organ, max(removed) AS removed, min(at_day) AS at_day FROM (
    ${events.join('\n    UNION ALL ')}) every_event GROUP BY psn_no, mdtrt_id, organ),
lost AS (SELECT psn_no, organ, min(at_day) AS at_day FROM of_organ WHERE removed = 1 GROUP BY psn_no, organ),
again AS (
  SELECT o.psn_no AS psn_no, o.mdtrt_id AS mdtrt_id, min(f.mdtrt_id) AS mdtrt_before FROM of_organ o
  JOIN lost l ON l.psn_no = o.psn_no AND l.organ = o.organ AND o.at_day >= l.at_day + {apart_days}
  JOIN of_organ f ON f.psn_no = l.psn_no AND f.organ = l.organ AND f.at_day = l.at_day AND f.removed = 1
  WHERE f.mdtrt_id <> o.mdtrt_id GROUP BY o.psn_no, o.mdtrt_id)`
