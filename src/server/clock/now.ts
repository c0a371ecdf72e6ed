import 'server-only'

/** The time at which a page is made, for telling how deadlines stand. Commands get theirs passed in. */
export { currentTime } from '#platform/time'
