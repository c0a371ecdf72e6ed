import { type QualityCode, testInstitutionMark } from '#domain/screening/data-quality'
import { sqlText } from '#platform/columnar/duckdb'
import { modelTables, type TableName } from '#screening/population/tables'

// What stands here is written for DuckDB alone, which prepares a folder whatever engine the models run on. The typed rows of the folder
// are `raw_<table>`; each statement below makes one table of the models from them, netted.

const month = (day: string) => `strftime(DATE '1970-01-01' + CAST(${day} AS INTEGER), '%Y-%m')`
const dateNumber = (day: string) =>
  `(year(DATE '1970-01-01' + CAST(${day} AS INTEGER)) * 10000 + month(DATE '1970-01-01' + CAST(${day} AS INTEGER)) * 100 + day(DATE '1970-01-01' + CAST(${day} AS INTEGER)))`
const dayOf = (seconds: string) => `(${seconds} // 86400)`
const person = (row: string) => `coalesce((SELECT one FROM same_person WHERE same_person.psn_no = ${row}.psn_no), ${row}.psn_no)`

/** The columns in the order that the models' tables have them, and what could not be used. */
const inOrder = (table: TableName, from: Readonly<Record<string, string>>, row: string) =>
  [...Object.keys(modelTables[table]).map((name) => `${from[name] ?? `${row}.${name}`} AS ${name}`), `${row}.unusable AS unusable`].join(
    ', ',
  )

/** A number that a document may have: nothing short, and not one sign over and over. */
const isNumber = 'psn_no IS NOT NULL AND length(certno) >= 6 AND certno <> repeat(substring(certno, 1, 1), CAST(length(certno) AS INTEGER))'

/** Small tables that the others are cleaned with. */
export const groundwork = `
CREATE TEMP TABLE test_institution AS
  SELECT DISTINCT fixmedins_code FROM (
    SELECT fixmedins_code, fixmedins_name FROM raw_institution
    UNION ALL SELECT DISTINCT fixmedins_code, fixmedins_name FROM raw_setl
    UNION ALL SELECT DISTINCT fixmedins_code, fixmedins_name FROM raw_mdtrt)
  WHERE contains(fixmedins_name, ${sqlText(testInstitutionMark)}) AND fixmedins_code IS NOT NULL;
CREATE TEMP TABLE same_person AS
  WITH known AS (
    SELECT DISTINCT psn_no, upper(certno) AS certno FROM (SELECT psn_no, certno FROM raw_person UNION ALL SELECT psn_no, certno FROM raw_setl)
    WHERE ${isNumber}),
  one AS (SELECT certno, min(psn_no) AS one FROM known GROUP BY certno HAVING min(psn_no) <> max(psn_no))
  SELECT known.psn_no, min(one.one) AS one FROM known JOIN one USING (certno) GROUP BY known.psn_no HAVING min(one.one) <> known.psn_no;
CREATE TEMP TABLE place AS
  SELECT fixmedins_code, min(admdvs) AS admdvs, coalesce(min(left(hosp_lv, 2)), '') AS hosp_lv
  FROM raw_institution WHERE fixmedins_code IS NOT NULL GROUP BY fixmedins_code;`

/** Rows of one key that are the same in every column are one row that was delivered twice. */
const once = (view: string, key: string) => `
CREATE TEMP TABLE twice_${view} AS SELECT hash(${key}) AS h FROM raw_${view} WHERE ${key} IS NOT NULL GROUP BY 1 HAVING count(*) > 1;
CREATE TEMP VIEW once_${view} AS
  SELECT * FROM raw_${view} WHERE ${key} IS NULL OR hash(${key}) NOT IN (SELECT h FROM twice_${view})
  UNION ALL SELECT DISTINCT * FROM raw_${view} WHERE ${key} IS NOT NULL AND hash(${key}) IN (SELECT h FROM twice_${view});`

