/** Reasons of the newest acts: the rest of `refusalCodes`, whose file is full. */
// biome-ignore format: one code a line, so that additions do not collide
export const latestRefusalCodes = [
  'namesReporter',
  'reporterAnonymous',
  'aliasMissing',
  'rewardUnfit',
  'collectOver',
  'collectOpen',
  'creditUnfit',
  'creditRuns',
  'namesScored',
  'holdUnapproved',
  'holdLapsed',
  'holdOpen',
  'paperPublished',
  'limitedOutstanding',
  'dearerUnfined',
] as const
