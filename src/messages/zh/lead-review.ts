import { formatWanYuan } from '#domain/kernel/money'
import { repeatedAccounts } from '#domain/lead/answers/answer-sheet'
import { sampleRule } from '#domain/lead/answers/review'

export const reviewText = {
  title: '批量复核',
  begin: '批量复核',
  beginHint: '由系统随机抽取样本逐条核看，看完后对其余线索一并同意；涉嫌欺诈骗保和金额较大的始终逐条复核，高风险的多抽。',
  by: (name: string) => `${name} 提交`,
  standing: (together: number, alone: number) => `可一并同意 ${together} 条；须逐条复核 ${alone} 条。`,
  agreed: (agreed: number, failed: number) => `已同意 ${agreed} 条${failed > 0 ? `；未能一并同意 ${failed} 条，见下` : ''}。`,
  shares: '结论与金额',
  conclusion: '结论',
  count: '条数',
  sample: '抽取的样本',
  sampleNote: `按 ${sampleRule.percent}% 抽取，最少 ${sampleRule.least} 条、最多 ${sampleRule.most} 条；高风险的按 ${sampleRule.gravePercent}% 另抽，最多 ${sampleRule.graveMost} 条（比例未核实）。各类结论和大小金额都抽到。逐条打开，核看佐证与结论；不同意的，在线索页上退回补充。尚未核看就已转出、回避或另行办理的，另抽补足。`,
  look: '打开核看',
  looked: '已核看',
  lookAgain: '再看',
  alone: '须逐条复核',
  aloneNote: `涉嫌欺诈骗保，或清单金额、涉及金额达到 ${formatWanYuan(sampleRule.aloneFromFen)} 万元的（界限未核实），不能一并同意。`,
  repeated: '核查情况雷同',
  repeatedNote: `超过 ${repeatedAccounts.above} 条线索的核查情况一字不差。请留意是否逐条核查。`,
  together: '一并同意',
  agree: (count: number) => `同意其余 ${count} 条`,
  agreeHint: '每条线索各有一次复核记录。期间有变动的不会被同意，会列在下面。',
  unlooked: (count: number) => `样本还有 ${count} 条没有核看，看完才能一并同意。`,
  nothing: '没有可以一并同意的线索了。',
  failed: '未能一并同意',
  failedNote: '请逐条打开办理。',
  more: (count: number) => `另有 ${count} 条，请在线索列表的“待复核”中办理。`,
  backToSheet: '回到工作簿',
  working: {
    title: '正在同意',
    done: (done: number, total: number | null) => `已处理 ${done}${total === null ? '' : ` / ${total}`} 条`,
    meanwhile: '在后台分批进行，可以离开本页。中断后会自动接着办理，不会重复。',
  },
  stop: '停止',
} as const