/** A settlement and the row that takes it back cancel each other, one for one; what is left of a visit is what was settled in the end. */
export const settlements = `${once('setl', 'setl_id')}
CREATE TEMP TABLE taken_back AS
  WITH back AS (SELECT DISTINCT mdtrt_id FROM once_setl WHERE medfee_sumamt < 0 OR fund_pay_sumamt < 0)
  SELECT *, row_number() OVER (PARTITION BY mdtrt_id, abs(medfee_sumamt), medfee_sumamt < 0 ORDER BY setl_time, setl_id) AS place,
    count(*) FILTER (WHERE medfee_sumamt < 0) OVER (PARTITION BY mdtrt_id, abs(medfee_sumamt)) AS backs,
    count(*) FILTER (WHERE medfee_sumamt >= 0) OVER (PARTITION BY mdtrt_id, abs(medfee_sumamt)) AS given
  FROM once_setl WHERE mdtrt_id IN (SELECT mdtrt_id FROM back);
CREATE TEMP VIEW net_setl AS
  SELECT * FROM once_setl WHERE mdtrt_id IS NULL OR mdtrt_id NOT IN (SELECT mdtrt_id FROM taken_back)
  UNION ALL SELECT * EXCLUDE (place, backs, given) FROM taken_back WHERE medfee_sumamt >= 0 AND place > backs;
CREATE TEMP TABLE gone_setl AS
  SELECT DISTINCT setl_id FROM taken_back WHERE setl_id IS NOT NULL AND setl_id NOT IN
    (SELECT setl_id FROM taken_back WHERE setl_id IS NOT NULL AND medfee_sumamt >= 0 AND place > backs);
CREATE TEMP TABLE gone_mdtrt AS
  SELECT mdtrt_id FROM taken_back WHERE mdtrt_id IS NOT NULL GROUP BY mdtrt_id HAVING count(*) FILTER (WHERE medfee_sumamt >= 0 AND place > backs) = 0;`

const notOfTests = (row: string) =>
  `(${row}.fixmedins_code IS NULL OR ${row}.fixmedins_code NOT IN (SELECT fixmedins_code FROM test_institution))`
const settled = (row: string) => `(${row}.setl_id IS NULL OR ${row}.setl_id NOT IN (SELECT setl_id FROM gone_setl))
  AND (${row}.setl_id IS NOT NULL OR ${row}.mdtrt_id IS NULL OR ${row}.mdtrt_id NOT IN (SELECT mdtrt_id FROM gone_mdtrt))`

/** What tells a line from others: some institutions number anew in each visit, and two may use the same numbers. */
const lineOfFee = 'hash(feedetl_sn, fixmedins_code, mdtrt_id)'

/**
 * A line that is taken back is a negative row under the same number in the same visit: what is left of it is the difference. Where only the
 * drug's own record tells of its return, the line loses as much, once. A return that does not name the visit, or a line that does not, is
 * known by its institution and person, and one without a person by its institution: where that is one line, and no other could be meant.
 */
