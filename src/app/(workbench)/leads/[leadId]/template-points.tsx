import { Checkbox } from '#components/ui/choice'
import { Disclosure } from '#components/ui/disclosure'
import { leadConclusions } from '#domain/lead/conclusions'
import { pointKey, pointKinds, proofFor, templateFor } from '#domain/lead/verification-templates'
import { leadText } from '#messages/zh/lead'
import { evidenceText } from '#messages/zh/lead-evidence'
import type { LeadView } from './lead-facts'

/** What the model's template advises to go through; what is ticked is kept with the round. */
export function TemplatePoints({ lead, checked }: { lead: LeadView; checked: readonly string[] }) {
  const told = templateFor(lead)
  if (!told) return null
  const { template, guessed } = told
  return (
    <Disclosure open={!guessed} summary={evidenceText.template(template.title)}>
      <p className="text-hint">{guessed ? evidenceText.guessed : evidenceText.unverified}</p>
      <div className="mt-2 grid gap-3 desktop:grid-cols-3">
        {pointKinds.map((kind) => (
          <fieldset key={kind} className="min-w-0">
            <legend className="font-semibold">{evidenceText.kinds[kind]}</legend>
            {template[kind].map((point, place) => (
              <Checkbox key={point} name="checked" value={pointKey(kind, place)} label={point} defaultChecked={checked.includes(point)} />
            ))}
          </fieldset>
        ))}
      </div>
      <Disclosure quiet summary={evidenceText.proof}>
        <dl className="grid grid-cols-[6em_1fr] gap-x-3">
          {leadConclusions.map((conclusion) => (
            <div key={conclusion} className="contents">
              <dt>{leadText.conclusions[conclusion]}</dt>
              <dd className="text-ink-2">{proofFor(template, conclusion)}</dd>
            </div>
          ))}
        </dl>
      </Disclosure>
    </Disclosure>
  )
}
