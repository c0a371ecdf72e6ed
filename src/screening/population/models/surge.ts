import type { Model } from '../model'
import { heldAt, isHeldBy } from './in-force'

const month = (at: number) => `2025-0${at}`
/** A line of so many boxes on the tenth of a month. */
const line = (sn: string, institution: string, at: number, boxes: number, code = 'X27') => ({
  ...{
    feedetl_sn: sn,
    mdtrt_id: `${sn}A`,
    setl_id: `${sn}S`,
    psn_no: `${sn}P`,
    fixmedins_code: institution,
    fee_ocur_time: `${month(at)}-10 09:00:00`,
  },
  ...{ med_list_codg: code, medins_list_name: '人血白蛋白', cnt: String(boxes), pric: '500.00', det_item_fee_sumamt: `${boxes * 500}.00` },
})
const months = (institution: string, boxes: readonly number[], code?: string) =>
  boxes.map((count, at) => line(`${institution}F${at}`, institution, at + 1, count, code))
const first = (institution: string, day: string) => ({
  ...line(`${institution}0`, institution, 1, 1),
  fee_ocur_time: `2025-01-${day} 09:00:00`,
})

/**
 * M27: a watched item that an institution suddenly bills much more of: watched in that month, whenever it came on the list before. The growth is
 * split by replacing one factor after the other (连环替代法): the month before at the visits of this one (`by_visits`), then at its quantity
 * (`by_quantity`), then at its price, which is the month itself. What each step adds is a factor's share, to the fen: the shares are the growth.
 */
