import type { Job } from '#server/jobs'
import { anchorAudit } from './anchor-audit'
import { clearUploads } from './clear-uploads'
import { disableDormant } from './disable-dormant'
import type { Handler } from './handler'
import { importLeadList } from './import-lead-list'
import { loadSettlement } from './load-settlement'
import { readLeadList } from './read-lead-list'
import { resumeScreening } from './resume-screening'
import { runScreening } from './run-screening'
import { watchClocks } from './watch-clocks'

export const handlers = {
  ...{ watchClocks, anchorAudit, disableDormant, clearUploads, readLeadList, importLeadList },
  ...{ loadSettlement, runScreening, resumeScreening },
} satisfies { [Kind in Job['kind']]: Handler<Kind> }
