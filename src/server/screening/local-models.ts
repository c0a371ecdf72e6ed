import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { type KeptDefinition, localDefinition } from '#domain/screening/local-model'
import { type VersionInForce, versionInForce, versionName } from '#domain/screening/model-version'
import { screens } from '#domain/screening/settlement-load'
import { compileLocal } from '#screening/local/compile'
import type { Model } from '#screening/population/model'
import { whereReadable } from '../access'

/** The version of the form that definitions are filled in by: what a bureau's own model is built on. */
export const localGround = 'L1'
export const isLocalCode = (code: string): boolean => /^L\d{6}_\d{4,}$/.test(code)

/** Who puts models together: an analyst who is a handler of an insurance bureau of a province or a city, cleared for what names people. */
export const composesModels = (actor: Actor): boolean => screens(actor) && actor.roles.includes('analyst')

/** What a row of the register holds of a definition; `null` where it holds none. */
export function definitionOf(kept: unknown): KeptDefinition | null {
  if (kept === null || typeof kept !== 'object' || !('form' in kept)) return null
  const form = localDefinition.safeParse(kept.form)
  const trial = 'trial' in kept ? (kept.trial as KeptDefinition['trial']) : null // written by the trial alone
  return form.success ? { form: form.data, trial, authorIds: authorsOf(kept) } : null
}

/** Everybody who filled a definition in, as its row has it; nobody where it holds none. */
export function authorsOf(kept: unknown): string[] {
  if (kept === null || typeof kept !== 'object' || !('authorIds' in kept) || !Array.isArray(kept.authorIds)) return []
  return kept.authorIds.map(String)
}

type Row = Pick<VersionInForce, 'code' | 'regionNo' | 'revision'> & { definition: unknown }

/** A bureau's own model as one version has it; `null` where this platform cannot read it as a model. */
export function localModelOf(row: Row): Model | null {
  const kept = definitionOf(row.definition)
  if (!kept) return null
  const compiled = compileLocal(kept.form, { code: row.code, version: versionName(localGround, row) })
  return compiled.ok ? compiled.model : null
}

/** Of approved versions the bureaus' own models that hold on a day; what rests is left out. */
export function localModelsIn<Kept extends Row & VersionInForce>(rows: readonly Kept[], on: string): Model[] {
  const codes = [...new Set(rows.flatMap(({ code }) => (isLocalCode(code) ? [code] : [])))].sort()
  return codes.flatMap((code) => {
    const held = versionInForce(
      rows.filter((row) => row.code === code),
      on,
    )
    return held?.kind === 'definition' ? (localModelOf(held) ?? []) : []
  })
}

/** The rows of one's own models that may be shown: a draft is its bureau's own matter. */
export const whereShown = (actor: Actor) => ({
  AND: [{ OR: [{ state: { not: 'draft' as const } }, { agencyId: actor.agencyId ?? '' }] }, whereReadable(actor, 'screeningModelVersion')],
})
