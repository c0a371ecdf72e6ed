// What the set-up says while it works: on standard error, so that standard output carries results alone.

export const say = (line) => process.stderr.write(`[清源] ${line}\n`)

export const seconds = (started) => `${((Date.now() - started) / 1000).toFixed(1)} 秒`

/** Does a phase of the set-up and says how long it took. */
export async function phase(label, work) {
  const started = Date.now()
  const value = await work()
  say(`${label} ${seconds(started)}`)
  return value
}

/** A reason that the operator can act on: shown without a stack. */
export class Stopped extends Error {}

/** Ends the process on whatever went wrong, in a sentence where there is one. */
export function explain(error) {
  say(error instanceof Stopped ? error.message : `出现故障：${error?.stack ?? error}`)
}
