import 'server-only'
import { beijingDay } from '#domain/kernel/civil-date'
import { takeLetterStepInput } from '#domain/letter/inputs'
import { type Context, command } from '../command'
import { nextDocumentNumber } from '../document/papers'
import { storeFile } from '../file/store-file'
import { docxType, letterPaper, wordsFor } from './letter-papers'
import { holdLetter, type KeptLetter, takeLetterStep, tell } from './take-letter-step'

/**
 * Issues a letter, and those that were written with it to other agencies: each with its own number, its paper as it stays and the time to
 * sign for it.
 *
 * Refuses `notFound`, `wrongState`, `samePerson` (who drafted it, but for a note of supervision), `changedMeanwhile`.
 */
export const issueLetter = command('letter.issue', takeLetterStepInput, async (context, { letterId, version }) => {
  const letter = await holdLetter(context, 'issue', letterId)
  await issueOne(context, letter, version)
  const others = await context.tx.letter.findMany({
    where: { groupId: letter.groupId, state: 'drafted', senderAgencyId: letter.senderAgencyId, id: { not: letter.id } },
    orderBy: { id: 'asc' },
  })
  for (const other of others) await issueOne(context, other, other.version)
})

async function issueOne(context: Context, letter: KeptLetter, version: number): Promise<void> {
  const { actor, now } = context
  const to = { kind: 'agencyLetter', subject: { type: 'letter', id: letter.id } } as const
  const documentNumber = await nextDocumentNumber(context, letter.senderAgencyId, 'letter', to, letter.secrecy)
  const wording = await wordsFor(context.tx, 'agencyLetter', letter, beijingDay(now))
  const bytes = await letterPaper({ ...letter, documentNumber }, beijingDay(now), wording)
  const { senderDepartment: department, senderRegionNo: regionNo, secrecy } = letter
  const file = await storeFile(context, { name: `${letter.title}.docx`, mediaType: docxType, bytes }, { department, regionNo, secrecy })
  const issued = { documentNumber, fileId: file.id, sha256: file.sha256, issuedById: actor.userId, issuedByName: actor.name, issuedAt: now }
  await takeLetterStep(context, 'issue', letter, version, issued, {
    documentNumber: [null, documentNumber],
    ...(wording ? { wording: [null, wording.seq] } : {}),
  })
  await tell(context, letter.receiverAgencyId, 'letterIssued', letter)
}

/** Puts a draft away. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const withdrawLetter = command('letter.withdraw', takeLetterStepInput, async (context, { letterId, version }) => {
  await takeLetterStep(context, 'withdraw', await holdLetter(context, 'withdraw', letterId), version)
})
