import { readAnswerSheet } from '#server/lead/answers/read-sheet-job'
import type { Handler } from './handler'

/** Planned by whoever uploads answers to many leads: they are read once, and each is held against its lead. */
export const readLeadAnswers: Handler<'readLeadAnswers'> = readAnswerSheet
