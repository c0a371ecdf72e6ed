import { ok, refuse } from '../kernel/result'
import type { Step } from '../kernel/workflow'
import { house } from '../law/law'

export const jointNoticeStates = ['drafted', 'countersigning', 'issued', 'withdrawn'] as const
export type JointNoticeState = (typeof jointNoticeStates)[number]

export const jointSignatureStates = ['asked', 'signed', 'returned', 'voided'] as const
export type JointSignatureState = (typeof jointSignatureStates)[number]

/** What is signed: all that the paper will say but for its number and its day. The organs are of it, for they stand in its head. */
export type JointText = { title: string; recipients: string[]; body: string; copies: string[]; organIds: string[] }
type KeptText = {
  title: string
  recipients: readonly string[]
  body: string
  copies: readonly string[]
  agencyId: string
  signerIds: readonly string[]
}

/** One text for one content, in whichever way its lines were ended. */
export const jointText = ({ title, recipients, body, copies, agencyId, signerIds }: KeptText): JointText => ({
  title,
  recipients: [...recipients],
  body: body.replace(/\r\n?/g, '\n'),
  copies: [...copies],
  organIds: [agencyId, ...signerIds],
})

type Signature = { agencyId: string; state: JointSignatureState; textSha256: string }

/** The agencies that have not signed the text with this hash: a signature to another text is none. */
export const unsignedOf = (signerIds: readonly string[], signatures: readonly Signature[], textSha256: string | null): string[] =>
  signerIds.filter((id) => !signatures.some((one) => one.agencyId === id && one.state === 'signed' && one.textSha256 === textSha256))

/** Whom to ask when a text is put to signature: who has neither signed it nor been asked for it. */
export const toAsk = (signerIds: readonly string[], signatures: readonly Signature[], textSha256: string): string[] =>
  signerIds.filter(
    (id) =>
      !signatures.some((one) => one.agencyId === id && (one.state === 'signed' || one.state === 'asked') && one.textSha256 === textSha256),
  )

/** Whether what was said to the old text is void: the words or the organs are others now. */
export const voidsSignatures = (before: JointText, after: JointText): boolean => JSON.stringify(before) !== JSON.stringify(after)

/** As much of a joint notice as its rules look at. */
export type JointNotice = {
  state: JointNoticeState
  draftedById: string
  /** Who signed the present text, each for an agency. */
  signedByIds: readonly string[]
  /** The names of the agencies whose signature to the present text is missing. */
  unsigned: readonly string[]
}
type JointStepRule = Step<JointNotice, 'ownedAgency' | 'asked'>

const byTheLead = [
  { role: 'handler', as: 'ownedAgency' },
  { role: 'approver', as: 'ownedAgency' },
] as const
const byTheHead = [{ role: 'approver', as: 'asked' }] as const

const ownUntilIssued = house('What has not been issued is still the leading organ’s own.')
const eachForItself = house('A paper of several organs binds each by the signature of its own head.')
const lastOfAll = house('The leading organ signs last, when every other has signed the very same text.')

const allSigned = ({ unsigned }: JointNotice) => (unsigned.length === 0 ? ok(undefined) : refuse('incomplete', { missing: [...unsigned] }))

export type JointStep = 'redraft' | 'submit' | 'sign' | 'return' | 'issue' | 'withdraw'

/** Every way a joint notice (联合发文) goes on. */
export const jointSteps: Readonly<Record<JointStep, JointStepRule>> = {
  redraft: { from: ['drafted', 'countersigning'], to: 'drafted', by: byTheLead, onlyBy: 'draftedById', basis: ownUntilIssued },
  submit: { from: ['drafted'], to: 'countersigning', by: byTheLead, basis: ownUntilIssued },
  sign: { from: ['countersigning'], to: 'countersigning', by: byTheHead, notBy: ['draftedById', 'signedByIds'], basis: eachForItself },
  return: { from: ['countersigning'], to: 'drafted', by: byTheHead, notBy: ['draftedById'], basis: eachForItself },
  issue: {
    from: ['countersigning'],
    to: 'issued',
    by: [{ role: 'approver', as: 'ownedAgency' }],
    notBy: ['draftedById', 'signedByIds'],
    requires: allSigned,
    basis: lastOfAll,
  },
  withdraw: { from: ['drafted', 'countersigning'], to: 'withdrawn', by: byTheLead, basis: ownUntilIssued },
}
export const jointStepNames = Object.keys(jointSteps) as JointStep[] // the keys of the table are its steps
