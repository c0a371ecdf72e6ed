import { type Basis, basis, citation } from '../law/law'
import type { PenaltyKind } from './kinds-of-penalties'

/**
 * A paragraph of a paper whose words a bureau may set (固定段落). A field of the paper stands in it as {名称}. What the law asks for stays
 * whatever the words are: fields that must stand, articles that must be cited, times and rights that must be said.
 */
export type Clause = {
  label: string
  house: string
  fields: readonly string[]
  optional?: readonly string[]
  cites: readonly Basis[]
  says: readonly string[]
}

const penalty = (article: string) => basis('administrativePenaltyLaw', article)
const compulsion = basis('administrativeCompulsionLaw', '第五十四条')
const plain = { fields: [], cites: [], says: [] } as const

const remedy: Clause = {
  ...plain,
  label: '救济途径',
  house:
    '如不服本决定，可以自收到本决定书之日起六十日内向{行政复议机关}申请行政复议，也可以自收到本决定书之日起六个月内向{有管辖权的人民法院}提起行政诉讼。行政复议和行政诉讼期间，本决定不停止执行，法律另有规定的除外。',
  fields: ['行政复议机关', '有管辖权的人民法院'],
  says: ['六十日', '六个月', '行政复议', '行政诉讼'],
}

/** The paragraphs in the words of the house, by paper and name. */
export const houseClauses = {
  rectificationOrder: {
    ending: {
      ...plain,
      label: '结尾',
      house: '改正完成后，请将改正情况和证明材料书面报送我局。逾期不改正的，我局将依法处理。',
      says: ['逾期'],
    },
  },
  priorNotice: {
    opening: {
      label: '开头',
      house: `我局办理的{案由}（案件编号{案件编号}）已调查终结。依据${citation(penalty('第四十四条'))}的规定，现将拟作出的行政处罚告知如下：`,
      fields: ['案由'],
      optional: ['案件编号'],
      cites: [penalty('第四十四条')],
      says: ['告知'],
    },
    rights: {
      label: '陈述和申辩的权利',
      house: `依据${citation(penalty('第四十五条'))}的规定，你单位有权陈述和申辩，可以自收到本告知书之日起{陈述申辩期限}内向我局提出；逾期未提出的，视为放弃。我局不因陈述、申辩给予更重的处罚。`,
      fields: ['陈述申辩期限'],
      cites: [penalty('第四十五条')],
      says: ['陈述', '申辩', '不…更重的处罚'],
    },
  },
  hearingNotice: {
    rights: {
      label: '要求听证的权利',
      house: `依据${citation(penalty('第六十三条、第六十四条'))}的规定，你单位有权要求听证。要求听证的，应当自收到本告知书之日起五个工作日内向我局提出；逾期未提出的，视为放弃。听证不收取费用。`,
      fields: [],
      cites: [penalty('第六十三条'), penalty('第六十四条')],
      says: ['听证', '五个工作日', '不收取费用'],
    },
  },
  hearingSummons: {
    advice: {
      ...plain,
      label: '参加听证须知',
      house:
        '你单位可以亲自参加听证，也可以委托一至二人代理；认为主持人与本案有直接利害关系的，有权申请回避。请携带有关证据，委托代理的应当提交授权委托书。无正当理由拒不出席或者中途退出的，视为放弃听证权利。',
      says: ['委托', '回避'],
    },
  },
  penaltyDecision: {
    performance: {
      ...plain,
      label: '履行方式和期限',
      house:
        '自收到本决定书之日起十五日内，将应当退回的医疗保障基金缴至：{医保基金退回账户}；将罚款缴至：{罚款缴款账户}。两项分别缴纳，不得合并。',
      fields: ['医保基金退回账户', '罚款缴款账户'],
      says: ['十五日'],
    },
    late: {
      label: '逾期不缴的后果',
      house: `到期不缴纳罚款的，依据${citation(penalty('第七十二条'))}的规定，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额，并依法申请人民法院强制执行。`,
      fields: [],
      cites: [penalty('第七十二条')],
      says: ['百分之三', '不超出罚款的数额'],
    },
    remedy,
  },
  handlingDecision: { remedy },
  noPenaltyDecision: { remedy },
  demandNotice: {
    demand: {
      label: '催告',
      house: `依据${citation(compulsion)}的规定，请你单位自收到本催告书之日起十日内履行上述义务。逾期仍不履行的，我局将依法申请人民法院强制执行。你单位收到催告书后有权进行陈述和申辩。`,
      fields: [],
      cites: [compulsion],
      says: ['十日', '陈述', '申辩'],
    },
  },
  agencyLetter: {
    answer: { ...plain, label: '答复要求', house: '请{答复期限}书面答复我单位。', fields: ['答复期限'], says: ['答复'] },
  },
  agencyReply: {
    opening: {
      ...plain,
      label: '开头',
      house: '你单位{来文名称}（{来文文号}）收悉。经研究，现答复如下。',
      fields: ['来文名称', '来文文号'],
      says: ['答复'],
    },
  },
} as const satisfies Partial<Record<PenaltyKind | 'agencyLetter' | 'agencyReply', Readonly<Record<string, Clause>>>>

export type WordedKind = keyof typeof houseClauses
export const wordedKinds = Object.keys(houseClauses) as WordedKind[] // the keys of the table
export const isWordedKind = (kind: string): kind is WordedKind => Object.hasOwn(houseClauses, kind)
export const clausesOf = (kind: WordedKind): Readonly<Record<string, Clause>> => houseClauses[kind]
