import Link from 'next/link'
import { notFound } from 'next/navigation'
import { StatusTag } from '#components/status-tag'
import { Card, PageHead } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { repeatText } from '#messages/zh/lead-repeats'
import { listText } from '#messages/zh/problem-lists'
import { registerText } from '#messages/zh/register'
import { filingText } from '#messages/zh/self-inspection'
import { goesTo } from '#server/desk/navigation'
import { getInstitution, type InstitutionView } from '#server/institution/register-queries'
import { repeatsOfInstitution } from '#server/lead/repeats-of-lead'
import { requireActor } from '#server/session'
import { CountLine } from '../../leads/[leadId]/repeats'
import { HistoryCard } from '../../self-inspections/[filingId]/history-card'
import { ChangeHistory } from './change-history'
import { ProposalCard, RegisterSteps } from './steps'

export const metadata = { title: registerText.title }

const statuses = { active: 'done', stopped: 'stopped', merged: 'stopped' } as const

/** One institution of the register: what is known of it, what was done to it, and what it said of itself campaign by campaign. */
export default async function InstitutionPage({ params }: { params: Promise<{ institutionId: string }> }) {
  const actor = await requireActor()
  const { institutionId } = await params
  const institution = await getInstitution(actor, institutionId)
  if (!institution) notFound()
  const repeats = goesTo(actor, 'leads') ? await repeatsOfInstitution(actor, institution.id) : null
  return (
    <>
      <PageHead
        title={institution.name}
        trail={
          <Link href="/institutions" prefetch={false} className="link">
            {registerText.title}
          </Link>
        }
        lead={
          <span className="flex flex-wrap items-center gap-x-3">
            <StatusTag kind={statuses[institution.state]} label={registerText.states[institution.state]} />
            <span className="font-mono">{institution.code}</span>
            <span>{institution.region.name}</span>
            <MergedInto institution={institution} />
          </span>
        }
      />
      <div className="space-y-4">
        {institution.keptAway && <p>{registerText.keptAway}</p>}
        {institution.standing && <ProposalCard standing={institution.standing} />}
        <Facts institution={institution} />
        {institution.keeps && !institution.standing && <RegisterSteps institution={institution} />}
        <ChangeHistory changes={institution.changes} />
        <Absorbed merged={institution.merged} />
        {repeats && repeats.leads > 0 && (
          <Card title={repeatText.title}>
            <CountLine label={repeatText.institution} count={repeats} />
            <p className="text-hint">{repeatText.sight}</p>
          </Card>
        )}
        {institution.history && institution.history.campaigns.length > 0 && (
          <HistoryCard history={institution.history} institutionId={institution.id} />
        )}
      </div>
    </>
  )
}

function MergedInto({ institution: { mergedIntoId, mergedInto } }: { institution: InstitutionView }) {
  if (mergedIntoId === null) return null
  if (!mergedInto) return <span>{registerText.mergedElsewhere}</span>
  return (
    <span>
      {registerText.mergedInto}{' '}
      <Link href={`/institutions/${mergedInto.id}`} prefetch={false} className="link">
        {mergedInto.name}
      </Link>
    </span>
  )
}

function Facts({ institution }: { institution: InstitutionView }) {
  const { kind, level, creditCode, creditHolds, address, complianceOfficerName, phone, fields, name, history } = institution
  const said = (value: string) => value || <span className="text-hint">{registerText.unsaid}</span>
  return (
    <Card>
      <DescriptionList
        columns={2}
        items={[
          { term: registerText.kind, value: filingText.kinds[kind] },
          { term: registerText.level, value: listText.levels[level] },
          { term: registerText.creditCode, value: said(creditCode ?? ''), note: creditHolds ? undefined : registerText.creditDoubt },
          { term: registerText.address, value: said(address) },
          { term: registerText.officer, value: said(complianceOfficerName) },
          { term: registerText.phone, value: said(phone) },
          { term: registerText.fields, value: said(fields.map((field) => field.name).join('、')) },
        ]}
      />
      {history && (
        <p className="mt-2">
          <Link href={`/leads?q=${encodeURIComponent(name)}`} prefetch={false} className="link">
            {registerText.leads}
          </Link>
        </p>
      )}
    </Card>
  )
}

function Absorbed({ merged }: { merged: InstitutionView['merged'] }) {
  if (merged.length === 0) return null
  return (
    <Card title={registerText.absorbed}>
      <p className="text-hint">{registerText.absorbedHint}</p>
      <ul>
        {merged.map(({ id, code, name }) => (
          <li key={id}>
            <Link href={`/institutions/${id}`} prefetch={false} className="link">
              {name}
            </Link>{' '}
            <span className="font-mono">{code}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
