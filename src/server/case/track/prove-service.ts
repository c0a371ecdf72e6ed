import 'server-only'
import { proveServiceInput } from '#domain/case/tracks/inputs'
import { refuse } from '#domain/kernel/result'
import { command } from '../../command'
import { attachFiles } from '../../file/attach'
import { must } from '../../refused'
import { findCaseToRecord, recordInCase } from '../take-step'

/**
 * Puts to a service of a paper the receipt that came back after it was recorded (送达回证、邮寄回执). What stood there stays.
 * Refuses `notFound`, also for a file that is none of the actor's, `wrongState`, `changedMeanwhile`.
 */
export const proveService = command(
  'case.proveService',
  proveServiceInput,
  async (context, { caseId, version, serviceId, receiptFileIds }) => {
    const { tx } = context
    const file = await findCaseToRecord(context, 'proveService', caseId)
    const service = (await tx.caseService.findFirst({ where: { id: serviceId, caseId } })) ?? must(refuse('notFound'))
    await recordInCase(context, 'proveService', file, version, {
      receipts: [service.proofFileIds.length, service.proofFileIds.length + receiptFileIds.length],
    })
    await attachFiles(context, { type: 'case', id: caseId }, file, 'service', receiptFileIds)
    await tx.caseService.update({ where: { id: serviceId }, data: { proofFileIds: [...service.proofFileIds, ...receiptFileIds] } })
  },
)
