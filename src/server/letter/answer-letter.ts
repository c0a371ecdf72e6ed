import 'server-only'
import { beijingDay } from '#domain/kernel/civil-date'
import { closeLetterInput, draftAnswerInput, returnLetterInput, takeLetterStepInput } from '#domain/letter/inputs'
import { replyTitle } from '#domain/letter/names'
import { command } from '../command'
import { nextDocumentNumber } from '../document/papers'
import { storeFile } from '../file/store-file'
import { notifyApprovers } from '../notification/notify-approvers'
import { docxType, replyPaper, wordsFor } from './letter-papers'
import { holdLetter, mustBeOutcomeOf, takeLetterStep, tell } from './take-letter-step'

/** Signs for a letter: from now on the time to answer runs. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const receiveLetter = command('letter.receive', takeLetterStepInput, async (context, { letterId, version }) => {
  const { actor, now } = context
  const letter = await holdLetter(context, 'receive', letterId)
  const received = { receivedById: actor.userId, receivedByName: actor.name, receivedAt: now }
  await takeLetterStep(context, 'receive', letter, version, received)
})

/** Puts an answer before the head. Refuses `notFound`, `wrongState`, `invalidInput` (an outcome of another kind), `changedMeanwhile`. */
export const draftAnswer = command('letter.draftAnswer', draftAnswerInput, async (context, { letterId, version, ...said }) => {
  const { actor } = context
  const letter = await holdLetter(context, 'draftAnswer', letterId)
  mustBeOutcomeOf(letter, said.outcome)
  const drafted = { answerDraftedById: actor.userId, answerDraftedByName: actor.name, returnedReason: null }
  await takeLetterStep(context, 'draftAnswer', letter, version, { ...said, ...drafted })
  await notifyApprovers(context, letter.receiverAgencyId, letter, {
    ...{ kind: 'letterAnswerDrafted', detail: { from: actor.name, title: letter.title } },
    ...{ link: `/letters/${letter.id}`, dedupeKey: `letter.draftAnswer:${letter.id}:${version}` },
  })
})

/** Returns an answer to be written anew. Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
export const returnAnswer = command('letter.returnAnswer', returnLetterInput, async (context, { letterId, version, reason }) => {
  const letter = await holdLetter(context, 'returnAnswer', letterId)
  await takeLetterStep(context, 'returnAnswer', letter, version, { returnedReason: reason }, { reason: [null, reason] })
})

/**
 * Sends the answer: its number, its paper as it stays, and the time to answer stops.
 *
 * Refuses `notFound`, `wrongState`, `samePerson` (who wrote it), `incomplete` (a point without an answer), `changedMeanwhile`.
 */
export const sendAnswer = command('letter.sendAnswer', takeLetterStepInput, async (context, { letterId, version }) => {
  const { actor, now } = context
  const letter = await holdLetter(context, 'sendAnswer', letterId)
  const to = { kind: 'agencyReply', subject: { type: 'letter', id: letter.id } } as const
  const answerNumber = await nextDocumentNumber(context, letter.receiverAgencyId, 'letter', to, letter.secrecy)
  const wording = await wordsFor(context.tx, 'agencyReply', letter, beijingDay(now))
  const bytes = await replyPaper({ ...letter, answerNumber }, beijingDay(now), wording)
  const { receiverDepartment: department, receiverRegionNo: regionNo, secrecy } = letter
  const name = `${replyTitle(letter.title)}.docx`
  const file = await storeFile(context, { name, mediaType: docxType, bytes }, { department, regionNo, secrecy })
  const answered = { answeredById: actor.userId, answeredByName: actor.name, answeredAt: now }
  const paper = { answerNumber, answerFileId: file.id, answerSha256: file.sha256 }
  const change = {
    answerNumber: [null, answerNumber],
    outcome: [null, letter.outcome],
    ...(wording ? { wording: [null, wording.seq] as const } : {}),
  } as const
  await takeLetterStep(context, 'sendAnswer', letter, version, { ...answered, ...paper }, change)
  await tell(context, letter.senderAgencyId, 'letterAnswered', letter)
})

/** Asks for another answer: the time to answer runs anew. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const askAgain = command('letter.askAgain', returnLetterInput, async (context, { letterId, version, reason }) => {
  const letter = await holdLetter(context, 'askAgain', letterId)
  await takeLetterStep(context, 'askAgain', letter, version, { returnedReason: reason }, { reason: [null, reason] })
  await tell(context, letter.receiverAgencyId, 'letterAskedAgain', letter)
})

/** Weighs the answer and ends the matter (采纳、部分采纳、未采纳). Refuses `notFound`, `wrongState`, `invalidInput`, `changedMeanwhile`. */
export const closeLetter = command('letter.close', closeLetterInput, async (context, { letterId, version, outcome, note }) => {
  const { actor, now } = context
  const letter = await holdLetter(context, 'close', letterId)
  mustBeOutcomeOf(letter, outcome)
  const closed = { closedById: actor.userId, closedByName: actor.name, closedAt: now, closingNote: note, outcome }
  await takeLetterStep(context, 'close', letter, version, closed, { outcome: [letter.outcome, outcome] })
  await tell(context, letter.receiverAgencyId, 'letterClosed', letter)
})
