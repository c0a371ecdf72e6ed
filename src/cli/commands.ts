import type { Command } from './command'

/** Every operator command by its words. */
export const commands: Readonly<Record<string, Command>> = {
  'plan parse': { usage: 'plan parse FILE', database: false, load: () => import('./plan-parse') },
}
