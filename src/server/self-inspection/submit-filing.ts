import 'server-only'
import { attestationText } from '#domain/self-inspection/attestation'
import { gapsOf } from '#domain/self-inspection/completeness'
import { submitFilingInput } from '#domain/self-inspection/inputs'
import { command } from '../command'
import { notify } from '../notification/notify'
import { nextInternalNumber } from '../numbering'
import { loadItems } from './load-items'
import { holdFilingFor, takeFilingStep } from './take-step'

/**
 * Submits a filing (报送) on the attestation of the person, and gives its receipt number.
 *
 * Refuses `notFound`, `wrongState`, `changedMeanwhile`, `nothingAsked`, and `incomplete` naming the items that lack something.
 * Commits together: state, attestation, receipt number, audit entry, a notice to the bureau of the place.
 */
export const submitFiling = command('filing.submit', submitFilingInput, async (context, { filingId, version }) => {
  const { tx, actor, now } = context
  const filing = await holdFilingFor(context, 'submit', filingId)
  const items = await loadItems(tx, filing)
  const gaps = [...new Set(gapsOf(items).map(({ code }) => code))]
  const itemCount = items.filter(({ former }) => !former).length
  const receiptNumber = await nextInternalNumber(context, 'HZ', filing.regionNo)
  await takeFilingStep(
    context,
    'submit',
    { ...filing, gaps, itemCount },
    version,
    { attestation: attestationText, submittedById: actor.userId, submittedByName: actor.name, submittedAt: now, receiptNumber },
    { receiptNumber: [filing.receiptNumber, receiptNumber] },
  )
  const bureau = await tx.agency.findFirst({ where: { department: 'MI', kind: 'bureau', regionNo: filing.regionNo }, select: { id: true } })
  if (bureau) {
    await notify(
      context,
      { agencyId: bureau.id },
      {
        kind: 'filingSubmitted',
        detail: { from: filing.institutionName, number: filing.number },
        link: `/self-inspections/${filingId}`,
        dedupeKey: `filing.submit:${filingId}:${receiptNumber}`,
      },
    )
  }
  return { receiptNumber }
})
