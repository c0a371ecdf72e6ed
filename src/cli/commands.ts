import type { Command } from './command'

/** Every operator command by its words. */
export const commands: Readonly<Record<string, Command>> = {
  'checklist parse': {
    usage: 'checklist parse FILE [--map column=field,…] [--skip-hidden]',
    database: false,
    load: () => import('./checklist-parse'),
  },
  'leads parse': { usage: 'leads parse FILE [--map column=field,…] [--skip-hidden]', database: false, load: () => import('./leads-parse') },
  'plan parse': { usage: 'plan parse FILE', database: false, load: () => import('./plan-parse') },
}
