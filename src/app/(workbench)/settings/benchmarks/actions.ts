'use server'

import { redirect } from 'next/navigation'
import type { Refusal } from '#domain/kernel/result'
import { approveBenchmark, endBenchmark, refuseBenchmark } from '#server/case/benchmark/decide-benchmark'
import { proposeBenchmark } from '#server/case/benchmark/propose-benchmark'
import { formFields } from '../../../form-fields'
import { settles } from '../../../settled'
import { signedIn } from '../../../signed-in'

const settled = settles('/settings/benchmarks')

export async function propose(_previous: unknown, form: FormData): Promise<Refusal | null> {
  const outcome = await signedIn(proposeBenchmark, formFields(form))
  if (!outcome.ok) return outcome.refusal
  settled(outcome)
  redirect(`/settings/benchmarks/${outcome.value.benchmarkId}`)
}

export async function approve(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(approveBenchmark, formFields(form)))
}

export async function refuse(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(refuseBenchmark, formFields(form)))
}

export async function end(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await signedIn(endBenchmark, formFields(form)))
}
