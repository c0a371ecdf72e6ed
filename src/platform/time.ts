/** The one place where the time is read. Everything else is given it. */
export const currentTime = (): Date => new Date()
