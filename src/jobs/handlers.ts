import type { Job } from '#server/jobs'
import { agreeLeadReview } from './agree-lead-review'
import { anchorAudit } from './anchor-audit'
import { checkFiles } from './check-files'
import { clearStores } from './clear-stores'
import { clearUploads } from './clear-uploads'
import { disableDormant } from './disable-dormant'
import type { Handler } from './handler'
import { importLeadList } from './import-lead-list'
import { issueHits } from './issue-hits'
import { loadSettlement } from './load-settlement'
import { makeCaseBundle } from './make-case-bundle'
import { readLeadAnswers } from './read-lead-answers'
import { readLeadList } from './read-lead-list'
import { recomputeClocks } from './recompute-clocks'
import { resumeScreening } from './resume-screening'
import { runScreening } from './run-screening'
import { sealPaper } from './seal-paper'
import { submitLeadAnswers } from './submit-lead-answers'
import { watchClocks } from './watch-clocks'
import { watchModels } from './watch-models'
import { workOnPapers } from './work-on-papers'

export const handlers = {
  ...{ watchClocks, recomputeClocks, anchorAudit, disableDormant, clearUploads, checkFiles, readLeadList, importLeadList },
  ...{ readLeadAnswers, submitLeadAnswers, agreeLeadReview, sealPaper, makeCaseBundle, workOnPapers },
  ...{ loadSettlement, runScreening, issueHits, resumeScreening, clearStores, watchModels },
} satisfies { [Kind in Job['kind']]: Handler<Kind> }
