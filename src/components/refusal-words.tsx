'use client'

import { lazy, Suspense } from 'react'
import type { Refusal } from '#domain/kernel/result'
import { formText } from '#messages/zh/form'

/** The sentences of refusals come with a script of their own, fetched when the first has to be said: most pages never say one. */
async function sentences(): Promise<(refusal: Refusal) => string> {
  try {
    return (await import('#messages/zh/refusals')).refusalText
  } catch {
    return () => formText.unsaid
  }
}

const Spoken = lazy(async () => {
  const sentence = await sentences()
  return { default: ({ refusal }: { refusal: Refusal }) => sentence(refusal) }
})

/** What a refusal says. */
export const RefusalWords = ({ refusal }: { refusal: Refusal }) => (
  <Suspense>
    <Spoken refusal={refusal} />
  </Suspense>
)

/** The same as text, where no element can stand. */
export const wordsOf = async (refusal: Refusal): Promise<string> => (await sentences())(refusal)
