'use server'

import { redirect } from 'next/navigation'
import type { FormOutcome } from '#components/use-command'
import { lookbookText } from '#messages/zh/lookbook'

export async function nothing(): Promise<void> {}

/** Answers as the chosen sample says; changes nothing. */
export async function answer(_previous: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { sample } = lookbookText
  switch (form.get('outcome')) {
    case 'invalid':
      return { code: 'invalidInput', detail: { fields: ['title', 'amount'], messages: [sample.wrongTitle, 'Invalid input'] } }
    case 'conflict':
      if (form.get('version') === '8') return { done: sample.saved }
      return {
        code: 'changedMeanwhile',
        theirs: {
          version: 8,
          by: sample.colleague,
          at: '2024-11-21 10:12',
          values: { title: sample.theirTitle, amount: '2600.00', track: 'criminal' },
        },
      }
    case 'signedOut':
      return { code: 'notSignedIn' }
    case 'fault':
      throw new Error('a planned fault of the look-book')
    case 'leave':
      return redirect('/lookbook')
    default:
      return { done: sample.saved }
  }
}

export async function refuse(): Promise<FormOutcome> {
  return { code: 'documentsMissing', detail: { missing: [...lookbookText.sample.missing] } }
}

export async function reveal(): Promise<FormOutcome> {
  return { done: lookbookText.sample.plain }
}
