/** What an inbox can be told of. `src/messages/zh/notices.ts` has the sentence of each. */
// biome-ignore format: one kind a line, so that additions do not collide
export const noticeKinds = [
  'leadsAssigned',
  'leadReturned',
  'leadsTakenBack',
  'leadWithdrawn',
  'verificationSentBack',
  'planAddressed',
  'receiptReminder',
  'dutiesAssigned',
  'filingIssued',
  'filingReturned',
  'filingSubmitted',
  'filingRecalled',
  'filingReissued',
  'checklistDrafted',
  'filingQuestioned',
  'filingQuestionAnswered',
  'filingReminder',
  'unfiledEscalated',
  'referralDelivered',
  'referralAnswered',
  'referralMoreAsked',
  'referralSupplied',
  'referralCopied',
  'supervisionAdvised',
  'referralProposed',
  'caseProposed',
  'caseToReview',
  'caseHandedOver',
  'recusalDeclared',
  'clockSoon',
  'clockOverdue',
  'reportSubmitted',
  'reportReturned',
  'reportSigned',
  'grantProposed',
  'accountsDormant',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** Fills a notice's sentence: names of agencies, numbers, counts. Never personal data. */
export type NoticeDetail = Readonly<Record<string, string | number>>