export const watchSurge: Model = {
  id: 'M27',
  version: '1.2.0',
  title: '重点药品耗材金额异常增长',
  grade: 'medium',
  confidence: 'S',
  basis: '《医疗保障基金使用监督管理条例》第三十八条第（二）项、第四十条第（三）项',
  parameters: {
    floor_fen: { value: 5_000_000, meaning: '当月金额至少多少（分）', confidence: 'M' },
    growth: { value: 0.5, meaning: '环比增长超过多少', confidence: 'M' },
    deviations: { value: 3, meaning: '超过前 12 个月均值几倍标准差', confidence: 'M' },
    fewest_months: { value: 6, meaning: '看标准差时至少有几个月', confidence: 'M' },
  },
  needs: [
    'fee.fixmedins_code',
    'fee.med_list_codg',
    'fee.fee_ocur_time',
    'fee.det_item_fee_sumamt',
    'item_rule.rule_type',
    'item_rule.med_list_codg',
  ],
  lessWithout: [
    { column: 'fee.cnt', meaning: '没有数量时每行按 1 计，增长中用量和单价各带来多少不可信' },
    { column: 'fee.mdtrt_id', meaning: '没有就诊号时分不出人次，增长中人次的部分计入用量' },
  ],
  reads: ['fee', 'item_rule'],
  parts: [
    {
      shardKey: 'fixmedins_code',
      sql: `
WITH listed AS (SELECT DISTINCT med_list_codg FROM item_rule WHERE rule_type = 'watch'),
watch AS (${heldAt(`rule_type = 'watch'`)}),
amount AS (
  SELECT f.fixmedins_code AS fixmedins_code, f.med_list_codg AS code, f.fee_month AS fee_month, sum(coalesce(f.amt_fen, 0)) AS amt_fen, sum(coalesce(f.fund_fen, 0)) AS fund_fen, min(f.fee_day) AS first_day,
    sum({whole(coalesce(f.cnt, 1) * 10000)}) AS quantity, count(DISTINCT f.mdtrt_id) AS visits, max(CASE WHEN watch.code IS NULL THEN 0 ELSE 1 END) AS watched
  FROM fee f JOIN listed ON listed.med_list_codg = f.med_list_codg LEFT JOIN watch ON ${isHeldBy('watch')} WHERE f.fee_month IS NOT NULL AND f.fixmedins_code IS NOT NULL
  GROUP BY f.fixmedins_code, f.med_list_codg, f.fee_month),
opening AS (SELECT fixmedins_code, min(first_day) AS first_day FROM amount GROUP BY fixmedins_code),
numbered AS (
  SELECT a.fixmedins_code AS fixmedins_code, a.code AS code, a.fee_month AS fee_month, a.amt_fen AS amt_fen, a.fund_fen AS fund_fen, a.watched AS watched,
    a.quantity AS quantity, a.visits AS visits,
    CAST(substring(a.fee_month, 1, 4) AS bigint) * 12 + CAST(substring(a.fee_month, 6, 2) AS bigint) AS place,
    CASE WHEN a.fee_month = {month(o.first_day)} AND substring({day(o.first_day)}, 9, 2) > '05' THEN 1 ELSE 0 END AS broken
  FROM amount a JOIN opening o ON o.fixmedins_code = a.fixmedins_code),
beside AS (
  SELECT fixmedins_code, code, fee_month, amt_fen, fund_fen, watched, place, quantity, visits,
    lag(place) OVER item AS last_place, lag(amt_fen) OVER item AS last_fen, lag(quantity) OVER item AS last_quantity, lag(visits) OVER item AS last_visits,
    max(amt_fen) OVER (PARTITION BY fixmedins_code, code ORDER BY place ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING) AS highest,
    avg({real(amt_fen)}) OVER (PARTITION BY fixmedins_code, code ORDER BY place ROWS BETWEEN 12 PRECEDING AND 1 PRECEDING) AS mean,
    stddev_samp({real(amt_fen)}) OVER (PARTITION BY fixmedins_code, code ORDER BY place ROWS BETWEEN 12 PRECEDING AND 1 PRECEDING) AS deviation,
    count(*) OVER (PARTITION BY fixmedins_code, code ORDER BY place ROWS BETWEEN 12 PRECEDING AND 1 PRECEDING) AS months
  FROM numbered WHERE broken = 0 WINDOW item AS (PARTITION BY fixmedins_code, code ORDER BY place)),
surge AS (
  SELECT fixmedins_code, code, fee_month, amt_fen, fund_fen, last_fen, quantity, last_quantity,
    CASE WHEN visits > 0 AND last_visits > 0 THEN {whole({real(last_fen)} * visits / last_visits)} ELSE last_fen END AS by_visits
  FROM beside
  WHERE watched = 1 AND amt_fen >= {floor_fen} AND last_place = place - 1 AND last_fen > 0 AND amt_fen > highest
    AND (amt_fen - last_fen > {growth} * last_fen OR (months >= {fewest_months} AND deviation > 0 AND amt_fen - mean > {deviations} * deviation))),
split AS (
  SELECT fixmedins_code, code, fee_month, amt_fen, fund_fen, last_fen, by_visits,
    CASE WHEN quantity > 0 AND last_quantity > 0 THEN {whole({real(last_fen)} * quantity / last_quantity)} ELSE by_visits END AS by_quantity
  FROM surge)
SELECT 'medium' AS grade, 'institution' AS subject_type, fixmedins_code AS subject_id, fixmedins_code AS institution, fee_month AS period,
  sum(amt_fen) AS involved_fen, sum(amt_fen - last_fen) AS irregular_fen, {whole(sum(1.0 * fund_fen * (amt_fen - last_fen) / amt_fen))} AS fund_loss_fen,
  '{"items":' || {keys(code)} || ',"amountFen":' || {number(sum(amt_fen))} || ',"lastMonthFen":' || {number(sum(last_fen))} || ',"growthFen":' || {number(sum(amt_fen - last_fen))}
    || ',"visitsFen":' || {number(sum(by_visits - last_fen))} || ',"perVisitFen":' || {number(sum(by_quantity - by_visits))}
    || ',"priceFen":' || {number(sum(amt_fen - by_quantity))} || '}' AS evidence
FROM split GROUP BY fixmedins_code, fee_month`,
    },
  ],
  falseAlarms: [
    { cause: '数据从月中开始，首月金额不全', exclusion: '机构首笔晚于 5 日的月份不作基数' },
    { cause: '断供后恢复', exclusion: '未超过前三个月最高值的不计' },
    { cause: '集采切换、目录新增、新科室开诊', exclusion: '没有上月基数的不计；有基数的需核实' },
  ],
  example: {
    rows: {
      fee: [
        first('27H1', '01'),
        ...months('27H1', [100, 110, 200, 190]),
        first('27H2', '01'),
        ...months('27H2', [200, 90, 190]),
        first('27H3', '01'),
        ...months('27H3', [20, 25, 60]),
        ...months('27H4', [60, 200, 210]),
        first('27H5', '01'),
        ...months('27H5', [100, 110, 200], 'X27B'),
        first('27H6', '01'),
        ...months('27H6', [100, 110, 200], 'X27C'),
      ],
      institution: [{ fixmedins_code: '27H6', fixmedins_name: '湖东医院', fixmedins_type: '1', hosp_lv: '二级', admdvs: '370811' }],
      item_rule: [
        { rule_id: 'R27', rule_type: 'watch', med_list_codg: 'X27', category: '西药', value: '1', begndate: '2025-03-01' },
        { rule_id: 'R27B', rule_type: 'watch', med_list_codg: 'X27B', category: '西药', value: '2', enddate: '2025-02-28' },
        { rule_id: 'R27C', rule_type: 'watch', med_list_codg: 'X27C', category: '西药', value: '3', admdvs: '410000' },
      ],
    },
    hits: [
      {
        grade: 'medium',
        subject_type: 'institution',
        subject_id: '27H1',
        institution: '27H1',
        period: '2025-03',
        involved: 10000000,
        irregular: 4500000,
        loss: 0,
      },
    ],
    nearMisses: [
      '27H2：断供后恢复',
      '27H3：金额不到 5 万元',
      '27H4：首月从 10 日开始，不作基数',
      '27H5：目录在当月已失效',
      '27H6：外省的目录',
    ],
  },
}
