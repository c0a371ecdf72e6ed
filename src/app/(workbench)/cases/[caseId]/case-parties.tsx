import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import { Tag } from '#components/ui/tag'
import { culpritMarks } from '#domain/case/kinds'
import { partyKinds, partyRoles } from '#domain/case/parties'
import { factText } from '#messages/zh/case-facts'
import type { CaseView } from '#server/case/queries'
import { addOneParty, markOneParty } from '../actions'

/** The parties of a case, each with its facts and its mark. */
export function CaseParties({ file }: { file: CaseView }) {
  const writes = file.records.includes('keepParties')
  return (
    <div className="space-y-4">
      <p className="text-hint">{factText.partiesHint}</p>
      {file.parties.map((party) => (
        <PartyCard key={party.id} party={party} file={file} writes={writes} />
      ))}
      {writes && (
        <Card title={factText.addParty}>
          <CommandForm
            scope="party"
            action={addOneParty}
            submitLabel={factText.addParty}
            submitVariant="outline"
            version={file.version}
            fields={{ caseId: file.id }}
          >
            <div className="grid gap-4 tablet:grid-cols-3">
              <Field name="name" label={factText.name} required>
                <Input maxLength={120} />
              </Field>
              <Field name="kind" label={factText.kind} required>
                <Select options={partyKinds.toReversed().map((value) => ({ value, label: factText.partyKinds[value] }))} />
              </Field>
              <Field name="role" label={factText.role} required>
                <Select options={partyRoles.map((value) => ({ value, label: factText.partyRoles[value] }))} defaultValue="insured" />
              </Field>
            </div>
          </CommandForm>
        </Card>
      )}
    </div>
  )
}

function PartyCard({ party, file, writes }: { party: CaseView['parties'][number]; file: CaseView; writes: boolean }) {
  const facts = file.facts.filter(({ partyId }) => partyId === party.id)
  return (
    <Card title={party.name} actions={party.mark === 'none' ? undefined : <Tag tone="danger">{factText.marks[party.mark]}</Tag>}>
      <DescriptionList
        columns={2}
        items={[
          { term: factText.kind, value: `${factText.partyKinds[party.kind]}（${factText.partyRoles[party.role]}）` },
          {
            term: factText.factsOfParty,
            value: facts.map(({ seq, behaviour }) => `${factText.fact(seq)} ${behaviour}`).join('；') || factText.noFacts,
          },
          ...(party.markGround ? [{ term: factText.markGround, value: party.markGround }] : []),
        ]}
      />
      {writes && (
        <details className="mt-3">
          <summary className="link cursor-pointer">{factText.mark}</summary>
          <CommandForm
            scope={`party-${party.seq}`}
            action={markOneParty}
            submitLabel={factText.setMark}
            submitVariant="outline"
            version={file.version}
            fields={{ caseId: file.id, partyId: party.id }}
            className="mt-2 max-w-xl"
          >
            <Field name="mark" label={factText.mark} required>
              <Select options={culpritMarks.map((value) => ({ value, label: factText.marks[value] }))} defaultValue={party.mark} />
            </Field>
            <Field name="ground" label={factText.markGround} hint={factText.markGroundHint} required>
              <Input maxLength={1000} />
            </Field>
          </CommandForm>
        </details>
      )}
    </Card>
  )
}
