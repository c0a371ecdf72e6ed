import type { Model } from '../model'

/** A settlement of so many yuan, at a minute and second of a day. */
const swipe = (id: string, institution: string, person: string, at: string, yuan: string) => ({
  ...{
    setl_id: id,
    mdtrt_id: `${id}A`,
    psn_no: person,
    med_type: '41',
    fixmedins_code: institution,
    setl_time: `2025-03-${at}`,
    opter: 'T1',
  },
  ...{ medfee_sumamt: yuan, fund_pay_sumamt: yuan, acct_pay: '0' },
})
const swipes = (prefix: string, institution: string, count: number, day: string, everyMinutes: number, yuan: string) =>
  Array.from({ length: count }, (_, at) =>
    swipe(`${prefix}${at}`, institution, `${prefix}P${at}`, `${day} 10:${String(at * everyMinutes).padStart(2, '0')}:00`, yuan),
  )

/** One that a terminal settled for somebody who stood at it. */
const atTerminal = "t.opter <> '' AND t.setl_s IS NOT NULL AND t.psn_no IS NOT NULL AND coalesce(t.med_type, '') NOT LIKE '2%'"

/** M06: many cards on one terminal within minutes. Sums are made of the crowded days alone: those of every day would not go into the memory. */
export const cardRun: Model = {
  id: 'M06',
  version: '1.0.1',
  title: '短时间集中刷卡（空刷套刷）',
  grade: 'high',
  confidence: 'V2',
  basis: '《医疗保障基金使用监督管理条例》第四十条第（一）项、第（三）项',
  parameters: {
    people: { value: 6, meaning: '时间窗内达到几个人', confidence: 'M' },
    seconds: { value: 600, meaning: '时间窗（秒）', confidence: 'M' },
    round_share: { value: 0.5, meaning: '整十元金额占比超过多少算特征', confidence: 'M' },
    night_share: { value: 0.5, meaning: '夜间（22 点至 6 点）占比超过多少算特征', confidence: 'M' },
    usual_share: { value: 0.3, meaning: '该终端出现集中刷卡的天数占比超过多少，视为平时就忙，须有特征才计', confidence: 'M' },
    few_days: { value: 2, meaning: '集中刷卡不超过几天的，不看上一项', confidence: 'M' },
  },
  needs: ['setl.psn_no', 'setl.fixmedins_code', 'setl.setl_time', 'setl.opter'],
  reads: ['setl'],
  parts: [
    {
      shardKey: 'fixmedins_code',
      sql: `
WITH swipe AS (
  SELECT t.fixmedins_code AS fixmedins_code, t.opter AS opter, t.psn_no AS psn_no, t.setl_day AS setl_day, min(t.setl_s) AS s FROM setl t WHERE ${atTerminal}
  GROUP BY t.fixmedins_code, t.opter, t.psn_no, t.setl_day),
followed AS (
  SELECT fixmedins_code, opter, setl_day, s, lag(s, {people} - 1) OVER (PARTITION BY fixmedins_code, opter, setl_day ORDER BY s, psn_no) AS back FROM swipe),
burst AS (SELECT fixmedins_code, opter, setl_day, back, max(s) AS s FROM followed WHERE back IS NOT NULL AND s - back <= {seconds} GROUP BY fixmedins_code, opter, setl_day, back),
crowded AS (SELECT DISTINCT fixmedins_code, opter, setl_day FROM burst),
visit AS (
  SELECT t.fixmedins_code AS fixmedins_code, t.opter AS opter, t.psn_no AS psn_no, t.setl_day AS setl_day, min(t.setl_s) AS s, min(t.setl_id) AS setl_id,
    sum(coalesce(t.medfee_fen, 0)) AS fee_fen, sum(coalesce(t.fund_fen, 0)) AS fund_fen,
    max(CASE WHEN coalesce(t.medfee_fen, 0) > 0 AND t.medfee_fen % 1000 = 0 THEN 1 ELSE 0 END) AS is_round
  FROM setl t JOIN crowded c ON c.fixmedins_code = t.fixmedins_code AND c.opter = t.opter AND c.setl_day = t.setl_day WHERE ${atTerminal}
  GROUP BY t.fixmedins_code, t.opter, t.psn_no, t.setl_day),
member AS (
  SELECT v.fixmedins_code AS fixmedins_code, v.opter AS opter, v.setl_day AS setl_day, v.psn_no AS psn_no, max(v.setl_id) AS setl_id, max(v.fee_fen) AS fee_fen, max(v.fund_fen) AS fund_fen,
    max(v.is_round) AS is_round, max(CASE WHEN v.s - v.setl_day * 86400 >= 22 * 3600 OR v.s - v.setl_day * 86400 < 6 * 3600 THEN 1 ELSE 0 END) AS night
  FROM visit v JOIN burst b ON b.fixmedins_code = v.fixmedins_code AND b.opter = v.opter AND b.setl_day = v.setl_day
  WHERE v.s >= b.back AND v.s <= b.s GROUP BY v.fixmedins_code, v.opter, v.setl_day, v.psn_no),
day AS (
  SELECT fixmedins_code, opter, setl_day, {real(sum(is_round))} / count(*) AS round_share, {real(sum(night))} / count(*) AS night_share FROM member GROUP BY fixmedins_code, opter, setl_day),
habit AS (
  SELECT d.fixmedins_code AS fixmedins_code, d.opter AS opter, count(*) AS bursts, max(a.days) AS days FROM day d
  JOIN (
    SELECT t.fixmedins_code AS fixmedins_code, t.opter AS opter, count(DISTINCT t.setl_day) AS days FROM setl t WHERE ${atTerminal} GROUP BY t.fixmedins_code, t.opter) a ON a.fixmedins_code = d.fixmedins_code AND a.opter = d.opter
  GROUP BY d.fixmedins_code, d.opter),
flagged AS (
  SELECT d.fixmedins_code AS fixmedins_code, d.opter AS opter, d.setl_day AS setl_day,
    CASE WHEN d.round_share > {round_share} OR d.night_share > {night_share} THEN 1 ELSE 0 END AS telling
  FROM day d JOIN habit h ON h.fixmedins_code = d.fixmedins_code AND h.opter = d.opter
  WHERE d.round_share > {round_share} OR d.night_share > {night_share} OR h.bursts <= {few_days} OR h.bursts <= {usual_share} * h.days)
SELECT CASE WHEN max(g.telling) = 1 THEN 'high' ELSE 'medium' END AS grade, 'institution' AS subject_type, m.fixmedins_code AS subject_id, m.fixmedins_code AS institution,
  {day(m.setl_day)} AS period, sum(m.fee_fen) AS involved_fen, sum(m.fee_fen) AS irregular_fen, sum(m.fund_fen) AS fund_loss_fen,
  '{"setl":' || {keys(m.setl_id)} || ',"terminals":' || {keys(m.opter)} || ',"people":' || {number(count(DISTINCT m.psn_no))} || '}' AS evidence
FROM member m JOIN flagged g ON g.fixmedins_code = m.fixmedins_code AND g.opter = m.opter AND g.setl_day = m.setl_day
GROUP BY m.fixmedins_code, m.setl_day`,
    },
  ],
  falseAlarms: [
    { cause: '大医院窗口、自助机平时就忙', exclusion: '该终端超过三成的天数都集中的，须有整额或夜间特征才计' },
    { cause: '同一人多次结算', exclusion: '一天一台终端一人只算一次' },
    { cause: '单位集中购药、村医代刷集中日、义诊', exclusion: null },
  ],
  example: {
    rows: {
      setl: [
        ...swipes('06A', '06D1', 6, '04', 2, '100.00'),
        ...swipes('06B', '06D2', 6, '04', 3, '100.00'),
        ...swipes('06C', '06D3', 5, '04', 2, '100.00'),
        swipe('06C9', '06D3', '06CP1', '04 10:09:00', '100.00'),
        ...['04', '05', '06', '07'].flatMap((day) => swipes(`06E${day}`, '06H4', 8, day, 1, '33.30')),
        ...swipes('06F', '06D5', 7, '05', 1, '33.30'),
      ],
    },
    hits: [
      {
        grade: 'high',
        subject_type: 'institution',
        subject_id: '06D1',
        institution: '06D1',
        period: '2025-03-04',
        involved: 60000,
        irregular: 60000,
        loss: 60000,
      },
      {
        grade: 'medium',
        subject_type: 'institution',
        subject_id: '06D5',
        institution: '06D5',
        period: '2025-03-05',
        involved: 23310,
        irregular: 23310,
        loss: 23310,
      },
    ],
    nearMisses: ['06D2：六人跨 15 分钟', '06D3：五个人，其中一人两次', '06H4：天天如此的窗口，没有特征'],
  },
}
