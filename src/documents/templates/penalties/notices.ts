import { z } from 'zod'
import { houseClauses } from '#domain/document/house-wordings'
import { penaltyKinds } from '#domain/document/kinds-of-penalties'
import { basis, citation } from '#domain/law/law'
import { prose, text } from '../../fields'
import { body, heading } from '../../render/text'
import { template } from '../../template'
import { numbered, ofCase } from '../../wording'
import { clause } from '../clause'
import {
  articlesOf,
  caseParts,
  contactLine,
  contactParts,
  day,
  dayText,
  disposalLines,
  factLines,
  factParts,
  officerNames,
  partyLines,
  partyParts,
  penaltyPaper,
} from './parts'

const parts = { ...caseParts, ...partyParts, ...contactParts }
const lawOf = (article: string) => citation(basis('administrativePenaltyLaw', article))

const order = z.strictObject({ ...parts, ...factParts, demand: prose, rectifyBy: day })
export type RectificationOrder = z.input<typeof order>

/** 责令改正通知书 (D03). */
export const rectificationOrder = template(order, (paper) =>
  penaltyPaper(paper, penaltyKinds.rectificationOrder.name, [
    ...partyLines(paper),
    ...body(`经查（案件编号${paper.caseNumber}），你单位存在下列行为：`),
    ...factLines(paper.facts),
    ...body(`依据${lawOf('第二十八条')}和${articlesOf(paper.facts)}的规定，责令你单位于${dayText(paper.rectifyBy)}前改正：`),
    ...body(paper.demand),
    ...clause(paper, { house: houseClauses.rectificationOrder.ending, name: 'ending' }),
    ...contactLine(paper),
  ]),
)

const notice = z.strictObject({ ...parts, ...factParts, discretion: prose, defenceDays: text })
export type PriorNotice = z.input<typeof notice>

/** 行政处罚事先告知书 (D08): what is intended, why, and that the party may speak first. */
export const priorNotice = template(notice, (paper) =>
  penaltyPaper(paper, penaltyKinds.priorNotice.name, [
    ...partyLines(paper),
    ...clause(
      paper,
      { house: houseClauses.priorNotice.opening, name: 'opening' },
      { 案由: ofCase(paper.cause), 案件编号: paper.caseNumber },
    ),
    heading(numbered(0, '违法事实')),
    ...factLines(paper.facts),
    heading(numbered(1, '处罚理由和依据')),
    ...body(`上述行为适用${articlesOf(paper.facts)}。`),
    ...body(paper.discretion),
    heading(numbered(2, '拟作出的处理和处罚')),
    ...disposalLines(paper.facts),
    heading(numbered(3, '你单位的权利')),
    ...clause(paper, { house: houseClauses.priorNotice.rights, name: 'rights' }, { 陈述申辩期限: paper.defenceDays }),
    ...contactLine(paper),
  ]),
)

const hearing = z.strictObject({ ...parts, ...factParts, discretion: prose })
export type HearingNotice = z.input<typeof hearing>

/** 行政处罚听证告知书 (D09). */
export const hearingNotice = template(hearing, (paper) =>
  penaltyPaper(paper, penaltyKinds.hearingNotice.name, [
    ...partyLines(paper),
    ...body(`我局办理的${ofCase(paper.cause)}（案件编号${paper.caseNumber}）已调查终结，拟对你单位作出下列处理和处罚：`),
    heading(numbered(0, '违法事实')),
    ...factLines(paper.facts),
    heading(numbered(1, '理由和依据')),
    ...body(paper.discretion),
    heading(numbered(2, '拟作出的处理和处罚')),
    ...disposalLines(paper.facts),
    heading(numbered(3, '要求听证的权利')),
    ...clause(paper, { house: houseClauses.hearingNotice.rights, name: 'rights' }),
    ...contactLine(paper),
  ]),
)

const summons = z.strictObject({ ...parts, hearingOn: day, hearingAt: text, place: text, chair: text, openness: text })
export type HearingSummons = z.input<typeof summons>

/** 行政处罚听证通知书 (D09), served seven working days before the hearing. */
export const hearingSummons = template(summons, (paper) =>
  penaltyPaper(paper, penaltyKinds.hearingSummons.name, [
    ...partyLines(paper),
    ...body(
      `你单位就${paper.cause}（案件编号${paper.caseNumber}）提出的听证要求，我局已经收到。依据${lawOf('第六十四条')}的规定，决定举行听证，现通知如下：`,
    ),
    ...body(`时间：${dayText(paper.hearingOn)}${paper.hearingAt}`),
    ...body(`地点：${paper.place}`),
    ...body(`听证主持人：${paper.chair}`),
    ...body(`案件调查人员：${officerNames(paper)}`),
    ...body(`举行方式：${paper.openness}`),
    ...clause(paper, { house: houseClauses.hearingSummons.advice, name: 'advice' }),
    ...contactLine(paper),
  ]),
)
