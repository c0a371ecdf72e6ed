import 'server-only'
import { gate } from './gate'

/** One engine works at a time in this process: loads and runs wait for each other, and the memory of the machine is asked for once. */
export const engineTurn = gate(1)
