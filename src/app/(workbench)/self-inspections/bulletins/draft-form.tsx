'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { CommandForm } from '#components/command-form'
import { Money } from '#components/money'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Input, type Option, Select, Textarea } from '#components/ui/input'
import { mostNamed } from '#domain/self-inspection/bulletin'
import { closingFigureNames, closingMeasures } from '#domain/self-inspection/closing'
import { bulletinText } from '#messages/zh/bulletin'
import { draft } from './actions'

type Candidate = { code: string; name: string; findings: number; lossFen: string }

const usual: readonly string[] = ['issued', 'filed', 'findings', 'fundLoss', 'refunded']

/** A bulletin as it is first written. The figures are counted when it is saved. */
export function DraftForm({
  campaigns,
  campaign,
  today,
  candidates,
}: {
  campaigns: readonly Option[]
  campaign: { id: string; name: string }
  today: string
  candidates: readonly Candidate[]
}) {
  const router = useRouter()
  const [named, setNamed] = useState<Readonly<Record<string, string>>>({})
  const lines = Object.entries(named).map(([code, reason]) => `${code}，${reason}`)
  return (
    <Card title={bulletinText.write}>
      <CommandForm action={draft} submitLabel={bulletinText.save} fields={{ named: lines.join('\n') }}>
        <div className="grid gap-x-6 gap-y-3 tablet:grid-cols-2">
          <Field name="campaignId" label={bulletinText.campaign} required>
            <Select
              defaultValue={campaign.id}
              options={campaigns}
              onChange={({ target }) => router.replace(`/self-inspections/bulletins?campaign=${target.value}`)}
            />
          </Field>
          <Field name="on" label={bulletinText.on} required>
            <Input type="date" max={today} defaultValue={today} />
          </Field>
        </div>
        <Field name="title" label={bulletinText.subject} required>
          <Input maxLength={80} defaultValue={bulletinText.subjectOf(campaign.name).slice(0, 80)} />
        </Field>
        <fieldset>
          <legend className="font-semibold">{bulletinText.measures}</legend>
          <p className="text-hint">{bulletinText.measuresHint}</p>
          <div className="mt-1 flex flex-wrap gap-x-5">
            {closingMeasures.map((measure) => (
              <Checkbox
                key={measure}
                name="measures"
                value={measure}
                label={closingFigureNames[measure].name}
                defaultChecked={usual.includes(measure)}
              />
            ))}
          </div>
        </fieldset>
        <Field name="situation" label={bulletinText.situation} hint={bulletinText.situationHint}>
          <Textarea rows={3} maxLength={4000} />
        </Field>
        <Field name="requirement" label={bulletinText.requirement} required>
          <Textarea rows={3} maxLength={4000} />
        </Field>
        <Naming candidates={candidates} named={named} choose={setNamed} />
      </CommandForm>
    </Card>
  )
}

type Named = Readonly<Record<string, string>>

/** Nobody, until somebody is ticked. */
function Naming({ candidates, named, choose }: { candidates: readonly Candidate[]; named: Named; choose: (named: Named) => void }) {
  const count = Object.keys(named).length
  return (
    <Disclosure summary={`${bulletinText.named}（${count}）`}>
      <p className="text-hint">{bulletinText.namedHint}</p>
      {candidates.length === 0 && <p>{bulletinText.nobody}</p>}
      <ul>
        {candidates.map((one) => (
          <NamedLine
            key={one.code}
            candidate={one}
            reason={named[one.code]}
            full={count >= mostNamed}
            change={(reason) => {
              const { [one.code]: _, ...others } = named
              choose(reason === undefined ? others : { ...named, [one.code]: reason })
            }}
          />
        ))}
      </ul>
    </Disclosure>
  )
}

/** One institution that may be named: ticked, it asks for the reason. */
function NamedLine({
  candidate: { name, findings, lossFen },
  reason,
  full,
  change,
}: {
  candidate: Candidate
  reason: string | undefined
  full: boolean
  change: (reason: string | undefined) => void
}) {
  const chosen = reason !== undefined
  return (
    <li className="border-divider flex flex-wrap items-center gap-x-4 gap-y-1 border-b py-1 last:border-b-0">
      <label className="flex min-h-6 grow items-center gap-2">
        <input
          type="checkbox"
          checked={chosen}
          disabled={!chosen && full}
          onChange={({ target }) => change(target.checked ? '' : undefined)}
        />
        {name}
      </label>
      <span className="text-ink-2 tabular-nums">{bulletinText.findings(findings)}</span>
      <Money amountFen={lossFen} />
      {chosen && (
        <Input
          aria-label={bulletinText.reasonOf(name)}
          placeholder={bulletinText.reason}
          value={reason}
          maxLength={200}
          required
          className="w-full"
          onChange={({ target }) => change(target.value)}
        />
      )}
    </li>
  )
}
