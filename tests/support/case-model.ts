/**
 * The ordinary and the summary procedure as the penalty law tells them, written by hand from its articles and not from the tables of steps: what
 * may be done next, by whom, and where it leads. The tables are held against it.
 */
/** In 元: from where a hearing is a right (article 63, each province's own amount), and what can be fined on the spot (article 51). */
export const limits = { institution: { hearing: 50_000, spot: 3_000 }, person: { hearing: 5_000, spot: 200 } } as const

export type Person = 'officerA' | 'officerB' | 'head' | 'lawyer' | 'chair'

export type ModelCase = {
  party: keyof typeof limits
  stage: string
  day: number
  fine: number
  refund: number
  disposed: boolean
  told: { fine: number; refund: number; hearing: boolean } | null
  /** The last day on which the party may still speak, and ask for a hearing; `null` once that is over or was never opened. */
  speaksUntil: number | null
  asksUntil: number | null
  served: boolean
  /** Everybody who reviewed it, whether or not that still holds. */
  lawyers: readonly Person[]
  /** The lawyer agreed to what is proposed now. */
  agreed: boolean
  chair: Person | null
  discussed: boolean
  /** The paper of this stage is issued: of the notice, the hearing, the decision, the demand. */
  papered: boolean
  outcome: string | null
  onSite: boolean
  /** It stands still: nothing is done but to go on, or to end it. */
  halted: boolean
  owed: number
  /** The last day to pay the fine, to appeal, and to heed the demand. */
  payUntil: number | null
  appealUntil: number | null
  heedUntil: number | null
}

export const proposed: ModelCase = {
  ...{
    party: 'institution',
    stage: 'filed',
    day: 0,
    fine: 0,
    refund: 0,
    disposed: false,
    told: null,
    speaksUntil: null,
    asksUntil: null,
    served: false,
  },
  ...{ lawyers: [], agreed: false, chair: null, discussed: false, papered: false, outcome: null, onSite: false, halted: false, owed: 0 },
  ...{ payUntil: null, appealUntil: null, heedUntil: null },
}

const investigators: readonly Person[] = ['officerA', 'officerB']
const before = (stage: string) => ['reported', 'inReview', 'reviewed'].includes(stage)
const told = (stage: string) => ['noticed', 'defence', 'hearingAsked', 'hearingSet', 'heard', 'deliberating'].includes(stage)

/** Article 58: nothing above the scale of the spot passes unseen, nor does letting off. */
const needsLawyer = ({ fine, party }: ModelCase) => fine > limits[party].spot || fine === 0

/** Articles 44, 45, 64: the party was told and has spoken, given up, or let its days pass. */
const hasBeenHeard = ({ told: notice, served, speaksUntil, asksUntil, day }: ModelCase) =>
  notice !== null && served && (speaksUntil === null || day > speaksUntil) && (asksUntil === null || day > asksUntil)

const apart = (model: ModelCase, who: Person) => !investigators.includes(who) && !model.lawyers.includes(who) && who !== model.chair
const notInvestigator = (who: Person) => !investigators.includes(who)

const decidedUpon = ['decided', 'served', 'performing', 'demanded', 'enforcing', 'performed']
const ended = ['served', 'performing', 'demanded', 'enforcing', 'performed', 'terminated', 'revoked']
/** Three months from the last day to appeal, as long as no month between makes a difference. */
export const courtDays = 92

type Rule = { allows: (model: ModelCase, who: Person) => boolean; leads: (model: ModelCase, who: Person) => Partial<ModelCase> }

const stays = () => ({})
const at =
  (stage: string, also: Rule['allows'] = () => true): Rule['allows'] =>
  (model, who) =>
    model.stage === stage && also(model, who)
const untold = {
  told: null,
  speaksUntil: null,
  asksUntil: null,
  served: false,
  chair: null,
  discussed: false,
  agreed: false,
} as const

