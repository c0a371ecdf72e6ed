import 'server-only'
import { type ActKind, actKinds } from '#domain/document/kinds-of-acts'
import { beijingDay } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import type { Context } from '../../command'
import { draftPaper, issueDraft, nextDocumentNumber } from '../../document/papers'
import { recusedFrom } from '../../identity/colleagues'
import { must } from '../../refused'
import type { SeenCase } from '../take-step'

type Officers = {
  officerAName: string
  officerACertificate: string
  officerBName: string
  officerBCertificate: string
}

/** The two officers of a case, as an act names them. Refuses `officerRecused` when one of them has to keep away from it. */
export async function officersOf({ tx }: Context, file: SeenCase) {
  const { officerAId, officerAName, officerACertificate, officerBId, officerBName, officerBCertificate } = file
  if ((await recusedFrom(tx, file.id, [officerAId, officerBId])).size > 0) must(refuse('officerRecused'))
  return { officerAId, officerAName, officerACertificate, officerBId, officerBName, officerBCertificate }
}

const onPaper = (act: Officers) => [
  { name: act.officerAName, certificateNumber: act.officerACertificate },
  { name: act.officerBName, certificateNumber: act.officerBCertificate },
]

/** Writes the paper of an act as it was entered, and issues it at once; gives its number, where it bears one. */
export async function issueActPaper(
  context: Context,
  kind: ActKind,
  file: SeenCase,
  act: Officers,
  input: Record<string, unknown>,
): Promise<string | null> {
  const { actor, now } = context
  const { id, number: caseNumber, cause, partyName, secrecy } = file
  const subject = { type: 'case', id, title: partyName, secrecy } as const
  const common = { organ: actor.agencyName, caseNumber, cause, partyName, officers: onPaper(act), datedOn: beijingDay(now) }
  const whole = { ...common, documentNumber: null, ...input }
  const documentId = await draftPaper(context, kind, subject, whole)
  const { register } = actKinds[kind]
  if (register === null) return null
  const number = await nextDocumentNumber(context, file.agencyId, register, { kind, subject }, secrecy)
  await issueDraft(context, { id: documentId, kind, revision: 1 }, subject, number, { ...whole, documentNumber: number })
  return number
}

/** An instant of a day in Beijing, to the minute. */
export const instantOf = (day: string, time: string): Date => new Date(`${day}T${time}:00+08:00`)
