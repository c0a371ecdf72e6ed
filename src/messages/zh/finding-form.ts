import type { FigureFault } from '#domain/self-inspection/figures'
import type { FindingAmount } from '#domain/self-inspection/years'

/** The figures of a finding as they are typed: what does not fit, said at once, and the table of years. */
export const findingFormText = {
  amounts: { billedFen: '涉及金额', irregularFen: '违规金额', fundLossFen: '基金损失' } satisfies Record<FindingAmount, string>,
  faults: {
    notAnAmount: () => '金额请填写数字（单位：元，最多两位小数），没有的填 0。',
    notANumber: () => '涉及人次请填写整数，如 12。',
    irregularAboveBilled: () => '违规金额大于涉及金额，请核对两个数和单位（元）。',
    lossAboveIrregular: () => '基金损失大于违规金额，请核对两个数和单位（元）。',
    beforeLookBack: ({ lookBackFrom }) => `起始日早于自查回溯起始日 ${lookBackFrom}，请改为这一天或以后。`,
    inFuture: ({ today }) => `发生期间不能晚于今天（${today}）。`,
    backwards: () => '截止日早于起始日，请核对。',
  } satisfies Record<FigureFault, (within: { lookBackFrom: string; today: string }) => string>,

  figures: '期间、人次和金额',
  years: '按年拆分金额',
  yearsWhen: (parts: number) => `期间跨年，可按年拆分（${parts} 段，选填）`,
  yearsHint: (edge: string) =>
    `能分清各年的，逐段填写；每列合计应与上面的总数相等。${edge} 以前终了的部分已超过二年，只能协议追回或主动退回。`,
  part: '期间',
  older: '超过二年，只能协议追回',
  recent: '二年以内',
  nature: '追回方式',
  sum: '合计',
  off: '与总数相差',
  agrees: '相符',
  cell: (from: string, to: string, amount: string) => `${from} 至 ${to} ${amount}`,
  proposal: '机构按年拆分，两年以前部分为',
  proposalUse: '，已填入下面，核对后保存。',
} as const