export const feeLines = `
CREATE TEMP TABLE negative_fee AS SELECT DISTINCT ${lineOfFee} AS h FROM raw_fee WHERE feedetl_sn IS NOT NULL AND (cnt < 0 OR det_item_fee_sumamt < 0);
CREATE TEMP TABLE back_trac AS
  SELECT t.feedetl_sn, t.fixmedins_code, t.mdtrt_id, coalesce(k.one, t.psn_no) AS psn_no, -sum(t.sel_retn_cnt) AS boxes
  FROM (SELECT DISTINCT * FROM raw_trac WHERE sel_retn_cnt < 0 AND feedetl_sn IS NOT NULL) t LEFT JOIN same_person k ON k.psn_no = t.psn_no GROUP BY ALL;
CREATE TEMP TABLE back_line AS
  SELECT f.feedetl_sn, f.fixmedins_code, f.mdtrt_id, min(coalesce(k.one, f.psn_no)) AS psn_no, max(coalesce(k.one, f.psn_no)) AS other
  FROM (SELECT feedetl_sn, fixmedins_code, mdtrt_id, psn_no FROM raw_fee
    WHERE hash(feedetl_sn, fixmedins_code) IN (SELECT hash(feedetl_sn, fixmedins_code) FROM back_trac)) f
  LEFT JOIN same_person k ON k.psn_no = f.psn_no GROUP BY 1, 2, 3;
CREATE TEMP TABLE brought_back AS
  WITH of_person AS (SELECT feedetl_sn, fixmedins_code, psn_no, any_value(mdtrt_id) AS visit FROM back_line WHERE psn_no = other GROUP BY 1, 2, 3 HAVING count(*) = 1),
  alone AS (SELECT feedetl_sn, fixmedins_code, any_value(mdtrt_id) AS visit FROM back_line WHERE psn_no IS NOT DISTINCT FROM other GROUP BY 1, 2 HAVING count(*) = 1),
  meant AS (
    SELECT feedetl_sn, fixmedins_code, mdtrt_id, boxes FROM back_trac SEMI JOIN back_line USING (feedetl_sn, fixmedins_code, mdtrt_id)
    UNION ALL SELECT feedetl_sn, fixmedins_code, visit, boxes FROM back_trac JOIN of_person USING (feedetl_sn, fixmedins_code, psn_no)
      WHERE mdtrt_id IS NULL OR visit IS NULL
    UNION ALL SELECT feedetl_sn, fixmedins_code, visit, boxes FROM back_trac JOIN alone USING (feedetl_sn, fixmedins_code)
      WHERE psn_no IS NULL AND (mdtrt_id IS NULL OR visit IS NULL))
  SELECT feedetl_sn, fixmedins_code, mdtrt_id, sum(boxes) AS boxes FROM meant WHERE ${lineOfFee} NOT IN (SELECT h FROM negative_fee) GROUP BY 1, 2, 3;
CREATE TEMP TABLE twice_fee AS
  SELECT ${lineOfFee} AS h FROM raw_fee WHERE feedetl_sn IS NOT NULL GROUP BY 1 HAVING count(*) > 1
  UNION SELECT h FROM negative_fee UNION SELECT ${lineOfFee} FROM brought_back;
CREATE TEMP TABLE odd_fee AS
  WITH odd AS (SELECT DISTINCT * FROM raw_fee WHERE feedetl_sn IS NOT NULL AND ${lineOfFee} IN (SELECT h FROM twice_fee))
  SELECT odd.*, row_number() OVER line AS place, count(*) FILTER (WHERE cnt < 0 OR det_item_fee_sumamt < 0) OVER whole AS backs,
    sum(cnt) OVER whole - coalesce(b.boxes, 0) AS net_cnt, sum(det_item_fee_sumamt) OVER whole AS net_amt, sum(inscp_scp_amt) OVER whole AS net_inscp,
    CASE WHEN b.boxes IS NULL THEN 1 WHEN sum(cnt) OVER whole > b.boxes THEN (sum(cnt) OVER whole - b.boxes) / sum(cnt) OVER whole ELSE 0 END AS kept
  FROM odd LEFT JOIN brought_back b
    ON b.feedetl_sn = odd.feedetl_sn AND b.fixmedins_code = odd.fixmedins_code AND b.mdtrt_id IS NOT DISTINCT FROM odd.mdtrt_id
  WINDOW line AS (PARTITION BY odd.feedetl_sn, odd.fixmedins_code, odd.mdtrt_id ORDER BY det_item_fee_sumamt DESC, fee_ocur_time),
    whole AS (PARTITION BY odd.feedetl_sn, odd.fixmedins_code, odd.mdtrt_id);
CREATE TEMP VIEW net_fee AS
  SELECT * FROM raw_fee WHERE feedetl_sn IS NOT NULL AND ${lineOfFee} NOT IN (SELECT h FROM twice_fee)
  UNION ALL SELECT * FROM raw_fee WHERE feedetl_sn IS NULL AND coalesce(cnt, 0) >= 0 AND coalesce(det_item_fee_sumamt, 0) >= 0
  UNION ALL SELECT * EXCLUDE (place, backs, net_cnt, net_amt, net_inscp, kept) FROM odd_fee WHERE backs = 0 AND kept = 1
  UNION ALL SELECT * EXCLUDE (place, backs, net_cnt, net_amt, net_inscp, kept)
    REPLACE (net_cnt AS cnt, CAST(round(net_amt * kept) AS BIGINT) AS det_item_fee_sumamt, CAST(round(net_inscp * kept) AS BIGINT) AS inscp_scp_amt)
    FROM odd_fee WHERE (backs > 0 OR kept < 1) AND place = 1 AND coalesce(net_cnt, 1) > 0 AND coalesce(net_amt, 1) > 0;
CREATE TEMP TABLE share AS
  SELECT setl_id, any_value(mdtrt_id) AS mdtrt_id, any_value(psn_no) AS psn_no, any_value(med_type) AS med_type, any_value(mdtrtarea_admvs) AS area,
    CASE WHEN sum(inscp_scp_amt) > 0 THEN sum(fund_pay_sumamt) / sum(inscp_scp_amt) END AS of_scope,
    CASE WHEN sum(medfee_sumamt) > 0 THEN sum(fund_pay_sumamt) / sum(medfee_sumamt) END AS of_whole
  FROM net_setl WHERE setl_id IS NOT NULL GROUP BY setl_id;`

