// For developing: the same set-up, pages compiled as they are asked for. Several at once need their own PORT and DATA_DIR,
// and within one checkout their own NEXT_DIST_DIR.
import { supervise } from '../supervise.mjs'

await supervise({ what: 'npm run dev', mode: 'dev', build: async () => undefined })
