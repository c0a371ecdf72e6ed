import { z } from 'zod'
import { civilDate, prose, text } from '../fields'
import { colophon, letterhead, signed } from '../render/letterhead'
import { addressee, body, emptyLine, heading, subheading, title } from '../render/text'
import { draftMarkUnless, template } from '../template'

const input = z.strictObject({
  /** The leading one first. */
  organs: z.array(text).min(1).max(14),
  documentNumber: text.nullable(),
  addressees: z.array(text).max(40),
  datedOn: civilDate,
  subject: text,
  content: prose,
  copies: z.array(text).max(20),
})
export type JointNoticePaper = z.input<typeof input>

/** A line that only names what follows is set as a heading of its rank; everything else is running text. */
const setLine = (line: string) => {
  if (line.length <= 40 && !/[。；]/u.test(line)) {
    if (/^[一二三四五六七八九十]+、/u.test(line)) return [heading(line)]
    if (/^（[一二三四五六七八九十]+）/u.test(line)) return [subheading(line)]
  }
  return body(line)
}

/** 联合通知: a red head of all organs, the leading one first, and the place of each to sign. */
export const jointNotice = template(input, ({ organs, documentNumber, addressees, datedOn, subject, content, copies }) => ({
  title: subject,
  organ: organs[0] ?? '',
  datedOn,
  mark: draftMarkUnless(documentNumber),
  sheets: [
    {
      blocks: [
        ...signed(
          [
            ...letterhead({ organs, suffix: '文件', documentNumber }),
            ...title([subject]),
            emptyLine(),
            ...(addressees.length === 0 ? [] : [addressee(addressees)]),
            ...content
              .split(/[\r\n]+/)
              .map((line) => line.trim())
              .filter(Boolean)
              .flatMap(setLine),
          ],
          organs,
          datedOn,
        ),
        ...colophon({ copies, printedBy: organs[0] ?? '', printedOn: datedOn }),
      ],
    },
  ],
}))
