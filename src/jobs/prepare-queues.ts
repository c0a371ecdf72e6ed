// Run at set-up, as the owner of the database.
import { prepareQueues } from '#platform/queue'
import { schedule } from '#server/jobs'
import { handlers } from './handlers'

await prepareQueues(Object.keys(handlers), schedule)
process.exit(0)
