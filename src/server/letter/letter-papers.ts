import 'server-only'
import { renderDocument } from '#documents/templates'
import type { KeptWording } from '#domain/document/wording'
import { type CivilDate, fromDateColumn } from '#domain/kernel/civil-date'
import { citation } from '#domain/law/law'
import { letterKindRules } from '#domain/letter/kinds'
import { lengthOf, letterNames, outcomeNames } from '#domain/letter/names'
import type { Tx } from '#platform/db'
import { wordingInForce } from '../document/wording/queries'
import type { KeptLetter } from './take-letter-step'

/** The words that the writer's bureau has for it. Only insurance bureaus set any. */
export const wordsFor = async (
  tx: Tx,
  kind: 'agencyLetter' | 'agencyReply',
  letter: KeptLetter,
  on: CivilDate,
): Promise<KeptWording | null> => {
  const { senderDepartment, senderRegionNo, receiverDepartment, receiverRegionNo } = letter
  const [department, regionNo] = kind === 'agencyLetter' ? [senderDepartment, senderRegionNo] : [receiverDepartment, receiverRegionNo]
  return department === 'MI' ? wordingInForce(tx, kind, regionNo, on) : null
}

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The .docx of a letter: the same words give the same bytes. */
export const letterPaper = (letter: KeptLetter, datedOn: CivilDate, wording: KeptWording | null): Promise<Uint8Array> =>
  renderDocument('agencyLetter', {
    ...{ organ: letter.senderAgencyName, documentNumber: letter.documentNumber, addressee: letter.receiverAgencyName, datedOn },
    ...{ name: letterNames[letter.kind], subject: letter.title, about: letter.subjectName, problems: letter.problems },
    ...{ suggestions: letter.suggestions, answerBy: letter.answerBy && fromDateColumn(letter.answerBy) },
    ...{ answerWithin: lengthOf(letterKindRules[letter.kind].answer), basis: citation(letterKindRules[letter.kind].basis) },
    wording,
  })

/** The .docx of what is answered. */
export const replyPaper = (letter: KeptLetter, datedOn: CivilDate, wording: KeptWording | null): Promise<Uint8Array> =>
  renderDocument('agencyReply', {
    ...{ organ: letter.receiverAgencyName, documentNumber: letter.answerNumber, addressee: letter.senderAgencyName, datedOn },
    ...{ name: letterNames[letter.kind], answers: letter.documentNumber ?? letter.number, subject: letter.title },
    ...{ outcome: letter.outcome ? outcomeNames[letter.outcome] : '', answer: letter.answer },
    points: letter.suggestions.map((suggestion, place) => ({ suggestion, measure: letter.measures[place] ?? '' })),
    ...{ office: letter.office, becameRule: letter.becameRule, wording },
  })
