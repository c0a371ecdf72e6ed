import type { DutyPart, DutyState } from '#domain/campaign/duty-steps'
import { type Department, departmentNames } from '#domain/department/department'
import type { CivilDate } from '#domain/kernel/civil-date'
import type { BulletinContent, BulletinState } from '#domain/self-inspection/bulletin'
import { closingFigureNames, closingUnits } from '#domain/self-inspection/closing'
import type { FormSheet } from './form-sheet'
import { blankDate, by, civil, day, form, minute, signatures, some, table, words, yuan } from './parts'

type Assigned = {
  agencyName: string
  department: Department
  part: DutyPart
  state: DutyState
  dueOn: CivilDate | null
  progress: string
  proofs: readonly string[]
}
export type LedgerToPrint = {
  name: string
  documentNumber: string | null
  agency: { name: string }
  /** There is more than was printed. */
  cut?: boolean
  duties: readonly {
    number: string | null
    title: string
    text: string
    dueText: string | null
    dueOn: CivilDate | null
    assigned: readonly Assigned[]
  }[]
}

const most = 6
const shortNames = (assigned: readonly Assigned[], part: DutyPart) =>
  [...new Set(assigned.filter((one) => one.part === part).map(({ department }) => departmentNames[department].short))].join('、') || '—'

/** How far a duty is: how many have struck it off, what each says of it, and who is late. */
function standing(assigned: readonly Assigned[], today: CivilDate) {
  const done = assigned.filter(({ state }) => state === 'done').length
  const late = assigned.filter(({ state, dueOn }) => state !== 'done' && dueOn !== null && dueOn < today)
  const told = assigned.filter(({ progress }) => progress !== '').map(({ agencyName, progress }) => `${agencyName}：${progress}`)
  const proofs = [...new Set(assigned.flatMap((one) => one.proofs))]
  return {
    progress: [`销号${done}/${assigned.length}`, ...told.slice(0, most), ...(told.length > most ? [`等${told.length}个单位`] : [])].join(
      '\n',
    ),
    late:
      late.length === 0
        ? '—'
        : some(
            late.map(({ agencyName }) => agencyName),
            most,
            '个单位',
          ),
    proofs: proofs.length === 0 ? '—' : some(proofs, most, '件'),
  }
}

const isDone = ({ assigned }: LedgerToPrint['duties'][number]) => assigned.every(({ state }) => state === 'done')

/** 任务分解台账, as far as whoever prints it sees the duties. */
export const taskLedger = (campaign: LedgerToPrint, printedOn: CivilDate): FormSheet => ({
  kind: 'taskLedger',
  organ: campaign.agency.name,
  number: campaign.documentNumber ?? '',
  about: campaign.name,
  datedOn: printedOn,
  isWide: true,
  parts: [
    words(
      '',
      `专项：${campaign.name}。任务${campaign.duties.length}项，已全部销号${campaign.duties.filter(isDone).length}项，截至${civil(printedOn)}。${campaign.cut ? '承担单位过多，本表未能全部列出，任务数、销号数和进度只按已列出的单位计算，请由下级单位分别打印。' : ''}`,
    ),
    table(
      { 条号: [2.8, 'center'], 任务: 9, 牵头: 3, 配合: 4, 时限: 4, 成果材料: 5, 进度: 8, 逾期单位: 4 },
      campaign.duties.map(({ number, title, text, dueText, dueOn, assigned }) => {
        const { progress, late, proofs } = standing(assigned, printedOn)
        const task = text.startsWith(title) ? text : text === '' ? title : `${title}\n${text}`
        return [
          ...[number ?? '—', task, shortNames(assigned, 'lead'), shortNames(assigned, 'cooperate')],
          ...[dueText ?? (civil(dueOn) || '—'), proofs, progress, late],
        ]
      }),
      '没有任务。',
    ),
    signatures(`填表人（签名）：　　　　　　　　　　负责人（签名）：　　　　　　　　　　${blankDate}`),
  ],
})

export type BulletinToPrint = {
  title: string
  state: BulletinState
  documentNumber: string | null
  agency: { name: string }
  asOfOn: CivilDate
  content: BulletinContent
  draftedByName: string
  draftedAt: Date
  issuedByName: string | null
  issuedAt: Date | null
  sentTo: number
}