const acts = {
  investigate: { allows: at('filed'), leads: () => ({ stage: 'investigating' }) },
  report: { allows: at('investigating', ({ disposed }) => disposed), leads: () => ({ stage: 'reported' }) },
  rework: { allows: ({ stage }) => before(stage), leads: () => ({ stage: 'investigating', agreed: false }) },
  sendToReview: { allows: at('reported'), leads: () => ({ stage: 'inReview', agreed: false }) },
  agreeReview: {
    allows: at('inReview', (_model, who) => notInvestigator(who)),
    leads: ({ lawyers }, who) => ({ stage: 'reviewed', lawyers: [...lawyers, who], agreed: true }),
  },
  returnReview: {
    allows: at('inReview', (_model, who) => notInvestigator(who)),
    leads: ({ lawyers }, who) => ({ stage: 'investigating', lawyers: [...lawyers, who], agreed: false }),
  },
  skipReview: {
    allows: at('reported', (model, who) => notInvestigator(who) && !needsLawyer(model)),
    leads: () => ({ stage: 'reviewed' }),
  },
  notice: {
    allows: at('reviewed', apart),
    leads: ({ fine, refund, party }) => ({ stage: 'noticed', told: { fine, refund, hearing: fine >= limits[party].hearing } }),
  },
  /** The model's case has one party: nobody is left besides. */
  serveNoticeToOne: { allows: () => false, leads: stays },
  serveDecisionToOne: { allows: () => false, leads: stays },
  /** Articles 44, 64, 61 and compulsion law, article 54: what is said by a paper is not served without it. */
  serveNotice: {
    allows: at('noticed', ({ papered }) => papered),
    leads: ({ day, told: notice }) => ({
      stage: 'defence',
      served: true,
      speaksUntil: day + 5,
      asksUntil: notice?.hearing ? day + 5 : null,
    }),
  },
  /** Article 45: whoever has spoken may speak again, as long as the days last. */
  recordDefence: { allows: at('defence'), leads: stays },
  waiveDefence: { allows: at('defence'), leads: () => ({ speaksUntil: null, asksUntil: null }) },
  askHearing: {
    allows: at('defence', ({ asksUntil, day }) => asksUntil !== null && day <= asksUntil),
    leads: () => ({ stage: 'hearingAsked', speaksUntil: null, asksUntil: null }),
  },
  setHearing: { allows: at('hearingAsked', (_model, who) => notInvestigator(who)), leads: () => ({ stage: 'hearingSet', chair: 'chair' }) },
  holdHearing: { allows: at('hearingSet', ({ chair, papered }, who) => who === chair && papered), leads: () => ({ stage: 'heard' }) },
  reportHearing: { allows: at('heard', ({ chair }, who) => who === chair), leads: () => ({ stage: 'deliberating' }) },
  endDefence: { allows: at('defence', hasBeenHeard), leads: () => ({ stage: 'deliberating', speaksUntil: null, asksUntil: null }) },
  reopen: { allows: ({ stage }, who) => told(stage) && notInvestigator(who), leads: () => ({ stage: 'investigating', ...untold }) },
  /** Article 58: what was eased since the lawyers saw it is seen by them again, and not by whoever led the hearing. */
  reviewAgain: {
    allows: at('deliberating', (model, who) => notInvestigator(who) && who !== model.chair && needsLawyer(model) && !model.agreed),
    leads: ({ lawyers }, who) => ({ lawyers: [...lawyers, who], agreed: true }),
  },
  discuss: { allows: at('deliberating', (_model, who) => notInvestigator(who)), leads: () => ({ discussed: true }) },
  decide: {
    allows: at(
      'deliberating',
      (model, who) =>
        apart(model, who) &&
        hasBeenHeard(model) &&
        model.fine <= (model.told?.fine ?? -1) &&
        model.refund <= (model.told?.refund ?? -1) &&
        (model.agreed || !needsLawyer(model)) &&
        (model.discussed || !model.told?.hearing),
    ),
    leads: ({ fine, refund }) => ({ stage: 'decided', outcome: fine + refund > 0 ? 'penalty' : 'noPenalty', owed: fine + refund }),
  },
  decideNothing: {
    allows: at('reviewed', (model, who) => apart(model, who) && model.fine + model.refund === 0),
    leads: () => ({ stage: 'decided', outcome: 'noPenalty' }),
  },
  /** Article 51: a warning or a small fine, and nothing that an ordinary decision would have to ask back. */
  decideOnSite: {
    allows: at('filed', ({ disposed, fine, refund, party }) => disposed && fine > 0 && fine <= limits[party].spot && refund === 0),
    leads: ({ fine }) => ({ stage: 'decided', outcome: 'penalty', onSite: true, owed: fine }),
  },
  fileOnSite: { allows: at('served', ({ onSite }, who) => onSite && notInvestigator(who)), leads: stays },
  serveDecision: {
    allows: at('decided', ({ papered }) => papered),
    leads: ({ day, fine }) => ({ stage: 'served', payUntil: fine > 0 ? day + 15 : null, appealUntil: day + 180 }),
  },
  allowInstalments: {
    allows: at(
      'served',
      ({ owed, fine, payUntil, day }, who) => notInvestigator(who) && fine > 0 && owed > 0 && (payUntil === null || day <= payUntil),
    ),
    // Paid in parts, each part has its day; the model's plan has one, fifteen days on.
    leads: ({ day }) => ({ stage: 'performing', payUntil: day + 15 }),
  },
  /** Compulsion law, article 54: only what is overdue is demanded. */
  demand: {
    allows: ({ stage, owed, payUntil, day, papered }) =>
      ['served', 'performing'].includes(stage) && papered && owed > 0 && (payUntil === null || day > payUntil),
    leads: ({ day }) => ({ stage: 'demanded', heedUntil: day + 10 }),
  },
  /** Article 53: nobody can appeal any more, the demand has passed unheeded, and three months (here 90 days and some) have not. */
  applyToCourt: {
    allows: at(
      'demanded',
      ({ day, heedUntil, appealUntil }, who) =>
        notInvestigator(who) && day > (heedUntil ?? 0) && day > (appealUntil ?? 0) && day <= (appealUntil ?? 0) + courtDays,
    ),
    leads: () => ({ stage: 'enforcing', heedUntil: null }),
  },
  terminate: {
    allows: ({ stage }, who) => notInvestigator(who) && (['filed', 'investigating'].includes(stage) || before(stage) || told(stage)),
    leads: () => ({ stage: 'terminated' }),
  },
  revoke: {
    allows: ({ stage }, who) => notInvestigator(who) && decidedUpon.includes(stage),
    leads: () => ({ stage: 'revoked', owed: 0 }),
  },
  perform: {
    allows: ({ stage, owed }) => ['served', 'performing', 'demanded', 'enforcing'].includes(stage) && owed === 0,
    leads: () => ({ stage: 'performed' }),
  },
  close: {
    allows: ({ stage }, who) => notInvestigator(who) && ended.includes(stage),
    leads: () => ({ stage: 'closed' }),
  },
} satisfies Readonly<Record<string, Rule>>

const whileItRuns = ({ allows, leads }: Rule): Rule => ({ allows: (model, who) => !model.halted && allows(model, who), leads })

export const law: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(Object.entries<Rule>(acts).map(([name, rule]) => [name, whileItRuns(rule)])),
  terminate: { allows: acts.terminate.allows, leads: () => ({ stage: 'terminated', halted: false }) },
}

/** Whoever did not investigate has it stand still where nothing is decided and no days of the party run, and go on. */
export const halting: Readonly<Record<'suspend' | 'resume', Rule>> = {
  suspend: {
    allows: ({ stage, halted }, who) =>
      !halted &&
      notInvestigator(who) &&
      (['filed', 'investigating'].includes(stage) || before(stage) || ['noticed', 'hearingAsked', 'deliberating'].includes(stage)),
    leads: () => ({ halted: true }),
  },
  resume: { allows: ({ halted }, who) => halted && notInvestigator(who), leads: () => ({ halted: false }) },
}
