import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { countResults } from '#domain/referral/bill-sheet'
import { typedLines } from '#domain/referral/handover'
import type { ReferralStep } from '#domain/referral/steps'
import { referralText } from '#messages/zh/referral'
import { supervisionText } from '#messages/zh/referral-supervision'
import type { ReferralView } from '#server/referral/queries'

type Fields = (referral: ReferralView) => React.ReactNode

const declineFields: Fields = () => (
  <>
    <Field name="outcomeNumber" label={referralText.policeDeclineNumber} required>
      <Input maxLength={60} />
    </Field>
    <Field name="reason" label={referralText.policeDeclineReason} required>
      <Textarea rows={4} minLength={5} maxLength={2000} />
    </Field>
  </>
)

/** Papers of the sender that stand with the referral, as the list of what is handed over begins. */
const listOf = ({ materials }: ReferralView) => typedLines(materials.map(({ title, pages }) => ({ name: title, quantity: `${pages}` })))

const signNote = (
  <Field name="note" label={supervisionText.signNote} hint={supervisionText.signNoteHint}>
    <Input maxLength={500} />
  </Field>
)

const documentNumber = (
  <Field name="documentNumber" label={supervisionText.documentNumber} required>
    <Input maxLength={60} />
  </Field>
)

/** Whom the lead is about that is opened where no procedure goes on, and what it is to be verified for. */
const ofLead = (
  <>
    <Field name="institutionName" label={referralText.handBackSubject} required>
      <Input maxLength={120} />
    </Field>
    <Field name="behaviour" label={referralText.handBackBehaviour} required>
      <Input maxLength={200} />
    </Field>
    <Field name="note" label={referralText.handBackNote} hint={referralText.handBackNoteHint}>
      <Textarea rows={3} maxLength={2000} />
    </Field>
  </>
)

/** Of bills the answer begins with how many were found to be what. */
const answerOf = ({ kind, bills }: ReferralView) =>
  kind === 'billVerification' ? referralText.billSheet.answer(countResults(bills)) : undefined

/** What a step asks for besides. */
const extraFields: Partial<Record<ReferralStep, Fields>> = {
  openCriminalCase: () => (
    <Field name="outcomeNumber" label={referralText.policeNumber} required>
      <Input maxLength={60} />
    </Field>
  ),
  declineCriminalCase: (referral) => (
    <>
      {declineFields(referral)}
      <Field name="returned" label={supervisionText.returned} hint={supervisionText.returnedHint}>
        <Textarea rows={4} defaultValue={listOf(referral)} />
      </Field>
    </>
  ),
  upholdDecline: declineFields,
  handOver: (referral) => (
    <Field name="lines" label={supervisionText.lines} hint={supervisionText.linesHint} required>
      <Textarea rows={5} defaultValue={listOf(referral)} />
    </Field>
  ),
  acceptItems: () => signNote,
  passOn: ({ policeElsewhere }) => (
    <Field name="toAgencyId" label={supervisionText.passOnTo} required>
      <Select options={policeElsewhere.map(({ id, name }) => ({ value: id, label: name }))} />
    </Field>
  ),
  askReasons: () => documentNumber,
  orderFiling: () => documentNumber,
  acceptHandBack: ({ wakes, openedLead }) => !wakes && !openedLead && ofLead,
  answer: (referral) => (
    <>
      <Field name="result" label={referralText.resultText} required>
        <Textarea rows={4} minLength={5} maxLength={4000} defaultValue={answerOf(referral)} />
      </Field>
      <Field name="outcomeNumber" label={referralText.outcomeNumber}>
        <Input maxLength={60} />
      </Field>
    </>
  ),
}

export const fieldsOf = (step: ReferralStep, referral: ReferralView) => extraFields[step]?.(referral)
