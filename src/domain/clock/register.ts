/** Whose clocks a list is about: the own agency's, those of agencies below it, and those by which others act that the own side waits for. */
export const clockScopes = ['own', 'below', 'waiting'] as const
export type ClockScope = (typeof clockScopes)[number]

/** How a running clock stands, as a list is asked for it. */
export const clockStandings = ['late', 'today', 'soon', 'paused'] as const
export type ClockStanding = (typeof clockStandings)[number]
