import { z } from 'zod'
import { houseClauses } from '#domain/document/house-wordings'
import { letterParts, optionalText, prose, text } from '../fields'
import { letterhead, signed } from '../render/letterhead'
import { addressee, body, emptyLine, heading, title } from '../render/text'
import { draftMarkUnless, template } from '../template'
import { numbered } from '../wording'
import { clause, wordingPart } from './clause'

const input = z.strictObject({
  ...letterParts,
  name: text,
  /** The number of the letter that is answered. */
  answers: text,
  subject: text,
  /** 采纳、部分采纳… */
  outcome: text,
  answer: prose,
  points: z.array(z.strictObject({ suggestion: text, measure: z.string().trim().min(1).max(1000) })).max(30),
  office: optionalText,
  becameRule: z.boolean(),
  wording: wordingPart,
})
export type AgencyReply = z.input<typeof input>

/** 复函: what was done about each point of a letter. */
export const agencyReply = template(input, (reply) => ({
  title: `关于${reply.subject}的复函`,
  organ: reply.organ,
  datedOn: reply.datedOn,
  mark: draftMarkUnless(reply.documentNumber),
  sheets: [
    {
      blocks: [
        ...signed(
          [
            ...letterhead({ organs: [reply.organ], suffix: '', documentNumber: reply.documentNumber }),
            emptyLine(),
            ...title(['关于', reply.subject, '的复函']),
            emptyLine(),
            addressee([reply.addressee]),
            ...clause(
              reply,
              { house: houseClauses.agencyReply.opening, name: 'opening' },
              { 来文名称: reply.name, 来文文号: reply.answers },
            ),
            heading(numbered(0, '办理意见')),
            ...body(`${reply.outcome}。${reply.answer}`),
            ...(reply.points.length === 0
              ? []
              : [
                  heading(numbered(1, '逐条落实情况')),
                  ...reply.points.flatMap(({ suggestion, measure }, place) => body(`${place + 1}.${suggestion}：${measure}`)),
                ]),
            ...(reply.office === '' ? [] : body(`责任处室：${reply.office}。`)),
            ...(reply.becameRule ? body('已据此建立或者修订有关制度。') : []),
          ],
          [reply.organ],
          reply.datedOn,
        ),
      ],
    },
  ],
}))
