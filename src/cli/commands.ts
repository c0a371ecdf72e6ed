import type { Command } from './command'

/** Every operator command by its words. */
export const commands: Readonly<Record<string, Command>> = {
  'admin create': {
    usage: 'admin create --login LOGIN --role securityAdmin|systemAdmin|auditAdmin --name NAME --agency AGENCY [--even-so REASON]',
    database: 'worker',
    load: () => import('./admin-create'),
  },
  'agencies import': { usage: 'agencies import FILE [--check]', database: 'worker', load: () => import('./agencies-import') },
  'audit verify': { usage: 'audit verify', database: 'worker', load: () => import('./audit-verify') },
  backup: { usage: 'backup DIR', database: 'owner', load: () => import('./backup') },
  'checklist parse': {
    usage: 'checklist parse FILE [--map column=field,…] [--skip-hidden]',
    database: false,
    load: () => import('./checklist-parse'),
  },
  'demo settlement': {
    usage: 'demo settlement --rows N --seed S --out DIR [--format parquet|csv]',
    database: false,
    load: () => import('./demo-settlement'),
  },
  'leads parse': { usage: 'leads parse FILE [--map column=field,…] [--skip-hidden]', database: false, load: () => import('./leads-parse') },
  'plan parse': { usage: 'plan parse FILE', database: false, load: () => import('./plan-parse') },
  'report build': {
    usage: 'report build --campaign NUMBER --as-of DATE --out FILE.docx',
    database: 'web',
    load: () => import('./report-build'),
  },
  restore: { usage: 'restore DIR', database: 'new', load: () => import('./restore') },
  'screen run': {
    usage: 'screen run DIR --out DIR2 [--models M04,M07] [--engine duckdb|postgres|clickhouse] [--url URL] [--memory 2GB]',
    database: false,
    load: () => import('./screen-run'),
  },
  'token create': {
    usage: 'token create --login LOGIN [--name NAME] [--days 90]',
    database: 'worker',
    load: () => import('./token-create'),
  },
}
