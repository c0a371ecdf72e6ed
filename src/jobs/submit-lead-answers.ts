import { submitAnswerSheet } from '#server/lead/answers/submit-sheet-job'
import type { Handler } from './handler'

/** Planned by whoever sends the ready rows of a sheet: they go to review in blocks, each lead with its own round. */
export const submitLeadAnswers: Handler<'submitLeadAnswers'> = submitAnswerSheet
