import type { SuspensionGround, SuspensionStep } from '#domain/case/tracks/suspension'

/** Words of a procedure that stands still (中止) and goes on (恢复). */
export const suspensionText = {
  title: '中止与恢复',
  suspended: '程序中止',
  steps: { suspend: '中止办理', resume: '恢复办理' } satisfies Record<SuspensionStep, string>,
  grounds: {
    awaitsJudgment: '须以相关案件的裁判或者其他行政决定为依据',
    awaitsInterpretation: '法律适用问题须送请解释或者确认',
    forceMajeure: '因不可抗力暂时无法调查',
    partyMissing: '当事人下落不明，暂时无法调查',
    other: '其他应当中止的情形',
  } satisfies Record<SuspensionGround, string>,
  groundHint: '中止情形按行业通行做法列出，逐项条文未核实。',
  halting: '中止期间，办案期限、法制审核期限停止计算，恢复后顺延；当事人陈述申辩、要求听证的期限内不能中止。',
  period: (from: string, to: string | null) => (to ? `${from} 至 ${to}` : `${from} 起，尚未恢复`),
  by: (name: string, reason: string) => `${name}批准中止：${reason}`,
  resumedBy: (name: string, reason: string) => `${name}批准恢复：${reason}`,
  fields: {
    ground: '中止情形',
    suspendedOn: '中止日期',
    resumedOn: '恢复日期',
    reason: '理由',
    proofFileIds: '证明材料',
  },
  reasonHint: { suspend: '写明中止的原因和何时可以消除。', resume: '写明中止的原因怎样消除。' } satisfies Record<SuspensionStep, string>,
  proofHint: { suspend: '上传证明中止原因的材料。', resume: '上传证明原因已经消除的材料。' } satisfies Record<SuspensionStep, string>,
  trail: { 'case.suspend': '中止办理', 'case.resume': '恢复办理' } as Readonly<Record<string, string>>,
} as const
