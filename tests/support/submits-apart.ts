// Submits one filing in a process of its own, as the server would, and never gets to say so: whoever started it kills it.
import { setTimeout } from 'node:timers/promises'
import type { Actor } from '#domain/kernel/access'
import { submitFiling } from '#server/self-inspection/submit-filing'

type Submission = { actor: Actor; raw: Record<string, unknown>; at: string }

const { actor, raw, at }: Submission = JSON.parse(process.argv[2] ?? '{}')
process.stdout.write('ready\n')
await submitFiling(actor, raw, new Date(at))
await setTimeout(60_000) // the answer is on its way
