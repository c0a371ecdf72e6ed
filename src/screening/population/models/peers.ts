import type { Model } from '../model'
import { rows } from '../rows'

/** So many rows of one kind. */
const several = (count: number, row: (at: number) => Record<string, string>) => Array.from({ length: count }, (_, at) => row(at))

/** M20: everybody gets it, where elsewhere few do. */
export const routinePanels: Model = {
  id: 'M20',
  version: '1.2.0',
  title: '检验检查套餐化',
  grade: 'medium',
  confidence: 'V2',
  basis: '《医疗保障基金使用监督管理条例》第三十八条第（二）项',
  parameters: {
    coverage: { value: 0.8, meaning: '入院 48 小时内做过的住院人次占比超过多少', confidence: 'M' },
    elsewhere: { value: 0.5, meaning: '其他机构的占比低于多少才可比', confidence: 'M' },
    stays: { value: 50, meaning: '至少有多少住院人次', confidence: 'M' },
    hours: { value: 48, meaning: '入院后多少小时内', confidence: 'V2' },
  },
  needs: [
    'mdtrt.mdtrt_id',
    'mdtrt.fixmedins_code',
    'mdtrt.med_type',
    'mdtrt.begntime',
    'fee.mdtrt_id',
    'fee.med_list_codg',
    'fee.med_chrgitm_type',
    'fee.fee_ocur_time',
  ],
  reads: ['mdtrt', 'fee'],
  parts: [
    {
      shardKey: null,
      sql: `
WITH stay AS (
  SELECT mdtrt_id, psn_no, max(fixmedins_code) AS fixmedins_code, max(coalesce(dept_code, dept, '')) AS dept, min(begn_s) AS begn_s FROM mdtrt
  WHERE med_type = '21' AND begn_s IS NOT NULL AND fixmedins_code IS NOT NULL GROUP BY mdtrt_id, psn_no),
house AS (
  SELECT fixmedins_code, dept, stays, sum(stays) OVER (PARTITION BY fixmedins_code) AS house_stays, sum(stays) OVER (PARTITION BY dept) AS dept_stays,
    sum(stays) OVER () AS all_stays
  FROM (SELECT fixmedins_code, dept, count(*) AS stays FROM stay GROUP BY fixmedins_code, dept) s),
done AS (
  SELECT f.mdtrt_id AS mdtrt_id, f.med_list_codg AS code, max(s.fixmedins_code) AS fixmedins_code, max(s.dept) AS dept, sum(coalesce(f.amt_fen, 0)) AS amt_fen, sum(coalesce(f.fund_fen, 0)) AS fund_fen
  FROM fee f JOIN stay s ON s.mdtrt_id = f.mdtrt_id AND s.psn_no = f.psn_no
  WHERE f.chrgitm_type IN ('03', '04') AND f.fee_s < s.begn_s + 3600 * {hours} GROUP BY f.mdtrt_id, f.med_list_codg),
per_dept AS (
  SELECT fixmedins_code, dept, code, done, amt_fen, fund_fen, sum(done) OVER (PARTITION BY code, fixmedins_code) AS house_done, sum(done) OVER (PARTITION BY code, dept) AS dept_done,
    sum(done) OVER (PARTITION BY code) AS all_done
  FROM (SELECT fixmedins_code, dept, code, count(*) AS done, sum(amt_fen) AS amt_fen, sum(fund_fen) AS fund_fen FROM done GROUP BY fixmedins_code, dept, code) d),
paired AS (
  SELECT d.code AS code, d.fixmedins_code AS fixmedins_code, d.dept AS dept, d.done AS done, d.house_done AS house_done, d.dept_done AS dept_done, d.all_done AS all_done,
    d.amt_fen AS amt_fen, d.fund_fen AS fund_fen, h.stays AS stays, h.house_stays AS house_stays, h.dept_stays AS dept_stays, h.all_stays AS all_stays
  FROM per_dept d JOIN house h ON h.fixmedins_code = d.fixmedins_code AND h.dept = d.dept WHERE h.house_stays >= {stays}),
either AS (
  SELECT code, fixmedins_code, max(house_stays) AS stays, max(all_stays) AS all_stays, max(house_done) AS done, max(all_done) AS all_done, sum(amt_fen) AS amt_fen, sum(fund_fen) AS fund_fen
  FROM paired GROUP BY code, fixmedins_code
  UNION ALL
  SELECT code, fixmedins_code, stays, dept_stays, done, dept_done, amt_fen, fund_fen FROM paired WHERE dept <> '' AND dept_stays - stays >= {stays}),
flagged AS (
  SELECT code, fixmedins_code, max(amt_fen) AS amt_fen, max(fund_fen) AS fund_fen, max(1.0 * done / stays) AS coverage FROM either
  WHERE stays >= {stays} AND 1.0 * done / stays > {coverage}
    AND (all_stays = stays OR 1.0 * (all_done - done) / (all_stays - stays) < {elsewhere})
  GROUP BY code, fixmedins_code)
SELECT 'medium' AS grade, 'institution' AS subject_type, fixmedins_code AS subject_id, fixmedins_code AS institution, '' AS period,
  sum(amt_fen) AS involved_fen, sum(amt_fen) AS irregular_fen, sum(fund_fen) AS fund_loss_fen,
  '{"items":' || {keys(code)} || ',"percent":' || {number({whole(100 * max(coverage))})} || ',"withinHours":' || {number({hours})} || '}' AS evidence
FROM flagged GROUP BY fixmedins_code`,
    },
  ],
  falseAlarms: [
    {
      cause: '入院常规、专科规范要求（如血常规、心内科肌钙蛋白）',
      exclusion: '其他机构（科室层面为其他机构同编码的科室，没有编码的看名称）同样普遍的项目不计',
    },
    { cause: '科室编码由各机构自编，同一编码不是同一类科室', exclusion: null },
    { cause: '急诊胸痛流程、术前四项', exclusion: null },
  ],
  example: {
    rows: {
      mdtrt: [
        ...several(50, (at) => ({
          mdtrt_id: `20A${at}`,
          psn_no: `20P${at}`,
          fixmedins_code: '20H1',
          med_type: '21',
          begntime: '2025-03-01 09:00:00',
          endtime: '2025-03-06 09:00:00',
          adm_dept_name: '骨科',
        })),
        ...several(50, (at) => ({
          mdtrt_id: `20B${at}`,
          psn_no: `20Q${at}`,
          fixmedins_code: '20H2',
          med_type: '21',
          begntime: '2025-03-01 09:00:00',
          endtime: '2025-03-06 09:00:00',
          adm_dept_name: '骨科',
        })),
      ],
      fee: [
        ...several(45, (at) => ({
          feedetl_sn: `20F${at}`,
          mdtrt_id: `20A${at}`,
          psn_no: `20P${at}`,
          fixmedins_code: '20H1',
          fee_ocur_time: '2025-03-02 09:00:00',
          med_list_codg: 'C20A',
          medins_list_name: '肿瘤标志物',
          med_chrgitm_type: '04',
          cnt: '1',
          det_item_fee_sumamt: '100.00',
          inscp_scp_amt: '100.00',
        })),
        ...several(5, (at) => ({
          feedetl_sn: `20G${at}`,
          mdtrt_id: `20B${at}`,
          psn_no: `20Q${at}`,
          fixmedins_code: '20H2',
          fee_ocur_time: '2025-03-02 09:00:00',
          med_list_codg: 'C20A',
          medins_list_name: '肿瘤标志物',
          med_chrgitm_type: '04',
          cnt: '1',
          det_item_fee_sumamt: '100.00',
          inscp_scp_amt: '100.00',
        })),
        ...several(50, (at) => ({
          feedetl_sn: `20K${at}`,
          mdtrt_id: `20A${at}`,
          psn_no: `20P${at}`,
          fixmedins_code: '20H1',
          fee_ocur_time: '2025-03-02 09:00:00',
          med_list_codg: 'C20B',
          medins_list_name: '血常规',
          med_chrgitm_type: '04',
          cnt: '1',
          det_item_fee_sumamt: '20.00',
          inscp_scp_amt: '20.00',
        })),
        ...several(45, (at) => ({
          feedetl_sn: `20L${at}`,
          mdtrt_id: `20B${at}`,
          psn_no: `20Q${at}`,
          fixmedins_code: '20H2',
          fee_ocur_time: '2025-03-02 09:00:00',
          med_list_codg: 'C20B',
          medins_list_name: '血常规',
          med_chrgitm_type: '04',
          cnt: '1',
          det_item_fee_sumamt: '20.00',
          inscp_scp_amt: '20.00',
        })),
        ...several(50, (at) => ({
          feedetl_sn: `20M${at}`,
          mdtrt_id: `20B${at}`,
          psn_no: `20Q${at}`,
          fixmedins_code: '20H2',
          fee_ocur_time: '2025-03-04 09:00:00',
          med_list_codg: 'C20C',
          medins_list_name: '出院复查',
          med_chrgitm_type: '04',
          cnt: '1',
          det_item_fee_sumamt: '20.00',
          inscp_scp_amt: '20.00',
        })),
      ],
    },
    hits: [
      {
        grade: 'medium',
        subject_type: 'institution',
        subject_id: '20H1',
        institution: '20H1',
        period: '',
        involved: 450000,
        irregular: 450000,
        loss: 0,
      },
    ],
    nearMisses: ['20H1 的血常规：别处同样普遍', '20H2 的出院复查：在入院 48 小时之后'],
  },
}

