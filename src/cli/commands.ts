import type { Command } from './command'

/** Every operator command by its words. */
export const commands: Readonly<Record<string, Command>> = {
  'admin create': {
    usage: 'admin create --login LOGIN --role securityAdmin|systemAdmin|auditAdmin --name NAME --agency AGENCY [--even-so REASON]',
    database: true,
    load: () => import('./admin-create'),
  },
  'agencies import': { usage: 'agencies import FILE [--check]', database: true, load: () => import('./agencies-import') },
  'audit verify': { usage: 'audit verify', database: true, load: () => import('./audit-verify') },
  backup: { usage: 'backup DIR', database: true, load: () => import('./backup') },
  'checklist parse': {
    usage: 'checklist parse FILE [--map column=field,…] [--skip-hidden]',
    database: false,
    load: () => import('./checklist-parse'),
  },
  'leads parse': { usage: 'leads parse FILE [--map column=field,…] [--skip-hidden]', database: false, load: () => import('./leads-parse') },
  'plan parse': { usage: 'plan parse FILE', database: false, load: () => import('./plan-parse') },
  'report build': {
    usage: 'report build --campaign NUMBER --as-of DATE --out FILE.docx',
    database: true,
    underPolicies: true,
    load: () => import('./report-build'),
  },
  restore: { usage: 'restore DIR', database: 'new', load: () => import('./restore') },
  'token create': { usage: 'token create --login LOGIN [--name NAME] [--days 90]', database: true, load: () => import('./token-create') },
}
