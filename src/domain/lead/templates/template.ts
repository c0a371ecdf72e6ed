/**
 * How a lead of one screening model is verified (核查模板). Practice of the field that nobody has verified as law (M): shown as advice beside
 * the form, never asked for. `words` tell the model by the wording of a lead that names none.
 */
export type VerificationTemplate = {
  model: string
  title: string
  words: readonly string[]
  /** What to fetch (调取). */
  fetch: readonly string[]
  /** What to ask, and whom (询问). */
  ask: readonly string[]
  /** What would make it a false alarm (排除). */
  falseAlarms: readonly string[]
  /** What the file must hold for the lead to be true, and for it to be untrue. */
  proof: { true: string; untrue: string }
}
