import { resumeScreening as resume } from '#server/screening/resume'
import type { Handler } from './handler'

/** Each minute: loads, runs and issues that a dead worker left are gone on with. */
export const resumeScreening: Handler<'resumeScreening'> = () => resume()
