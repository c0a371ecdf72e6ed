import type { ShardKey, SubjectType } from '../population/model'
import type { FolderColumn, TableName } from '../population/tables'

/** What a column holds: `code` and `key` are text, a key names one row or one group of them; `fen` is money; `day` is days since 1970. */
export type DocumentedKind = 'code' | 'key' | 'fen' | 'number' | 'day'
type From =
  | FolderColumn
  | 'fee.orders_dr_code|fee.bilg_dr_codg'
  | 'mdtrt.adm_dept_name|mdtrt.adm_dept_codg'
  | 'institution.admdvs|setl.mdtrtarea_admvs'
/** `from`: the column of the interface; `a|b`: either will do. */
export type DocumentedColumn = { kind: DocumentedKind; meaning: string; from: From }

/** Whom a view can be grouped by: the column, and the key that such groups never cross. */
type Subject = { column: string; shardKey: ShardKey }

export type DocumentedView = {
  title: string
  /** What one row is. */
  row: string
  /** The expression that names a row in evidence. */
  rowKey: string
  columns: Readonly<Record<string, DocumentedColumn>>
  subjects: Readonly<Partial<Record<SubjectType, Subject>>>
  institution: 'fixmedins_code' | null
  day: string | null
  /** Whose day `day` is, in the folder. */
  stay: 'mdtrt_id' | null
  money: { involved: string; fund: string | null } | null
}

const code = (meaning: string, from: From): DocumentedColumn => ({ kind: 'code', meaning, from })
const key = (meaning: string, from: FolderColumn): DocumentedColumn => ({ kind: 'key', meaning, from })
const fen = (meaning: string, from: FolderColumn): DocumentedColumn => ({ kind: 'fen', meaning, from })
const number = (meaning: string, from: FolderColumn): DocumentedColumn => ({ kind: 'number', meaning, from })
const day = (meaning: string, from: FolderColumn): DocumentedColumn => ({ kind: 'day', meaning, from })

const person = { column: 'psn_no', shardKey: 'psn_no' } as const
const institution = { column: 'fixmedins_code', shardKey: 'fixmedins_code' } as const
const stay = { column: 'mdtrt_id', shardKey: 'psn_no' } as const
const settlement = { column: 'setl_id', shardKey: 'psn_no' } as const
const item = { column: 'med_list_codg', shardKey: 'fixmedins_code' } as const

