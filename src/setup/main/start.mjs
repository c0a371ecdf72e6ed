import { buildPages } from '../build.mjs'
import { supervise } from '../supervise.mjs'

await supervise({ what: 'npm start', mode: 'built', build: buildPages })
