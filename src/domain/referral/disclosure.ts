import { z } from 'zod'
import { type Basis, basis } from '../law/law'
import { penaltyById } from '../law/penalties'
import type { ReferralKind } from './kinds'
import type { Content } from './snapshot'

/**
 * What of the sender's matter may go to the other side beside the letter and the files put to it: the matter itself (number, party,
 * cause), its facts one by one (act and period), and with them the articles they come under and their amounts.
 */
export const disclosureParts = ['matter', 'facts', 'articles', 'amounts'] as const
export type DisclosurePart = (typeof disclosureParts)[number]

/** Goes always; goes unless the sender takes it out; goes when the sender puts it in; goes never. */
export type Giving = 'always' | 'ticked' | 'offered' | 'never'

export type DisclosureRule = { parts: Readonly<Record<DisclosurePart, Giving>>; conductOnly?: true; basis: Basis }

/** Each receiver is told what its own law makes its matter, and no more. */
export const disclosureRules: Readonly<Record<ReferralKind, DisclosureRule>> = {
  police: {
    parts: { matter: 'always', facts: 'always', articles: 'always', amounts: 'always' },
    basis: basis('crimeTransferRules', '第六条'),
  },
  health: {
    parts: { matter: 'ticked', facts: 'ticked', articles: 'never', amounts: 'never' },
    conductOnly: true,
    basis: basis('campaignNotice2024', '部门协同要求'),
  },
  billVerification: {
    parts: { matter: 'never', facts: 'never', articles: 'never', amounts: 'never' },
    basis: basis('campaignNotice2024', '财政部门职责分工'),
  },
  discipline: {
    parts: { matter: 'offered', facts: 'offered', articles: 'offered', amounts: 'offered' },
    basis: basis('crimeTransferRules', '第十九条'),
  },
  other: {
    parts: { matter: 'offered', facts: 'offered', articles: 'offered', amounts: 'offered' },
    basis: basis('campaignNotice2024', '部门协同要求'),
  },
  /** The bureau's own matter, of which the sender has what it was sent: what it says now stands in the letter and its files. */
  handBack: {
    parts: { matter: 'never', facts: 'never', articles: 'never', amounts: 'never' },
    basis: basis('crimeTransferRules', '第十三条'),
  },
}

/** Acts that are also acts of medical conduct: stays in hospital, diagnosis and treatment, and medical records. */
const conduct = ['P38-1', 'P38-2', 'P39-2', 'P40-1', 'P40-2'].flatMap((id) => penaltyById(id)?.basis ?? [])

export type DisclosableFact = {
  id: string
  behaviour: string
  actFrom: string
  actTo: string
  law: string
  article: string
  billedFen: string
  irregularFen: string
  fundLossFen: string
}

/** Whether this fact may go in a referral of this kind at all. */
export const factMayGo = (kind: ReferralKind, fact: Pick<DisclosableFact, 'law' | 'article'>): boolean =>
  disclosureRules[kind].parts.facts !== 'never' &&
  (!disclosureRules[kind].conductOnly || conduct.some(({ law, article }) => law === fact.law && article === fact.article))

/** What the sender has chosen. A fact goes by its id. */
export const disclosureSchema = z.object({ parts: z.array(z.enum(disclosureParts)), factIds: z.array(z.string()) })
export type Disclosure = z.output<typeof disclosureSchema>

/** What goes: the choice, within what may go of this kind. Without a choice, what is ticked to begin with. */
export function disclosed(
  kind: ReferralKind,
  facts: readonly Pick<DisclosableFact, 'id' | 'law' | 'article'>[],
  chosen: Disclosure | null,
): Disclosure {
  const { parts } = disclosureRules[kind]
  const goes = (part: DisclosurePart) => {
    if (parts[part] === 'always' || parts[part] === 'never') return parts[part] === 'always'
    return chosen ? chosen.parts.includes(part) : parts[part] === 'ticked'
  }
  const willGo = (id: string) => parts.facts === 'always' || (chosen ? chosen.factIds.includes(id) : parts.facts === 'ticked')
  return {
    parts: disclosureParts.filter((part) => part !== 'facts' && goes(part)),
    factIds: facts.filter((fact) => factMayGo(kind, fact) && willGo(fact.id)).map(({ id }) => id),
  }
}

type Matter = { number: string; partyName: string; cause: string; facts: readonly DisclosableFact[] }

/** The sender's case as the other side will see it. `null` where nothing of it goes. */
export function discloseCase(kind: ReferralKind, file: Matter, chosen: Disclosure | null): Content['case'] {
  const { parts, factIds } = disclosed(kind, file.facts, chosen)
  const facts = file.facts
    .filter(({ id }) => factIds.includes(id))
    .map(({ behaviour, actFrom, actTo, law, article, billedFen, irregularFen, fundLossFen }) => ({
      behaviour,
      actFrom,
      actTo,
      ...(parts.includes('articles') && { law, article }),
      ...(parts.includes('amounts') && { billedFen, irregularFen, fundLossFen }),
    }))
  const named = parts.includes('matter')
  if (!named && facts.length === 0) return null
  return { number: named ? file.number : '', partyName: named ? file.partyName : '', cause: named ? file.cause : '', facts }
}
