import 'server-only'
import { hostname } from 'node:os'
import { holdingLock } from '#platform/held-lock'
import { gate } from './gate'

/** By this name the workers of one machine know that its engine is at work. */
export const engineOfMachine = `screening engine of ${hostname()}`

const inThisProcess = gate(1)

/** One engine works at a time on a machine: loads and runs wait for each other, whichever worker has them, and its memory is asked for once. */
export const engineTurn = <T>(act: () => Promise<T>): Promise<T> => inThisProcess(() => holdingLock(engineOfMachine, act))
