import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import { evidenceKindNames } from '#domain/evidence/kinds'
import { readinessText } from '#messages/zh/evidence'
import { referralText } from '#messages/zh/referral'
import { referralProposalText } from '#messages/zh/referral-proposal'
import type { PoliceProposal } from '#server/referral/police-proposal'
import { ReadinessCard } from '../../cases/readiness-card'
import { proposeToPolice } from '../actions'
import { ContactFields, type Proposing, ReceiverFields } from './shared-fields'

type File = { id: string; partyName: string; cause: string; summary: string }

type Props = Proposing & { file: File; police: PoliceProposal }

/** The written report on a suspected crime (书面报告): from it come the investigation report, the item list and the letter. */
export function PoliceForm({ file, police, ...shared }: Props) {
  return (
    <div className="max-w-4xl space-y-4">
      <ReadinessCard readiness={police.readiness} caseId={file.id} />
      <CommandForm
        action={proposeToPolice}
        submitLabel={referralProposalText.propose}
        fields={{ caseId: file.id }}
        draftKey={shared.draftKey}
        className="max-w-4xl"
      >
        <Report file={file} police={police} {...shared} />
        <Card title={referralText.materialList}>
          <div className="space-y-4">
            <Pieces pieces={police.pieces} />
            <Field name="exhibits" label={referralProposalText.exhibits} hint={referralProposalText.exhibitsHint}>
              <Textarea rows={3} maxLength={20_000} />
            </Field>
            <ContactFields contactName={shared.contactName} contactPhone={shared.contactPhone} hint={referralProposalText.attachHint} />
          </div>
        </Card>
      </CommandForm>
    </div>
  )
}

function Report({ file, police: { draft, suspectedCrime }, ...shared }: Props) {
  return (
    <Card title={referralText.basics}>
      <div className="space-y-4">
        <ReceiverFields {...shared} campaigns={[]} title={file.cause} />
        <Field name="suspectedCrime" label={referralProposalText.suspectedCrime} required>
          <Input maxLength={100} defaultValue={suspectedCrime} className="w-60" />
        </Field>
        <p className="text-hint">{readinessText.drafted}</p>
        <Field name="summary" label={referralProposalText.summaryField.police} hint={referralProposalText.summaryHint} required>
          <Textarea rows={5} maxLength={6000} defaultValue={file.summary} />
        </Field>
        <Field name="investigation" label={referralProposalText.investigation} required>
          <Textarea rows={3} maxLength={4000} defaultValue={draft.investigation} />
        </Field>
        <Field name="evidence" label={referralProposalText.evidenceField} hint={referralProposalText.evidenceHint} required>
          <Textarea rows={4} maxLength={6000} defaultValue={draft.evidence} />
        </Field>
        <Field name="qualification" label={referralProposalText.qualification} required>
          <Textarea rows={3} maxLength={4000} defaultValue={draft.qualification} />
        </Field>
        <Field name="measures" label={referralProposalText.measures} required>
          <Textarea rows={3} maxLength={4000} defaultValue={draft.measures} />
        </Field>
      </div>
    </Card>
  )
}

/** All of it goes along unless somebody takes a piece out; what is damaged cannot. */
function Pieces({ pieces }: { pieces: PoliceProposal['pieces'] }) {
  if (pieces.length === 0) return null
  return (
    <fieldset>
      <legend className="font-semibold">{readinessText.pieces}</legend>
      <p className="text-hint">{readinessText.piecesHint}</p>
      {pieces.map(({ id, seq, kind, title, isIntact }) => (
        <Checkbox
          key={id}
          name="pieceIds"
          value={id}
          defaultChecked={isIntact}
          disabled={!isIntact}
          label={`${seq}. ${title}（${evidenceKindNames[kind]}）`}
          hint={isIntact ? undefined : readinessText.states.damaged()}
        />
      ))}
    </fieldset>
  )
}