/** The tables that a model of a bureau, or an analyst, may look at. Nothing in them names a person. */
export const documentedViews = {
  setl: {
    ...{ title: '结算', row: '一次结算，退费已冲销', rowKey: 'setl_id', institution: 'fixmedins_code', day: 'setl_day', stay: 'mdtrt_id' },
    money: { involved: 'medfee_fen', fund: 'fund_fen' },
    subjects: { person, institution, stay, settlement },
    columns: {
      setl_id: key('结算编号', 'setl.setl_id'),
      mdtrt_id: key('就诊编号', 'setl.mdtrt_id'),
      fixmedins_code: code('机构编码', 'setl.fixmedins_code'),
      med_type: code('医疗类别', 'setl.med_type'),
      gend: code('性别（1 男 2 女）', 'setl.gend'),
      insutype: code('险种', 'setl.insutype'),
      insuplc_admdvs: code('参保地', 'setl.insuplc_admdvs'),
      admdvs: code('就医地', 'institution.admdvs|setl.mdtrtarea_admvs'),
      setl_day: day('结算日期', 'setl.setl_time'),
      medfee_fen: fen('医疗费总额', 'setl.medfee_sumamt'),
      fund_fen: fen('基金支付', 'setl.fund_pay_sumamt'),
      hifp_fen: fen('统筹支付', 'setl.hifp_pay'),
      acct_fen: fen('个人账户支付', 'setl.acct_pay'),
      cash_fen: fen('个人现金支付', 'setl.psn_cash_pay'),
    },
  },
  mdtrt: {
    ...{
      title: '就诊',
      row: '一次就诊（门诊或住院）',
      rowKey: 'mdtrt_id',
      institution: 'fixmedins_code',
      day: 'begn_day',
      stay: 'mdtrt_id',
    },
    money: null,
    subjects: { person, institution, stay, staff: { column: 'doctor', shardKey: 'doctor' } },
    columns: {
      mdtrt_id: key('就诊编号', 'mdtrt.mdtrt_id'),
      fixmedins_code: code('机构编码', 'mdtrt.fixmedins_code'),
      med_type: code('医疗类别', 'mdtrt.med_type'),
      dept_code: code('科室编码', 'mdtrt.adm_dept_codg'),
      dept: code('科室名称（没有名称的是编码）', 'mdtrt.adm_dept_name|mdtrt.adm_dept_codg'),
      doctor: code('医师编码', 'mdtrt.atddr_no'),
      begn_day: day('就诊或入院日期', 'mdtrt.begntime'),
      end_day: day('结束或出院日期', 'mdtrt.endtime'),
    },
  },
  dise: {
    ...{ title: '诊断', row: '一次就诊的一个诊断', rowKey: 'mdtrt_id', institution: null, day: null, stay: 'mdtrt_id', money: null },
    subjects: { person, stay },
    columns: {
      mdtrt_id: key('就诊编号', 'dise.mdtrt_id'),
      diag_code: code('诊断编码', 'dise.diag_code'),
      diag_name: code('诊断名称', 'dise.diag_name'),
      maindiag_flag: code('主诊断（1 是）', 'dise.maindiag_flag'),
    },
  },
  oprn: {
    ...{
      title: '手术',
      row: '一次就诊的一个手术或操作',
      rowKey: 'mdtrt_id',
      institution: null,
      day: 'oprn_day',
      stay: 'mdtrt_id',
      money: null,
    },
    subjects: { person, stay },
    columns: {
      mdtrt_id: key('就诊编号', 'oprn.mdtrt_id'),
      oprn_oprt_code: code('手术编码', 'oprn.oprn_oprt_code'),
      oprn_oprt_name: code('手术名称', 'oprn.oprn_oprt_name'),
      oprn_day: day('手术日期', 'oprn.oprn_oprt_date'),
    },
  },
  fee: {
    ...{
      title: '费用明细',
      row: '一行收费，退费已冲销',
      rowKey: 'feedetl_sn',
      institution: 'fixmedins_code',
      day: 'fee_day',
      stay: 'mdtrt_id',
    },
    money: { involved: 'amt_fen', fund: 'fund_fen' },
    subjects: { person, institution, stay, settlement, item, staff: { column: 'staff', shardKey: 'staff' } },
    columns: {
      feedetl_sn: key('明细编号', 'fee.feedetl_sn'),
      mdtrt_id: key('就诊编号', 'fee.mdtrt_id'),
      setl_id: key('结算编号', 'fee.setl_id'),
      rxno: key('处方号', 'fee.rxno'),
      fixmedins_code: code('机构编码', 'fee.fixmedins_code'),
      med_list_codg: code('项目编码', 'fee.med_list_codg'),
      item_name: code('项目名称', 'fee.medins_list_name'),
      chrgitm_type: code('收费类别', 'fee.med_chrgitm_type'),
      staff: code('开单或执行人编码', 'fee.orders_dr_code|fee.bilg_dr_codg'),
      takehome: code('出院带药（1 是）', 'fee.dscg_tkdrug_flag'),
      fee_day: day('费用发生日期', 'fee.fee_ocur_time'),
      cnt: number('数量', 'fee.cnt'),
      amt_fen: fen('金额', 'fee.det_item_fee_sumamt'),
      fund_fen: fen('基金支付（按结算分摊，估算）', 'fee.inscp_scp_amt'),
    },
  },
  trac: {
    ...{ title: '追溯码', row: '一个药品追溯码的一次销售，退货已冲销', institution: 'fixmedins_code', day: 'trac_day', stay: 'mdtrt_id' },
    rowKey: `coalesce(rtal_docno, setl_id, '')`,
    money: { involved: 'price_fen', fund: null },
    subjects: { person, institution, item, trace_code: { column: 'drug_trac_codg', shardKey: 'drug_trac_codg' } },
    columns: {
      rtal_docno: key('零售单据号', 'trac.rtal_docno'),
      mdtrt_id: key('就诊编号', 'trac.mdtrt_id'),
      setl_id: key('结算编号', 'trac.setl_id'),
      drug_trac_codg: key('追溯码', 'trac.drug_trac_codg'),
      fixmedins_code: code('机构编码', 'trac.fixmedins_code'),
      med_list_codg: code('药品编码', 'trac.med_list_codg'),
      rx_flag: code('处方药（1 是）', 'trac.rx_flag'),
      trdn_flag: code('拆零（1 是）', 'trac.trdn_flag'),
      trac_day: day('销售日期', 'trac.sel_retn_time'),
      cnt: number('数量', 'trac.sel_retn_cnt'),
      price_fen: fen('成交单价', 'trac.finl_trns_pric'),
    },
  },
  inv: {
    ...{
      title: '进销存',
      row: '机构的一次药品、耗材库存变动',
      rowKey: 'infno',
      institution: 'fixmedins_code',
      day: 'inv_day',
      stay: null,
      money: null,
    },
    subjects: { institution, item },
    columns: {
      fixmedins_code: code('机构编码', 'inv.fixmedins_code'),
      med_list_codg: code('药品、耗材编码', 'inv.med_list_codg'),
      inv_chg_type: code('变动类型', 'inv.inv_chg_type'),
      inv_day: day('变动日期', 'inv.invdate'),
      cnt: number('数量', 'inv.inv_cnt'),
    },
  },
} as const satisfies Partial<Record<TableName, DocumentedView>>

export type ViewName = keyof typeof documentedViews
export const viewNames = Object.keys(documentedViews) as ViewName[] // the keys of the table are its views

/** A view as the shape that all have. */
export const viewOf = (name: ViewName): DocumentedView => documentedViews[name]
