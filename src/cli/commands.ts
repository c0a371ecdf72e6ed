import type { Command } from './command'

/** Every operator command by its words. */
export const commands: Readonly<Record<string, Command>> = {}
