import { z } from 'zod'
import { formTable } from '../../render/table'
import { body, emptyLine, heading, right, sizes } from '../../render/text'
import { template } from '../../template'
import { numbered } from '../../wording'
import {
  actParts,
  anyProse,
  handSignedBy,
  instant,
  items,
  itemTable,
  officerLine,
  optionalText,
  prose,
  recordPaper,
  signing,
  spanText,
} from './parts'

const record = z.strictObject({
  ...actParts,
  begunAt: instant,
  endedAt: instant.nullable(),
  personDuty: optionalText,
  content: prose,
  items,
  opinion: anyProse,
  signing,
})
export type ActRecord = z.input<typeof record>
type Kept = z.output<typeof record>

const head = (paper: Kept, person: string, told: string) => [
  right(`案件编号：${paper.caseNumber}`, { size: sizes.xiaosi }),
  formTable([
    { cells: [{ label: '案由', value: paper.cause }] },
    { cells: [{ label: '起止时间', value: spanText(paper.begunAt, paper.endedAt) }] },
    { cells: [{ label: '地点', value: paper.place }] },
    {
      cells: [
        { label: '当事人', value: paper.partyName },
        { label: person, value: `${paper.personName}${paper.personDuty && `（${paper.personDuty}）`}` },
      ],
    },
    { cells: [{ label: '执法人员', value: officerLine(paper) }] },
    { cells: [{ label: '告知事项', value: told }], minHeight: 1000 },
  ]),
  emptyLine(),
]

const rights =
  '执法人员已出示执法证件，告知有权申请回避、有权陈述和申辩，并应当如实回答、协助检查，不得阻碍。经询问，在场人员已就是否申请回避作出表示，见笔录正文。'

/** 现场检查笔录 (C03). */
export const inspectionRecord = template(record, (paper) =>
  recordPaper(paper, 'inspectionRecord', [
    ...head(paper, '现场人员', rights),
    heading(numbered(0, '检查过程和发现的情况')),
    ...body(paper.content),
    heading(numbered(1, '现场人员的意见')),
    ...body(paper.opinion || '以上笔录已核对，无其他意见。'),
    emptyLine(),
    ...handSignedBy('现场人员', paper.signing),
  ]),
)

/** 询问笔录 (C04): what was asked and answered, as it was said. */
export const interviewRecord = template(record, (paper) =>
  recordPaper(paper, 'interviewRecord', [
    ...head(paper, '被询问人', rights),
    heading(numbered(0, '询问内容')),
    ...body(paper.content),
    heading(numbered(1, '核对')),
    ...body(paper.opinion || '以上笔录我已看过（已向我宣读），与我所说的一致。'),
    emptyLine(),
    ...handSignedBy('被询问人', paper.signing),
  ]),
)

/** 约谈记录 (D04). */
export const talkRecord = template(record, (paper) =>
  recordPaper(paper, 'talkRecord', [
    ...head(paper, '被约谈人', '执法人员已出示执法证件，说明约谈的事由和依据。'),
    heading(numbered(0, '约谈事由、内容和要求')),
    ...body(paper.content),
    heading(numbered(1, '被约谈人的意见')),
    ...body(paper.opinion || '对上述要求没有异议。'),
    emptyLine(),
    ...handSignedBy('被约谈人', paper.signing),
  ]),
)

/** 电子数据提取固定笔录 (C06): from which system, by which account and query, onto what. */
export const extractionRecord = template(record, (paper) =>
  recordPaper(paper, 'extractionRecord', [
    ...head(paper, '数据持有人', '执法人员已出示执法证件，告知提取、固定电子数据的范围和方法。'),
    heading(numbered(0, '提取、固定的方法和经过')),
    ...body(paper.content),
    heading(numbered(1, '提取的数据')),
    itemTable(paper.items),
    heading(numbered(2, '数据持有人的意见')),
    ...body(paper.opinion || '提取的数据与系统记载一致，校验值已当场核对。'),
    emptyLine(),
    ...handSignedBy('数据持有人', paper.signing),
  ]),
)