/** A code is not a blank, not one character over and over, not the barcode of the article. */
const traceCode = (code: string) =>
  `CASE WHEN ${code} <> repeat(substring(${code}, 1, 1), CAST(length(${code}) AS INTEGER)) AND NOT regexp_full_match(${code}, '[0-9]{13}') THEN ${code} END`

/** A drug that came back cancels the last sale of the same code by the same institution to the same person. */
export const sales = `${once('trac', 'drug_trac_codg')}
CREATE TEMP TABLE come_back AS
  WITH back AS (SELECT DISTINCT hash(drug_trac_codg) AS h FROM once_trac WHERE sel_retn_cnt < 0 AND drug_trac_codg IS NOT NULL)
  SELECT t.*, row_number() OVER (PARTITION BY drug_trac_codg, fixmedins_code, coalesce(k.one, t.psn_no), sel_retn_cnt < 0 ORDER BY sel_retn_time DESC, rtal_docno DESC) AS place,
    count(*) FILTER (WHERE sel_retn_cnt < 0) OVER sale AS backs, count(*) FILTER (WHERE sel_retn_cnt >= 0) OVER sale AS given
  FROM once_trac t LEFT JOIN same_person k ON k.psn_no = t.psn_no WHERE hash(drug_trac_codg) IN (SELECT h FROM back)
  WINDOW sale AS (PARTITION BY drug_trac_codg, fixmedins_code, coalesce(k.one, t.psn_no));
CREATE TEMP VIEW net_trac AS
  SELECT * FROM once_trac WHERE drug_trac_codg IS NULL OR hash(drug_trac_codg) NOT IN (SELECT hash(drug_trac_codg) FROM come_back)
  UNION ALL SELECT * EXCLUDE (place, backs, given) FROM come_back WHERE coalesce(sel_retn_cnt, 1) >= 0 AND place > backs;`

