import { z } from 'zod'
import { houseClauses } from '#domain/document/house-wordings'
import { civilDate, letterParts, optionalText, prose, text } from '../fields'
import { letterhead, signed } from '../render/letterhead'
import { addressee, body, emptyLine, heading, title } from '../render/text'
import { draftMarkUnless, template } from '../template'
import { chineseDate, numbered } from '../wording'
import { clause, wordingPart } from './clause'

const input = z.strictObject({
  ...letterParts,
  /** 司法建议书、督查单（红色限期）, and so on. */
  name: text,
  subject: text,
  about: optionalText,
  problems: prose,
  suggestions: z.array(text).max(30),
  answerBy: civilDate.nullable(),
  /** How long the receiver has from its signature, as the letter says it. */
  answerWithin: text,
  basis: optionalText,
  wording: wordingPart,
})
export type AgencyLetter = z.input<typeof input>

const usual = { problems: '有关情况', suggestions: '意见建议', besides: '' }
/** What is asked of another bureau for a case of the own (协助调查函). */
const assistance = {
  problems: '案件情况和协助调查事项',
  suggestions: '需要协助提供的材料',
  besides: '不能按期答复的，请书面说明理由。',
}

/** What an inspection from above hands over (飞行检查反馈意见书、移交清单). */
const feedback = {
  problems: '检查发现的问题、涉及金额和证据目录',
  suggestions: '移交清单和处理要求',
  besides: '答复请按移交清单逐项写明处理进度和整改方案；处理完结后5个工作日内提交处理完结报告。',
}
const wordsOf: Readonly<Record<string, typeof usual>> = { 协助调查函: assistance, 飞行检查反馈意见书: feedback }

/** 建议书、提示函、督查单、督办通知: what was found, what is asked, and by when it is to be answered. */
export const agencyLetter = template(input, (letter) => paperOf(letter, wordsOf[letter.name] ?? usual))

const paperOf = (letter: z.output<typeof input>, words: typeof usual) => ({
  title: `${letter.name}：${letter.subject}`,
  organ: letter.organ,
  datedOn: letter.datedOn,
  mark: draftMarkUnless(letter.documentNumber),
  sheets: [
    {
      blocks: [
        ...signed(
          [
            ...letterhead({ organs: [letter.organ], suffix: '', documentNumber: letter.documentNumber }),
            emptyLine(),
            ...title([letter.name, letter.subject]),
            emptyLine(),
            addressee([letter.addressee]),
            heading(numbered(0, words.problems)),
            ...(letter.about === '' ? [] : body(`涉及：${letter.about}。`)),
            ...body(letter.problems),
            ...(letter.suggestions.length === 0
              ? []
              : [heading(numbered(1, words.suggestions)), ...letter.suggestions.flatMap((line, place) => body(`${place + 1}.${line}`))]),
            heading(numbered(letter.suggestions.length === 0 ? 1 : 2, '答复要求')),
            ...clause(
              letter,
              { house: houseClauses.agencyLetter.answer, name: 'answer' },
              { 答复期限: letter.answerBy === null ? `自签收之日起${letter.answerWithin}内` : `于${chineseDate(letter.answerBy)}前` },
            ),
            ...(words.besides === '' ? [] : body(words.besides)),
            ...(letter.basis === '' ? [] : body(`依据：${letter.basis}。`)),
          ],
          [letter.organ],
          letter.datedOn,
        ),
      ],
    },
  ],
})
