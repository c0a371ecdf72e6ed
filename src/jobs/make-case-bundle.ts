import { makeBundle } from '#server/case/bundle/make-bundle'
import type { Handler } from './handler'

/** Planned by whoever asks for the evidence of a case as one file, or for a part of its volume. */
export const makeCaseBundle: Handler<'makeCaseBundle'> = makeBundle
