import { Card } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { Tag } from '#components/ui/tag'
import { formatYuan } from '#domain/kernel/money'
import { isVerified } from '#domain/law/confidence'
import { modelText as text } from '#messages/zh/screening-models'
import type { ModelView } from '#server/screening/model-queries'
import { FactTable } from './table'

type Shown = { view: ModelView }

export function ParametersCard({ view: { built, model } }: Shown) {
  const names = Object.entries(built.parameters)
  if (names.length === 0)
    return (
      <Card title={text.parameters}>
        <p className="text-ink-2">{text.noParameters}</p>
      </Card>
    )
  return (
    <Card title={text.parameters} flush>
      <FactTable
        caption={text.parameters}
        heads={text.parameterHeads}
        rows={names.map(([name, { value, meaning, confidence }]) => ({
          key: name,
          cells: [
            <span key={name} className="font-mono">
              {name}
            </span>,
            meaning,
            value,
            <strong key={name}>{model.parameters[name]?.value}</strong>,
            isVerified(confidence) ? text.confidences[confidence] : <Tag key={name}>{text.unverified}</Tag>,
          ],
        }))}
      />
    </Card>
  )
}

export function NeedsCard({ view: { built } }: Shown) {
  return (
    <Card title={text.needs}>
      <p className="text-hint">{text.needsHint}</p>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 font-mono">
        {built.needs.map((need) => (
          <li key={need}>{need.split('|').join(text.or)}</li>
        ))}
      </ul>
      {built.lessWithout && (
        <>
          <p className="text-hint mt-2">{text.lessWithout}</p>
          <ul>
            {built.lessWithout.map(({ column, meaning }) => (
              <li key={column}>
                <span className="font-mono">{column}</span> {meaning}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

export function FalseAlarmsCard({ view: { built } }: Shown) {
  return (
    <Card title={text.falseAlarms} flush>
      <FactTable
        caption={text.falseAlarms}
        heads={text.falseAlarmHeads}
        rows={built.falseAlarms.map(({ cause, exclusion }) => ({ key: cause, cells: [cause, exclusion ?? text.mustLook] }))}
      />
    </Card>
  )
}

export function ExampleCard({ view: { built } }: Shown) {
  const { hits, nearMisses } = built.example
  return (
    <Card title={text.example}>
      <p className="text-hint">{text.exampleHint}</p>
      <FactTable
        caption={text.example}
        heads={text.exampleHeads}
        rows={hits.map((hit) => ({
          key: `${hit.subject_type} ${hit.subject_id} ${hit.period}`,
          cells: [
            <span key="subject" className="font-mono">
              {hit.subject_id}
            </span>,
            hit.institution || text.none,
            hit.period || text.none,
            formatYuan(BigInt(hit.involved)),
            formatYuan(BigInt(hit.irregular)),
          ],
        }))}
      />
      <h3 className="mt-2 font-semibold">{text.nearMisses}</h3>
      <ul className="list-disc ps-5">
        {nearMisses.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </Card>
  )
}

export function SqlCard({ view: { sql } }: Shown) {
  return (
    <Card title={text.sql}>
      <p className="text-hint">{text.evidenceHint}</p>
      {sql.map((part) => (
        <Disclosure key={part.text} summary={`${text.sql}：${text.sqlHint(part.shardKey)}`}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard */}
          <pre className="bg-page max-h-96 overflow-auto p-3 text-sm whitespace-pre-wrap" tabIndex={0}>
            {part.text}
          </pre>
        </Disclosure>
      ))}
    </Card>
  )
}
