'use server'

import type { Refusal } from '#domain/kernel/result'
import { closeExclusion, openExclusion } from '#server/clock/exclude-period'
import { extendClock } from '#server/clock/extend-clock'
import { strikeExclusion } from '#server/clock/strike-exclusion'
import { strikeExtension } from '#server/clock/strike-extension'
import { requireActor } from '#server/session'
import { formFields } from '../../form-fields'
import { settles } from '../../settled'

/** A clock is shown with its matter, whichever area that is in. */
const settled = settles('/')

export async function exclude(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await openExclusion(await requireActor(), formFields(form)))
}

export async function endExclusion(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await closeExclusion(await requireActor(), formFields(form)))
}

export async function extend(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await extendClock(await requireActor(), formFields(form)))
}

export async function strike(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await strikeExclusion(await requireActor(), formFields(form)))
}

export async function strikeLastExtension(_previous: unknown, form: FormData): Promise<Refusal | null> {
  return settled(await strikeExtension(await requireActor(), formFields(form)))
}
