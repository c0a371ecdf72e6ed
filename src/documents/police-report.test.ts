import { describe, expect, it } from 'vitest'
import { policeReportDraft } from './police-report'

const fact = {
  ...{ behaviour: '虚构医药服务项目', actFrom: '2026-01-05', actTo: '2026-03-28', law: 'fundRegulation', article: '第四十条第一款（三）' },
  ...{ billedFen: 98_000_000n, irregularFen: 86_000_000n, fundLossFen: 71_200_000n, intentGround: '询问笔录和系统日志相互印证。' },
}
type Piece = Parameters<typeof policeReportDraft>[1][number]
const piece = (seq: number, over: Partial<Piece> = {}): Piece => ({
  kind: 'documentary',
  ...{ seq, title: '收费明细', proves: '住院期间没有检查记录。', pages: 12, collectedAt: new Date('2026-06-05T01:30:00Z') },
  ...over,
})
type Case = Parameters<typeof policeReportDraft>[0]
const draft = (pieces: readonly Piece[], over: Partial<Case> = {}) =>
  policeReportDraft({ facts: [fact], orders: [], decision: null, ...over }, pieces, '诈骗罪')

describe('the draft of a report to the police', () => {
  it('says when it was collected, and how much of each kind, in the order of the law', () => {
    const pieces = [piece(1, { kind: 'electronic', collectedAt: new Date('2026-06-08T16:30:00Z') }), piece(2), piece(3)]
    expect(draft(pieces).investigation).toBe(
      '2026年6月5日至2026年6月9日，由两名以上执法人员依法调查取证，共取得证据3份：书证2份、电子数据1份。',
    )
    expect(draft([piece(1)]).investigation).toContain('2026年6月5日，')
  })

  it('lists each piece by its number with what it proves', () => {
    expect(draft([piece(1), piece(2, { pages: null, title: '现场\n笔录' })]).evidence.split('\n')).toEqual([
      '证据1 书证：收费明细，12页，证明住院期间没有检查记录。',
      '证据2 书证：现场 笔录，证明住院期间没有检查记录。',
    ])
  })

  it('stays within what the form takes, and says how many it left to the list', () => {
    const pieces = Array.from({ length: 90 }, (_, at) => piece(at + 1, { proves: '证'.repeat(1000) }))
    const lines = draft(pieces).evidence.split('\n')
    expect(draft(pieces).evidence.length).toBeLessThanOrEqual(6000)
    expect(Math.max(...lines.map(({ length }) => length))).toBe(500)
    expect(lines.at(-1)).toBe(`其余${90 - lines.length + 1}份见随案移送材料。`)
    const short = Array.from({ length: 250 }, (_, at) => piece(at + 1, { title: '甲', proves: '乙' }))
    expect(draft(short).evidence.split('\n').length).toBeLessThanOrEqual(200)
  })

  it('judges each fact by its article and its ground, and states the orders that were served', () => {
    expect(draft([piece(1)]).qualification).toContain(
      '询问笔录和系统日志相互印证，违反《医疗保障基金使用监督管理条例》第四十条第一款（三）',
    )
    expect(draft([piece(1)]).qualification).toContain('合计造成医疗保障基金损失712,000.00元，涉嫌诈骗罪')
    expect(draft([piece(1)], { orders: [{ servedOn: '2026-06-06', dueOn: '2026-06-20' }] }).measures).toBe(
      '2026年6月6日送达责令改正通知书，改正期限至2026年6月20日。',
    )
    expect(draft([]).measures).toBe('尚未作出责令改正决定，未采取其他措施。')
  })

  it('says what the bureau has fined already, and how much of it was paid', () => {
    const decision = { ...{ number: '任医保罚〔2026〕3号', decidedOn: '2026-07-01', refundFen: 7_120_000n }, fineFen: 14_240_000n }
    expect(draft([], { decision: { ...decision, returnedFen: 7_120_000n, paidFen: 4_000_000n } }).measures).toBe(
      '2026年7月1日作出行政处罚决定（任医保罚〔2026〕3号），责令退回医疗保障基金71,200.00元，罚款142,400.00元；已退回71,200.00元，已缴罚款40,000.00元。',
    )
  })
})
