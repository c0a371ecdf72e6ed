import type { CreditKind, CreditStage } from '#domain/credit/steps'
import type { CivilDate } from '#domain/kernel/civil-date'
import type { FormSheet } from './form-sheet'
import { blankDate, by, civil, form, signatures, words } from './parts'

const kinds = { general: '一般失信', serious: '严重失信' } satisfies Record<CreditKind, string>
const stages = {
  ...{ proposed: '待审批', returned: '已退回', approved: '已批准，待告知', told: '已告知' },
  ...{ objected: '异议处理中', revoked: '经异议撤销', repaired: '已修复', lapsed: '已到期' },
} satisfies Record<CreditStage, string>

export type CreditToPrint = {
  agencyName: string
  partyName: string
  caseNumber: string
  seq: number
  stage: CreditStage
  kind: CreditKind
  level: string
  basis: string
  ground: string
  fromOn: CivilDate
  untilOn: CivilDate
  approvedByName: string | null
  approvedAt: Date | null
  toldOn: CivilDate | null
  receiver: string
  objection: string
  objectedOn: CivilDate | null
  answer: string
  endedOn: CivilDate | null
  endReason: string
}

const isOpen = (stage: CreditStage) => stage === 'proposed' || stage === 'returned'

/** 信用信息告知、修复、异议处理: the change, on what it rests, how long it counts, and what became of it. */
export const creditNotice = (credit: CreditToPrint, printedOn: CivilDate): FormSheet => ({
  kind: 'creditNotice',
  organ: credit.agencyName,
  number: `${credit.caseNumber}-信${credit.seq}`,
  about: credit.partyName,
  datedOn: printedOn,
  mark: isOpen(credit.stage) ? '未批准' : '',
  parts: [
    words(`${credit.partyName}：`, '根据查实的违法违规情况，对你单位信用信息作如下记录。'),
    form(
      [
        ['失信程度', kinds[credit.kind]],
        ['信用等级', `${credit.level}（等级名称和期限依地方规定，未核实）`],
      ],
      [
        ['生效日期', civil(credit.fromOn)],
        ['截止日期', civil(credit.untilOn)],
      ],
      [['事由', credit.ground]],
      [['地方依据', credit.basis]],
      [
        ['案件', credit.caseNumber],
        ['批准', by(credit.approvedByName, credit.approvedAt)],
      ],
      [
        ['告知', credit.toldOn ? `${civil(credit.toldOn)}　${credit.receiver}签收` : ''],
        ['办理情况', stages[credit.stage]],
      ],
      ...(credit.objectedOn
        ? [
            [['异议', `${civil(credit.objectedOn)}　${credit.objection}`] as const],
            [['异议处理', credit.answer || credit.endReason] as const],
          ]
        : []),
      ...(credit.endedOn ? [[['结束', `${civil(credit.endedOn)}　${credit.endReason}`] as const]] : []),
    ),
    words('', '你单位对上述记录有异议的，可以书面向我局提出；完成整改的，可以申请信用修复。'),
    signatures('接收人（签名）：', `${credit.agencyName}（印章）　　　　　　　　　　${blankDate}`),
  ],
})