/** M26: people from one place far away, at a price. */
export const outOfArea: Model = {
  id: 'M26',
  version: '1.0.0',
  title: '异地就医集中',
  grade: 'medium',
  confidence: 'S',
  basis: '《医疗保障基金使用监督管理条例》第四十条第（一）项、第三十八条第（二）项',
  parameters: {
    concentration: { value: 0.5, meaning: '异地患者来源县的集中度（HHI）超过多少', confidence: 'M' },
    cost: { value: 1.3, meaning: '次均费用为同级平均的多少倍以上', confidence: 'M' },
    people: { value: 5, meaning: '至少有多少异地患者', confidence: 'M' },
  },
  needs: [
    'setl.psn_no',
    'setl.fixmedins_code',
    'setl.medfee_sumamt',
    'setl.insuplc_admdvs',
    'institution.hosp_lv',
    'institution.admdvs|setl.mdtrtarea_admvs',
  ],
  reads: ['setl', 'institution'],
  parts: [
    {
      shardKey: 'hosp_lv',
      sql: `
WITH visit AS (
  SELECT fixmedins_code, hosp_lv, psn_no, insuplc_admdvs AS home, medfee_fen, coalesce(fund_fen, 0) AS fund_fen,
    CASE WHEN substring(insuplc_admdvs, 1, 4) <> substring(admdvs, 1, 4) THEN 1 ELSE 0 END AS away
  FROM setl WHERE insuplc_admdvs IS NOT NULL AND admdvs <> '' AND hosp_lv <> '' AND medfee_fen IS NOT NULL AND coalesce(med_type, '') <> '41'),
house AS (
  SELECT fixmedins_code, hosp_lv, count(DISTINCT psn_no) AS people, count(DISTINCT CASE WHEN away = 1 THEN psn_no END) AS far, 1.0 * sum(medfee_fen) / count(*) AS mean_fen,
    sum(CASE WHEN away = 1 THEN medfee_fen ELSE 0 END) AS far_fen, sum(CASE WHEN away = 1 THEN fund_fen ELSE 0 END) AS far_fund
  FROM visit GROUP BY fixmedins_code, hosp_lv),
home AS (SELECT fixmedins_code, home, count(DISTINCT psn_no) AS people FROM visit WHERE away = 1 GROUP BY fixmedins_code, home),
origin AS (SELECT fixmedins_code, 1.0 * sum(people * people) / (sum(people) * sum(people)) AS hhi FROM home GROUP BY fixmedins_code),
level AS (SELECT hosp_lv, {p95({real(1.0 * far / people)})} AS high_share, avg(mean_fen) AS mean_fen FROM house GROUP BY hosp_lv)
SELECT 'medium' AS grade, 'institution' AS subject_type, h.fixmedins_code AS subject_id, h.fixmedins_code AS institution, '' AS period,
  h.far_fen AS involved_fen, {whole(h.far_fen * (h.mean_fen - l.mean_fen) / h.mean_fen)} AS irregular_fen, {whole(h.far_fund * (h.mean_fen - l.mean_fen) / h.mean_fen)} AS fund_loss_fen,
  '{"people":' || {number(h.people)} || ',"fromAway":' || {number(h.far)} || ',"concentrationPercent":' || {number({whole(100 * o.hhi)})} || ',"meanFen":' || {number({whole(h.mean_fen)})} || ',"levelMeanFen":' || {number({whole(l.mean_fen)})} || '}' AS evidence
FROM house h JOIN origin o ON o.fixmedins_code = h.fixmedins_code JOIN level l ON l.hosp_lv = h.hosp_lv
WHERE h.far >= {people} AND 1.0 * h.far / h.people > l.high_share AND o.hhi > {concentration} AND h.mean_fen > {cost} * l.mean_fen`,
    },
  ],
  falseAlarms: [
    { cause: '专科名院、口岸和旅游城市', exclusion: '异地占比、来源县集中度、次均费用三项同时超过才计' },
    { cause: '流动务工聚集地', exclusion: null },
  ],
  example: {
    rows: {
      institution: rows(`fixmedins_code fixmedins_name fixmedins_type hosp_lv admdvs
        26H1 湖东康复医院 1 二级 370811
        26H2 湖西县医院 1 二级 370829
        26H3 湖南县医院 1 二级 370829`),
      setl: [
        ...several(6, (at) => ({
          setl_id: `26S${at}`,
          mdtrt_id: `26A${at}`,
          psn_no: `26P${at}`,
          med_type: '21',
          fixmedins_code: '26H1',
          setl_time: '2025-03-05 09:00:00',
          medfee_sumamt: '3000.00',
          fund_pay_sumamt: '2000.00',
          insuplc_admdvs: '411402',
        })),
        ...several(2, (at) => ({
          setl_id: `26T${at}`,
          mdtrt_id: `26B${at}`,
          psn_no: `26Q${at}`,
          med_type: '21',
          fixmedins_code: '26H1',
          setl_time: '2025-03-05 09:00:00',
          medfee_sumamt: '3000.00',
          fund_pay_sumamt: '2000.00',
          insuplc_admdvs: '370811',
        })),
        ...several(6, (at) => ({
          setl_id: `26U${at}`,
          mdtrt_id: `26C${at}`,
          psn_no: `26R${at}`,
          med_type: '21',
          fixmedins_code: '26H2',
          setl_time: '2025-03-05 09:00:00',
          medfee_sumamt: '1000.00',
          fund_pay_sumamt: '600.00',
          insuplc_admdvs: at < 3 ? `41${at}402` : '370829',
        })),
        ...several(6, (at) => ({
          setl_id: `26V${at}`,
          mdtrt_id: `26D${at}`,
          psn_no: `26O${at}`,
          med_type: '21',
          fixmedins_code: '26H3',
          setl_time: '2025-03-05 09:00:00',
          medfee_sumamt: '1000.00',
          fund_pay_sumamt: '600.00',
          insuplc_admdvs: '370829',
        })),
      ],
    },
    hits: [
      {
        grade: 'medium',
        subject_type: 'institution',
        subject_id: '26H1',
        institution: '26H1',
        period: '',
        involved: 1800000,
        irregular: 800000,
        loss: 533333,
      },
    ],
    nearMisses: ['26H2：来源分散、费用不高'],
  },
}
