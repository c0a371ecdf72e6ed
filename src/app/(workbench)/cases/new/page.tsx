import Link from 'next/link'
import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { ButtonLink } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import { partyKinds } from '#domain/case/parties'
import { formatYuan } from '#domain/kernel/money'
import { caseText } from '#messages/zh/case'
import { factText } from '#messages/zh/case-facts'
import { unsignedCampaign } from '#server/campaign/commitment'
import { getCaseProposal } from '#server/case/queries'
import { currentTime } from '#server/clock/now'
import { requireActor } from '#server/session'
import { CommitmentPanel } from '../../commitment-panel'
import { propose } from '../actions'
import { FactFields } from '../fact-fields'

export const metadata = { title: caseText.newTitle }

const plain = (amountFen: bigint | null) => (amountFen === null ? '' : formatYuan(amountFen).replaceAll(',', ''))

export default async function NewCasePage({ searchParams }: { searchParams: Promise<{ lead?: string }> }) {
  const { lead: leadId = '' } = await searchParams
  const actor = await requireActor()
  const proposal = /^[0-9a-f-]{36}$/.test(leadId) ? await getCaseProposal(actor, leadId, currentTime()) : null
  if (!proposal) notFound()

  const { lead, bears, colleagues } = proposal
  const unsigned = await unsignedCampaign(actor, lead.campaignId)
  if (unsigned) return <CommitmentPanel withheld={unsigned} heading="h1" />
  const [known] = lead.cases
  if (known) {
    return (
      <EmptyState
        heading="h1"
        title={caseText.alreadyCase}
        action={<ButtonLink href={`/cases/${known.id}`}>{caseText.openCase}</ButtonLink>}
      />
    )
  }
  if (!bears.ok) return <EmptyState heading="h1" title={caseText.notBearing} next={caseText.notBearingNext} />

  return (
    <>
      <PageHead
        title={caseText.newTitle}
        trail={
          <Link href={`/leads/${lead.id}`} prefetch={false} className="link font-mono">
            {lead.number}
          </Link>
        }
        lead={caseText.newLead}
      />
      <CommandForm
        action={propose}
        submitLabel={caseText.propose}
        fields={{ leadId: lead.id }}
        draftKey={`case:${lead.id}`}
        className="max-w-4xl"
      >
        <Basics lead={lead} />
        <Officers officerA={actor.name} colleagues={colleagues} />
        <Card title={caseText.firstFact}>
          <div className="space-y-4">
            <FactFields
              defaults={{
                behaviour: lead.behaviour,
                actFrom: lead.settledOn?.toISOString().slice(0, 10),
                actTo: lead.settledOn?.toISOString().slice(0, 10),
                provision: lead.isFraud ? 'P40-3' : 'P38-1',
                billed: plain(lead.billedFen),
                irregular: plain(lead.irregularFen),
                fundLoss: plain(lead.fundLossFen),
                fraud: lead.isFraud ? plain(lead.fundLossFen) : '',
              }}
            />
            <UploadField name="evidenceFileIds" label={caseText.uploadEvidence} multiple />
          </div>
        </Card>
      </CommandForm>
    </>
  )
}

type Proposal = NonNullable<Awaited<ReturnType<typeof getCaseProposal>>>

function Basics({ lead }: { lead: Proposal['lead'] }) {
  return (
    <Card title={caseText.basics}>
      <div className="space-y-4">
        <Field name="partyName" label={caseText.party} required>
          <Input maxLength={120} defaultValue={lead.institutionName} />
        </Field>
        <Field name="cause" label={caseText.cause} required>
          <Input maxLength={120} defaultValue={`${lead.institutionName}${lead.behaviour}`.slice(0, 120)} />
        </Field>
        <Field name="summary" label={caseText.summary} hint={caseText.summaryHint} required>
          <Textarea rows={5} maxLength={4000} defaultValue={lead.verifications[0]?.account} />
        </Field>
        <Field name="partyKind" label={caseText.partyKind}>
          <Select options={partyKinds.map((value) => ({ value, label: factText.partyKinds[value] }))} className="w-60" />
        </Field>
      </div>
    </Card>
  )
}

/** The person who proposes is the first officer; the second is somebody else of the agency. */
function Officers({ officerA, colleagues }: { officerA: string; colleagues: Proposal['colleagues'] }) {
  return (
    <Card title={caseText.officersLegend}>
      <div className="grid gap-4 tablet:grid-cols-2">
        <div>
          <p className="font-semibold">{caseText.officerA}</p>
          <p className="mt-1 flex min-h-8 items-center">{officerA}</p>
        </div>
        <Field name="officerACertificate" label={`${caseText.officerA}${caseText.certificate}`} required>
          <Input maxLength={30} />
        </Field>
        <Field name="officerBId" label={caseText.officerB} hint={caseText.officerBHint} required>
          <Select options={colleagues.map(({ id, name }) => ({ value: id, label: name }))} />
        </Field>
        <Field name="officerBCertificate" label={`${caseText.officerB}${caseText.certificate}`} className="self-end" required>
          <Input maxLength={30} />
        </Field>
      </div>
    </Card>
  )
}