const selects: Readonly<Record<TableName, string>> = {
  setl: `SELECT ${inOrder('setl', { psn_no: person('s'), setl_s: 's.setl_time', setl_day: dayOf('s.setl_time'), setl_month: month(dayOf('s.setl_time')), medfee_fen: 's.medfee_sumamt', fund_fen: 's.fund_pay_sumamt', hifp_fen: 's.hifp_pay', acct_fen: 's.acct_pay', cash_fen: 's.psn_cash_pay', brdy: 's.brdy', admdvs: `coalesce(p.admdvs, s.mdtrtarea_admvs, '')`, hosp_lv: `coalesce(p.hosp_lv, '')`, opter: `coalesce(s.opter, '')` }, 's')}
    FROM net_setl s LEFT JOIN place p ON p.fixmedins_code = s.fixmedins_code WHERE ${notOfTests('s')}`,
  mdtrt: `SELECT ${inOrder('mdtrt', { psn_no: person('m'), dept_code: 'm.adm_dept_codg', dept: 'coalesce(m.adm_dept_name, m.adm_dept_codg)', doctor: 'm.atddr_no', begn_s: 'm.begntime', begn_day: dayOf('m.begntime'), end_s: 'm.endtime', end_day: dayOf('m.endtime'), begn_date: dateNumber(dayOf('m.begntime')) }, 'm')}
    FROM (SELECT DISTINCT * FROM raw_mdtrt) m WHERE ${notOfTests('m')} AND (m.mdtrt_id IS NULL OR m.mdtrt_id NOT IN (SELECT mdtrt_id FROM gone_mdtrt))`,
  dise: `SELECT ${inOrder('dise', { psn_no: `coalesce(m.psn_no, ${person('d')})` }, 'd')}
    FROM raw_dise d LEFT JOIN (SELECT mdtrt_id, min(${person('raw_mdtrt')}) AS psn_no FROM raw_mdtrt GROUP BY mdtrt_id) m ON m.mdtrt_id = d.mdtrt_id`,
  oprn: `SELECT ${inOrder('oprn', { psn_no: `coalesce(m.psn_no, ${person('o')})`, oprn_day: 'o.oprn_oprt_date' }, 'o')}
    FROM raw_oprn o LEFT JOIN (SELECT mdtrt_id, min(${person('raw_mdtrt')}) AS psn_no FROM raw_mdtrt GROUP BY mdtrt_id) m ON m.mdtrt_id = o.mdtrt_id`,
  fee: `SELECT ${inOrder('fee', { mdtrt_id: 'coalesce(f.mdtrt_id, r.mdtrt_id)', psn_no: `coalesce(k.one, f.psn_no, r.psn_no)`, admdvs: `coalesce(p.admdvs, r.area, '')`, hosp_lv: `coalesce(p.hosp_lv, '')`, med_type: 'r.med_type', fee_month: month(dayOf('f.fee_ocur_time')), item_name: 'f.medins_list_name', chrgitm_type: 'f.med_chrgitm_type', staff: 'coalesce(f.orders_dr_code, f.bilg_dr_codg)', takehome: 'f.dscg_tkdrug_flag', fee_s: 'f.fee_ocur_time', fee_day: dayOf('f.fee_ocur_time'), fee_date: dateNumber(dayOf('f.fee_ocur_time')), pric_e4: 'f.pric', amt_fen: 'f.det_item_fee_sumamt', fund_fen: `CAST(round(least(greatest(coalesce(f.inscp_scp_amt * r.of_scope, f.det_item_fee_sumamt * r.of_whole, 0), 0), coalesce(f.det_item_fee_sumamt, 0))) AS BIGINT)` }, 'f')}
    FROM fee_slice f LEFT JOIN share_slice r ON r.setl_id = f.setl_id LEFT JOIN place p ON p.fixmedins_code = f.fixmedins_code LEFT JOIN same_person k ON k.psn_no = f.psn_no
    WHERE ${notOfTests('f')} AND ${settled('f')}`,
  trac: `SELECT ${inOrder('trac', { psn_no: `coalesce(k.one, t.psn_no)`, drug_trac_codg: traceCode('t.drug_trac_codg'), trac_s: 't.sel_retn_time', trac_day: dayOf('t.sel_retn_time'), trac_month: month(dayOf('t.sel_retn_time')), cnt: 't.sel_retn_cnt', price_fen: 'CAST(round(t.finl_trns_pric / 100.0) AS BIGINT)' }, 't')}
    FROM net_trac t LEFT JOIN same_person k ON k.psn_no = t.psn_no WHERE ${notOfTests('t')} AND ${settled('t')}`,
  inv: `SELECT ${inOrder('inv', { inv_day: `CASE WHEN i.infno = '3501' AND day(DATE '1970-01-01' + CAST(i.invdate AS INTEGER)) = 1 THEN i.invdate - 1 WHEN i.infno = '3501' THEN i.invdate ELSE coalesce(${dayOf('i.inv_chg_time')}, i.invdate) END`, cnt: `CASE WHEN i.infno = '3501' THEN coalesce(i.inv_cnt, i.cnt) ELSE coalesce(i.cnt, i.inv_cnt) END` }, 'i')}
    FROM raw_inv i WHERE ${notOfTests('i')}`,
  institution: `SELECT ${inOrder('institution', {}, 'i')} FROM (SELECT fixmedins_code, any_value(fixmedins_name) AS fixmedins_name, any_value(fixmedins_type) AS fixmedins_type,
      min(left(coalesce(hosp_lv, ''), 2)) AS hosp_lv, min(coalesce(admdvs, '')) AS admdvs, bit_or(unusable) AS unusable FROM raw_institution GROUP BY fixmedins_code) i WHERE ${notOfTests('i')}`,
  person: `SELECT ${inOrder('person', {}, 'p')} FROM (
      SELECT ${person('q')} AS psn_no, arg_min(q.gend, q.psn_no) AS gend, arg_min(q.insuplc_admdvs, q.psn_no) AS insuplc_admdvs, string_agg(DISTINCT q.psn_no, ' ' ORDER BY q.psn_no) AS psn_nos,
        CAST(arg_min(q.brdy, q.psn_no) AS BIGINT) AS brdy, max(q.death_dt) AS death_day, count(DISTINCT q.psn_no) AS numbers, bit_or(q.unusable) AS unusable
      FROM (SELECT psn_no, gend, brdy, insuplc_admdvs, death_dt, unusable FROM raw_person UNION ALL
        SELECT psn_no, any_value(gend), any_value(brdy), any_value(insuplc_admdvs), NULL, 0 FROM raw_setl
        WHERE psn_no IS NOT NULL AND psn_no NOT IN (SELECT psn_no FROM raw_person WHERE psn_no IS NOT NULL) GROUP BY psn_no) q
      WHERE q.psn_no IS NOT NULL GROUP BY 1) p`,
  item_rule: `SELECT ${inOrder('item_rule', { prefix: `CASE WHEN r.admdvs = '100000' THEN '' ELSE regexp_replace(coalesce(r.admdvs, ''), '(00)+$', '') END`, hosp_lv: `left(coalesce(r.hosp_lv, ''), 2)`, begn_day: 'coalesce(r.begndate, -100000)', end_day: 'coalesce(r.enddate, 200000)', price_cap_e4: 'r.price_cap', bundle_fen: 'r.bundle_price', amount: 'try_cast(r.value AS DOUBLE)' }, 'r')}
    FROM (SELECT DISTINCT * FROM raw_item_rule) r`,
}

