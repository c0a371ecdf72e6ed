type Organ = {
  organ: string
  /** Its whole removal, by code (ICD-9-CM-3) and by name. */
  codes: readonly string[]
  names: readonly string[]
  /** What cannot be done without it. */
  useCodes?: readonly string[]
  useNames?: readonly string[]
  /** What an examination or operation is called that concerns this organ, and the words that bring in a neighbour or what is left of it. */
  seen?: { as: readonly string[]; without: readonly string[] }
}

/**
 * Organs of which a body has one. Stomach, bladder, larynx and thyroid are looked at again for years where they were, under the same names:
 * of them only a second removal is a contradiction.
 */
const organs: readonly Organ[] = [
  {
    ...{ organ: 'gallbladder', codes: ['51.22', '51.23'], names: ['胆囊切除'], useCodes: ['51.0'] },
    seen: { as: ['胆囊'], without: ['肝', '胰', '脾', '肾', '腹', '胆管', '胆道', '胆总', '胆囊管', '胆囊窝', '胆囊床', '癌', '恶性'] },
  },
  {
    ...{ organ: 'appendix', codes: ['47.0', '47.1'], names: ['阑尾切除'] },
    seen: { as: ['阑尾'], without: ['腹', '肠', '盆', '附件', '脓肿', '癌', '恶性', '肿瘤'] },
  },
  {
    ...{ organ: 'uterus', codes: ['68.4', '68.5', '68.6', '68.7', '68.9'], names: ['子宫切除', '子宫全切'] },
    useCodes: ['72.', '73.5', '73.6', '74.0', '74.1', '74.2', '74.4', '74.9', '69.01', '69.02', '69.51', '69.7', '68.12', '68.29'],
    useNames: ['剖宫产', '接生', '人工流产'],
    seen: { as: ['子宫', '宫腔', '宫内节育器', '刮宫'], without: ['附件', '颈', '盆', '卵巢', '阴道', '腹', '癌', '恶性'] },
  },
  {
    ...{ organ: 'spleen', codes: ['41.5'], names: ['脾切除', '脾脏切除'] },
    seen: { as: ['脾脏'], without: ['肝', '胆', '胰', '肾', '腹', '门', '脾静脉', '脾动脉'] },
  },
  { organ: 'stomach', codes: ['43.9'], names: ['全胃切除'] },
  { organ: 'bladder', codes: ['57.7'], names: ['膀胱全切', '全膀胱切除', '膀胱全切除'] },
  { organ: 'larynx', codes: ['30.3', '30.4'], names: ['全喉切除', '喉全切'] },
  { organ: 'thyroid', codes: ['06.4'], names: ['甲状腺全切', '全甲状腺切除'] },
]

const anyOf = (column: string, patterns: readonly string[]) => patterns.map((pattern) => `${column} LIKE '${pattern}'`).join(' OR ')
const within = (words: readonly string[]) => words.map((word) => `%${word}%`)
const said = (codes: readonly string[], names: readonly string[]) =>
  [
    anyOf(
      'code',
      codes.map((code) => `${code}%`),
    ),
    anyOf('name', within(names)),
  ]
    .filter((condition) => condition !== '')
    .join(' OR ')

/** Part of an organ, what a first operation left of it, or what is only spoken of: a second operation contradicts none of these. */
const inPart = anyOf('name', within(['部分', '次全', '近全', '残', '术后', '副脾', '瘢痕']))

const row = (organ: string, from: string, condition: string) =>
  `SELECT psn_no, mdtrt_id, at_day, '${organ}' AS organ FROM ${from} WHERE ${condition}`
const removals = organs.map(({ organ, codes, names }) => row(organ, 'operated', said(codes, names)))
const uses = organs.flatMap(({ organ, codes, names, useCodes = [], useNames = [], seen }) => [
  row(organ, 'operated', said([...codes, ...useCodes], [...names, ...useNames])),
  ...(seen ? [row(organ, 'looked', `(${anyOf('name', within(seen.as))}) AND NOT (${anyOf('name', within(seen.without))})`)] : []),
])

/**
 * `again`: visits in which an organ is removed, operated on or examined alone, that the same person had lost in an earlier one (`mdtrt_before`).
 * Lines of those who lost one are looked through, not those of everybody.
 */
export const removedOrgans = `operated AS (
  SELECT psn_no, mdtrt_id, at_day, name, code FROM (
    SELECT psn_no, mdtrt_id, oprn_day AS at_day, coalesce(oprn_oprt_name, '') AS name, coalesce(oprn_oprt_code, '') AS code FROM oprn
    UNION ALL SELECT psn_no, mdtrt_id, fee_day AS at_day, coalesce(item_name, '') AS name, '' AS code FROM fee WHERE chrgitm_type = '06' AND item_name LIKE '%术%') every_operation
  WHERE at_day IS NOT NULL AND psn_no IS NOT NULL AND mdtrt_id IS NOT NULL AND NOT (${inPart})),
removed AS (
  SELECT psn_no, mdtrt_id, organ, min(at_day) AS at_day FROM (
    ${removals.join('\n    UNION ALL ')}) every_removal GROUP BY psn_no, mdtrt_id, organ),
lost AS (SELECT psn_no, organ, min(at_day) AS at_day FROM removed GROUP BY psn_no, organ),
looked AS (
  SELECT psn_no, mdtrt_id, fee_day AS at_day, item_name AS name FROM fee
  WHERE psn_no IN (SELECT psn_no FROM lost) AND chrgitm_type IN ('03', '05', '06') AND mdtrt_id IS NOT NULL AND fee_day IS NOT NULL AND NOT (${inPart.replaceAll('name LIKE', 'item_name LIKE')})
  UNION ALL SELECT psn_no, mdtrt_id, at_day, name FROM operated WHERE psn_no IN (SELECT psn_no FROM lost)),
used AS (
  SELECT psn_no, mdtrt_id, organ, max(at_day) AS at_day FROM (
    ${uses.join('\n    UNION ALL ')}) every_use GROUP BY psn_no, mdtrt_id, organ),
again AS (
  SELECT o.psn_no AS psn_no, o.mdtrt_id AS mdtrt_id, min(f.mdtrt_id) AS mdtrt_before FROM used o
  JOIN lost l ON l.psn_no = o.psn_no AND l.organ = o.organ AND o.at_day >= l.at_day + {apart_days}
  JOIN removed f ON f.psn_no = l.psn_no AND f.organ = l.organ AND f.at_day = l.at_day
  WHERE f.mdtrt_id <> o.mdtrt_id GROUP BY o.psn_no, o.mdtrt_id)`
