import { sealIssued } from '#server/document/seal-paper'
import type { Handler } from './handler'

/** Planned by the issue of a paper: its pages are set and kept. */
export const sealPaper: Handler<'sealPaper'> = sealIssued