/** The document of each person under the number that models know: as the table of people says, else as the settlements do. Of two, none. */
export const identitiesTable = `
  WITH said AS (
    SELECT psn_no, upper(certno) AS certno, true AS of_people FROM raw_person WHERE ${isNumber}
    UNION ALL SELECT DISTINCT psn_no, upper(certno), false FROM raw_setl WHERE ${isNumber}),
  of_one AS (SELECT coalesce(k.one, said.psn_no) AS psn_no, said.certno, said.of_people FROM said LEFT JOIN same_person k ON k.psn_no = said.psn_no),
  told AS (
    SELECT psn_no, min(certno) AS least, max(certno) AS most,
      min(certno) FILTER (WHERE of_people) AS least_own, max(certno) FILTER (WHERE of_people) AS most_own FROM of_one GROUP BY psn_no)
  SELECT psn_no, coalesce(least_own, least) AS certno FROM told WHERE coalesce(least_own, least) = coalesce(most_own, most)`

/** What has to be made before a table can be. */
export const before: Readonly<Partial<Record<TableName, string>>> = {
  setl: settlements,
  fee: feeLines,
  trac: sales,
}

/** How Parquet is written for a run: quickly. Looking for a dictionary among values that hardly repeat took more than half of the time. */
export const parquetForWork = 'FORMAT parquet, COMPRESSION lz4, DICTIONARY_SIZE_LIMIT 4000'

/**
 * The lines of some settlements, and those settlements' shares: `slice` of `slices`. A join over all of a province's year would hold more
 * than the memory that is given; a slice of it does not.
 */
export const feeSlice = (slice: number, slices: number): readonly string[] => [
  `CREATE OR REPLACE TEMP VIEW fee_slice AS SELECT * FROM net_fee${slices === 1 ? '' : ` WHERE coalesce(hash(setl_id), 0) % ${slices} = ${slice}`}`,
  `CREATE OR REPLACE TEMP VIEW share_slice AS SELECT * FROM share${slices === 1 ? '' : ` WHERE hash(setl_id) % ${slices} = ${slice}`}`,
]

/** Writes a table of the models as Parquet. */
export const writeTable = (table: TableName, file: string): string => `COPY (${selects[table]}) TO ${sqlText(file)} (${parquetForWork})`

const settledAt = (column: 'setl_id' | 'mdtrt_id') => `(SELECT hash(${column}) FROM raw_setl WHERE ${column} IS NOT NULL)`
const visits = `(SELECT hash(mdtrt_id) FROM raw_mdtrt WHERE mdtrt_id IS NOT NULL UNION SELECT hash(mdtrt_id) FROM raw_setl WHERE mdtrt_id IS NOT NULL)`
/** Lines that name a settlement which is not in the delivery, or that name none and whose visit has none; where settlements were delivered at all. */
const withoutSettlement = [
  `FROM raw_fee WHERE setl_id IS NOT NULL AND hash(setl_id) NOT IN ${settledAt('setl_id')} AND EXISTS (SELECT 1 FROM raw_setl)`,
  `FROM raw_fee WHERE setl_id IS NULL AND (mdtrt_id IS NULL OR hash(mdtrt_id) NOT IN ${settledAt('mdtrt_id')}) AND EXISTS (SELECT 1 FROM raw_setl)`,
]

/** Rows that name a visit which neither the visits nor the settlements of the delivery know. */
const ofNoVisit = (table: TableName) =>
  `FROM raw_${table} WHERE mdtrt_id IS NOT NULL AND hash(mdtrt_id) NOT IN ${visits} AND EXISTS ${visits}`
