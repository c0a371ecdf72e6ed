type WhyLeft = 'state' | 'noAgency' | 'there' | 'elsewhere'
type WhyKept = 'inWork' | 'answered' | 'movedOn' | 'elsewhere'
type Left<Why> = { number: string; why: Why }

const whyLeft: Record<WhyLeft, string> = {
  noAgency: '机构不在名录中，请选中后指定单位交办',
  state: '已在核查或已办结',
  there: '已由该单位承办',
  elsewhere: '不由本单位分派',
}
const whyKept: Record<WhyKept, string> = {
  inWork: '已开始核查',
  answered: '已办结',
  movedOn: '此后已另行交办或退回',
  elsewhere: '本单位没有交办在外',
}
/** So many are named in the sentence; more stand below it, all of them. */
const namedLeft = 5

/** Leads that were left for one reason: all their numbers. */
export type LeftGroup = { reason: string; numbers: string[] }

const groupsOf = <Why extends string>(left: readonly Left<Why>[], words: Record<Why, string>): LeftGroup[] =>
  // The keys of a record of them.
  (Object.keys(words) as Why[]).flatMap((why) => {
    const numbers = left.flatMap((one) => (one.why === why ? [one.number] : []))
    return numbers.length === 0 ? [] : [{ reason: words[why], numbers }]
  })

const groupText = ({ reason, numbers }: LeftGroup) =>
  `${numbers.length} 条${reason}（${numbers.length > namedLeft ? '编号见下' : numbers.join('、')}）`

type Said = { done: string; left: LeftGroup[] }
/** What was done, for each reason how many were left, and those that the sentence does not name. */
const said = (done: string, verb: string, groups: readonly LeftGroup[], unseen: string | null): Said => {
  const reasons = [...groups.map(groupText), ...(unseen === null ? [] : [unseen])]
  return {
    done: `${[done, ...(reasons.length > 0 ? [`${verb}：${reasons.join('；')}`] : [])].join('。')}。`,
    left: groups.filter(({ numbers }) => numbers.length > namedLeft),
  }
}

type Shares = { agencies: readonly { name: string; count: number }[]; left: readonly Left<WhyLeft>[]; unseen: number }
const total = ({ agencies }: Pick<Shares, 'agencies'>) => agencies.reduce((sum, { count }) => sum + count, 0)
const sharesText = ({ agencies }: Pick<Shares, 'agencies'>) => agencies.map(({ name, count }) => `${name} ${count} 条`).join('、')
const notSeen = (unseen: number) => (unseen > 0 ? `${unseen} 条不在本单位范围内` : null)

/** What an assignment did. */
export function assignedText(shares: Shares): Said {
  const done = total(shares) > 0 ? `已交办 ${total(shares)} 条：${sharesText(shares)}` : '没有交办任何线索'
  return said(done, '未交办', groupsOf(shares.left, whyLeft), notSeen(shares.unseen))
}

/** What an assignment would do. */
export function previewText(shares: Shares): Said {
  const would = total(shares) > 0 ? `将交办 ${total(shares)} 条：${sharesText(shares)}` : '没有可以交办的线索'
  return said(would, '不交办', groupsOf(shares.left, whyLeft), notSeen(shares.unseen))
}

type TakenBack = Pick<Shares, 'agencies' | 'unseen'> & { takenBack: number; left: readonly Left<WhyKept>[] }
/** What taking assignments back did. */
export function takenBackText({ takenBack, agencies, left, unseen }: TakenBack): Said {
  const done = takenBack > 0 ? `已撤回 ${takenBack} 条，回到交办前：${sharesText({ agencies })}` : '没有撤回任何线索'
  return said(done, '未撤回', groupsOf(left, whyKept), unseen > 0 ? `${unseen} 条不在本单位范围内` : null)
}

export const leftText = {
  of: ({ reason, numbers }: LeftGroup) => `${reason}：全部 ${numbers.length} 条`,
  page: (from: number, to: number, of: number) => `第 ${from}–${to} 条，共 ${of} 条`,
  previous: '上一页',
  next: '下一页',
} as const
