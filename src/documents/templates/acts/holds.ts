import { z } from 'zod'
import { civilDate } from '../../fields'
import { body, flush } from '../../render/text'
import { template } from '../../template'
import { chineseDate } from '../../wording'
import {
  actParts,
  annexOf,
  anyProse,
  decisionPaper,
  handSignedBy,
  instant,
  items,
  lawOf,
  minuteText,
  officerLine,
  prose,
  signing,
  text,
} from './parts'

const held = { ...actParts, keeper: text, reason: prose, items: items.min(1), approvedBy: text }
/** `takenAt`: where it was done before it was approved, for it was urgent. */
const decision = z.strictObject({ ...held, takenAt: instant.nullable(), signing })
export type HoldDecision = z.input<typeof decision>

const urgently = ({ takenAt }: { takenAt: string | null }) =>
  takenAt === null ? '' : `因情况紧急，执法人员已于${minuteText(takenAt)}当场采取措施，现补办批准手续。`

/** 先行登记保存证据决定书 with its list (C07). */
export const registrationDecision = template(decision, (paper) =>
  decisionPaper(
    paper,
    'registrationDecision',
    [
      flush(`${paper.personName}：`),
      ...body(
        `我局正在办理${paper.cause}（案件编号${paper.caseNumber}）。因${paper.reason}，证据可能灭失或者以后难以取得，依据${lawOf('registrationDecision')}，经负责人${paper.approvedBy}批准，我局决定对清单载明的证据先行登记保存，保存地点为${paper.place}，由${paper.keeper}保管。${urgently(paper)}`,
      ),
      ...body(
        '保存期限为自实施之日起七个工作日。在此期间，当事人和有关人员不得销毁、转移或者隐匿证据。我局将在期限内作出处理决定；逾期未作出的，措施自动解除。',
      ),
      ...body(`执法人员：${officerLine(paper)}。`),
    ],
    annexOf('先行登记保存证据清单', paper.items, handSignedBy('当事人', paper.signing)),
  ),
)

/** 封存决定书 with its list (C08). */
export const sealingDecision = template(decision, (paper) =>
  decisionPaper(
    paper,
    'sealingDecision',
    [
      flush(`${paper.personName}：`),
      ...body(
        `我局正在办理${paper.cause}（案件编号${paper.caseNumber}）。因${paper.reason}，依据${lawOf('sealingDecision')}，经负责人${paper.approvedBy}批准，我局决定对清单载明的资料予以封存，封存地点为${paper.place}，由${paper.keeper}保管。${urgently(paper)}`,
      ),
      ...body('封存期限为自封存之日起三十日；情况复杂的，经批准可以延长，延长不超过三十日。封存期间任何人不得拆封、转移、隐匿或者毁损。'),
      ...body('对本决定不服的，可以依法申请行政复议或者提起行政诉讼；对封存措施有权陈述和申辩。'),
      ...body(`执法人员：${officerLine(paper)}。`),
    ],
    annexOf('封存资料清单', paper.items, handSignedBy('当事人', paper.signing)),
  ),
)

const extension = z.strictObject({ ...held, decisionNumber: text, takenAt: instant, extendedTo: civilDate })
export type SealingExtension = z.input<typeof extension>

/** 延长封存期限决定书 (C08). */
export const sealingExtension = template(extension, (paper) =>
  decisionPaper(paper, 'sealingExtension', [
    flush(`${paper.personName}：`),
    ...body(
      `我局以${paper.decisionNumber}对你单位的有关资料予以封存（自${minuteText(paper.takenAt)}起）。因${paper.reason}，依据${lawOf('sealingExtension')}，经负责人${paper.approvedBy}批准，我局决定将封存期限延长至${chineseDate(paper.extendedTo)}。`,
    ),
    ...body('封存的资料、地点和保管人不变。延长期限内查清事实的，我局将及时解除封存。'),
    ...body(`执法人员：${officerLine(paper)}。`),
  ]),
)

const ending = z.strictObject({ ...held, decisionNumber: text, takenAt: instant, endedOn: civilDate, outcome: text, note: anyProse })
export type HoldEnding = z.input<typeof ending>

/** 先行登记保存证据处理决定书 (C07). */
export const registrationDisposal = template(ending, (paper) =>
  decisionPaper(
    paper,
    'registrationDisposal',
    [
      flush(`${paper.personName}：`),
      ...body(
        `我局以${paper.decisionNumber}对有关证据先行登记保存（自${minuteText(paper.takenAt)}起）。依据${lawOf('registrationDisposal')}，经负责人${paper.approvedBy}批准，我局决定自${chineseDate(paper.endedOn)}起对清单载明的证据作如下处理：${paper.outcome}。`,
      ),
      ...body(paper.note),
      ...body(`执法人员：${officerLine(paper)}。`),
    ],
    annexOf('处理证据清单', paper.items, handSignedBy('当事人', null)),
  ),
)

/** 解除封存决定书 (C08). */
export const sealingLift = template(ending, (paper) =>
  decisionPaper(
    paper,
    'sealingLift',
    [
      flush(`${paper.personName}：`),
      ...body(
        `我局以${paper.decisionNumber}对你单位的有关资料予以封存（自${minuteText(paper.takenAt)}起）。依据${lawOf('sealingLift')}，经负责人${paper.approvedBy}批准，我局决定自${chineseDate(paper.endedOn)}起解除封存，对清单载明的资料${paper.outcome}。`,
      ),
      ...body(paper.note),
      ...body(`执法人员：${officerLine(paper)}。`),
    ],
    annexOf('解除封存资料清单', paper.items, handSignedBy('当事人', null)),
  ),
)