const strayed = (table: TableName, key: string): readonly [QualityCode, string, string] => [
  'recordWithoutVisit',
  `SELECT count(*) ${ofNoVisit(table)}`,
  `SELECT ${key} AS key ${ofNoVisit(table)}`,
]

const sumOf = (rows: readonly string[]) => `SELECT ${rows.map((from) => `(SELECT count(*) ${from})`).join(' + ')}`
const keysOf = (rows: readonly string[]) =>
  rows.map((from) => `SELECT coalesce(feedetl_sn, setl_id, mdtrt_id) AS key ${from}`).join(' UNION ALL ')

const saleKey = 'coalesce(rtal_docno, feedetl_sn, setl_id, mdtrt_id)'
const withoutCode = 'FROM raw_trac WHERE drug_trac_codg IS NULL'

/** Counts of what was netted, left out or hangs in the air, each for a finding, some with keys; a statement for each table that is made. */
export const findings: Readonly<Partial<Record<TableName | 'groundwork', readonly (readonly [QualityCode, string, string?])[]>>> = {
  groundwork: [
    ['testInstitution', 'SELECT count(*) FROM test_institution'],
    ['personMerged', 'SELECT count(*) FROM same_person'],
  ],
  setl: [
    [
      'exactDuplicate',
      'SELECT (SELECT count(*) FROM raw_setl WHERE hash(setl_id) IN (SELECT h FROM twice_setl)) - (SELECT count(*) FROM (SELECT DISTINCT * FROM raw_setl WHERE hash(setl_id) IN (SELECT h FROM twice_setl)))',
    ],
    ['refundNetted', 'SELECT count(*) FROM taken_back WHERE medfee_sumamt < 0 AND place <= given'],
    ['negativeWithoutOriginal', 'SELECT count(*) FROM taken_back WHERE medfee_sumamt < 0 AND place > given'],
  ],
  fee: [
    [
      'exactDuplicate',
      `SELECT (SELECT count(*) FROM raw_fee WHERE feedetl_sn IS NOT NULL AND ${lineOfFee} IN (SELECT h FROM twice_fee)) - (SELECT count(*) FROM odd_fee)`,
    ],
    [
      'refundNetted',
      'SELECT coalesce(sum(backs), 0) FROM (SELECT max(backs) AS backs FROM odd_fee WHERE backs > 0 GROUP BY feedetl_sn, fixmedins_code, mdtrt_id HAVING count(*) > max(backs))',
    ],
    [
      'negativeWithoutOriginal',
      'SELECT coalesce(sum(backs), 0) FROM (SELECT max(backs) AS backs FROM odd_fee WHERE backs > 0 GROUP BY feedetl_sn, fixmedins_code, mdtrt_id HAVING count(*) = max(backs))',
    ],
    ['lineWithoutSettlement', sumOf(withoutSettlement), keysOf(withoutSettlement)],
    ['lineWithoutVisit', sumOf([ofNoVisit('fee')]), keysOf([ofNoVisit('fee')])],
  ],
  dise: [strayed('dise', 'mdtrt_id')],
  oprn: [strayed('oprn', 'mdtrt_id')],
  trac: [
    [
      'exactDuplicate',
      'SELECT (SELECT count(*) FROM raw_trac WHERE drug_trac_codg IS NOT NULL AND hash(drug_trac_codg) IN (SELECT h FROM twice_trac)) - (SELECT count(*) FROM (SELECT DISTINCT * FROM raw_trac WHERE drug_trac_codg IS NOT NULL AND hash(drug_trac_codg) IN (SELECT h FROM twice_trac)))',
    ],
    ['refundNetted', 'SELECT count(*) FROM come_back WHERE sel_retn_cnt < 0 AND place <= given'],
    ['negativeWithoutOriginal', 'SELECT count(*) FROM come_back WHERE sel_retn_cnt < 0 AND place > given'],
    ['traceCodeInvalid', `SELECT count(*) FROM raw_trac t WHERE t.drug_trac_codg IS NOT NULL AND ${traceCode('t.drug_trac_codg')} IS NULL`],
    ['traceCodeBlank', `SELECT count(*) ${withoutCode}`, `SELECT ${saleKey} AS key ${withoutCode}`],
    strayed('trac', saleKey),
  ],
}