/** 审批单: whom a bulletin names and why, by which facts, and who wrote and who released it. */
export const bulletinApproval = (bulletin: BulletinToPrint, printedOn: CivilDate): FormSheet => ({
  kind: 'bulletinApproval',
  organ: bulletin.agency.name,
  number: bulletin.documentNumber ?? '',
  about: bulletin.title,
  datedOn: printedOn,
  mark: bulletin.state === 'discarded' ? '已作废' : '',
  parts: [
    form(
      [['题名', bulletin.title]],
      [
        ['专项', bulletin.content.campaignName],
        ['数据截至', civil(bulletin.asOfOn)],
      ],
      [
        [
          '通报的数',
          bulletin.content.figures
            .map(({ measure, value }) => {
              const { name, counted } = closingFigureNames[measure]
              return closingUnits[measure] === 'fen' ? `${name}${yuan(BigInt(value))}元` : `${name}${value}${counted}`
            })
            .join('\n'),
        ],
      ],
      [['情况说明', bulletin.content.situation]],
      [['工作要求', bulletin.content.requirement]],
      [
        ['发布渠道', `平台发送各定点医药机构${bulletin.issuedAt ? `（${bulletin.sentTo}家）` : ''}`],
        ['是否点名', bulletin.content.named.length === 0 ? '不点名' : `点名${bulletin.content.named.length}家`],
      ],
    ),
    table(
      { 机构: 7, 问题: [2, 'center'], '基金损失（元）': [4, 'right'], 点名的理由: 9 },
      bulletin.content.named.map(({ name, findings, fundLossFen, reason }) => [name, `${findings}`, yuan(BigInt(fundLossFen)), reason]),
      '不点名。',
      '点名的机构',
    ),
    form(
      [['拟写人', by(bulletin.draftedByName, bulletin.draftedAt)]],
      [
        ['审批人', by(bulletin.issuedByName, bulletin.issuedAt) || '（签名）'],
        ['审批结果', bulletin.issuedAt ? '同意印发' : ''],
      ],
      [['上级备案意见', '\n\n']],
    ),
  ],
})

export type HandBackToPrint = {
  number: string
  title: string
  summary: string
  senderAgencyName: string
  receiverAgencyName: string
  deliveredAt: Date | null
  receivedByName: string | null
  receivedAt: Date | null
  answerBy: CivilDate | null
  outcomeNumber: string | null
  outcomeReason: string | null
  origin: { number: string } | null
  openedLead: { number: string } | null
  case: { number: string; partyName: string } | null
  materials: readonly { title: string }[]
}

/** 反向移送接收单: what came back from whom, with which papers, who took it, and what it led to. */
export const handBackReceipt = (back: HandBackToPrint, printedOn: CivilDate): FormSheet => ({
  kind: 'handBackReceipt',
  organ: back.receiverAgencyName,
  number: back.number,
  about: back.title,
  datedOn: printedOn,
  mark: back.receivedAt === null ? '尚未签收' : '',
  parts: [
    form(
      [
        ['移送单位', back.senderAgencyName],
        ['接收单位', back.receiverAgencyName],
      ],
      [['事项', back.title]],
      [
        ['原移送编号', back.origin?.number],
        ['关联案件', back.case ? `${back.case.number} ${back.case.partyName}` : ''],
      ],
      [['移送意见', back.summary]],
      [
        ['送达时间', minute(back.deliveredAt)],
        ['反馈到期日', civil(back.answerBy)],
      ],
      [
        ['接收人', by(back.receivedByName, back.receivedAt)],
        ['后续办理', back.openedLead ? `转为线索${back.openedLead.number}` : back.outcomeReason],
      ],
    ),
    table(
      { 序号: [2, 'center'], 随附材料: 16 },
      back.materials.map(({ title }, place) => [`${place + 1}`, title]),
      '没有随附材料。',
      '随附材料',
    ),
    words('', `请核对上列材料后签收。办理结果于${back.answerBy ? civil(back.answerBy) : '规定期限'}前函告移送单位。`),
    signatures(
      '移送人（签名）：',
      '接收人（签名）：',
      `${back.receiverAgencyName}（印章）　　　　　　　　　　${back.receivedAt ? day(back.receivedAt) : blankDate}`,
    ),
  ],
})
