import type { StatusKind } from '#components/status-tag'
import type { ConsultationState, ShareState } from '#domain/consultation/steps'

export const consultationStatuses: Record<ConsultationState, StatusKind> = { open: 'open', concluded: 'done', calledOff: 'stopped' }
export const shareStatuses: Record<ShareState, StatusKind> = { asked: 'waiting', given: 'done', avoided: 'stopped', closed: 'stopped' }
