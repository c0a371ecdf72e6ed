import 'server-only'
import { moveJointInput } from '#domain/campaign/joint-inputs'
import { beijingDay } from '#domain/kernel/civil-date'
import { command } from '../../command'
import { nextDocumentNumber } from '../../document/papers'
import { storeFile } from '../../file/store-file'
import { holdNotice, moveNotice, tellOfNotice } from './hold-notice'
import { docxType, jointPaper } from './joint-paper'

/**
 * Issues a joint notice that all have signed: under the next number of the leading organ's register, as a paper that stays as it is. Who signed
 * it is told.
 *
 * Refuses `notFound`, `wrongState`, `samePerson` (who drafted it), `incomplete` (with the agencies that have not signed this text),
 * `changedMeanwhile`.
 */
export const issueJointNotice = command('jointNotice.issue', moveJointInput, async (context, { noticeId, version }) => {
  const { actor, now } = context
  const notice = await holdNotice(context, 'issue', noticeId)
  const { department, regionNo, agencyId, title } = notice
  const subject = { type: 'jointNotice', id: notice.id }
  const documentNumber = await nextDocumentNumber(context, agencyId, 'joint', { kind: 'jointNotice', subject })
  const bytes = await jointPaper({ ...notice, documentNumber }, beijingDay(now))
  const file = await storeFile(context, { name: `${title}.docx`, mediaType: docxType, bytes }, { department, regionNo })
  const issued = { issuedById: actor.userId, issuedByName: actor.name, issuedAt: now, fileId: file.id, sha256: file.sha256 }
  await moveNotice(
    context,
    'issue',
    notice,
    version,
    { documentNumber, ...issued },
    { documentNumber: [null, documentNumber], sha256: [null, file.sha256] },
  )
  for (const signer of notice.signerIds) await tellOfNotice(context, { agencyId: signer }, 'jointNoticeIssued', notice)
  return { documentNumber }
})

/** Takes a notice back that is not issued; who was asked to sign is told. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const withdrawJointNotice = command('jointNotice.withdraw', moveJointInput, async (context, { noticeId, version }) => {
  const notice = await holdNotice(context, 'withdraw', noticeId)
  await moveNotice(context, 'withdraw', notice, version)
  const asked = new Set(notice.signatures.map(({ agencyId }) => agencyId))
  for (const agencyId of asked) await tellOfNotice(context, { agencyId }, 'jointNoticeWithdrawn', notice)
})
