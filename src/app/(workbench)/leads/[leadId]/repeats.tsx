import { Card } from '#components/ui/card'
import { repeatText } from '#messages/zh/lead-repeats'
import type { RepeatCount, RepeatsView } from '#server/lead/repeats-of-lead'
import type { LeadView } from './lead-facts'
import { MayBeSame, SaidOfTwo } from './lead-links'

/** How often one subject has come down, and whether denser checks are proposed. */
export function CountLine({ label, count }: { label: string; count: RepeatCount }) {
  return (
    <>
      <p>
        {label}：{repeatText.count(count)}
        {repeatText.substantiated(count.substantiated)}
      </p>
      {count.denser && <p className="text-danger">{repeatText.denser}</p>}
    </>
  )
}

/** Whom the lead is about, over lists, campaigns and cities; what may be the same, for a person to say. */
export function Repeats({ lead, repeats }: { lead: LeadView; repeats: RepeatsView }) {
  const { institution, person, links, candidates } = repeats
  return (
    <Card title={repeatText.title}>
      {!institution && !person && <p className="text-ink-2">{repeatText.none}</p>}
      {institution && <CountLine label={repeatText.institution} count={institution} />}
      {person && <CountLine label={repeatText.person} count={person} />}
      <p className="text-hint">{repeatText.sight}</p>
      <ul className="space-y-2">
        {links.map((link) => (
          <li key={link.id}>
            <SaidOfTwo link={link} like={`${repeatText.like(link.likeness)}，${repeatText.score(link.score)}`} words={repeatText} />
          </li>
        ))}
      </ul>
      {candidates.length > 0 && (
        <>
          <h3 className="mt-3 font-semibold">{repeatText.candidates}</h3>
          <p className="text-hint">{repeatText.candidatesHint}</p>
          <ul className="space-y-2">
            {candidates.map((one) => (
              <li key={one.id}>
                <MayBeSame
                  one={one}
                  like={`${repeatText.score(one.score)}：${one.why.map(repeatText.like).join('；')}`}
                  words={repeatText}
                  fields={{ leadId: lead.id }}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}
