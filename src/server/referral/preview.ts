import 'server-only'
import { disclosed, disclosureParts, disclosureRules, factMayGo } from '#domain/referral/disclosure'
import type { Tx } from '#platform/db'
import type { Prisma } from '#platform/prisma/client'
import { caseToDisclose, chosenDisclosure, contentHash, contentOf } from './snapshot'

type Row = Prisma.ReferralGetPayload<{ include: { materials: true; bills: true } }>

/**
 * What the other side will see, before it goes: the content with the hash that an approval is bound to, and what of the matter may be
 * put in or taken out. `null` once it has gone.
 */
export async function previewOf(tx: Tx, referral: Row) {
  if (referral.deliveredAt) return null
  const content = await contentOf(tx, referral)
  const hash = contentHash(content)
  const file = referral.caseId ? await caseToDisclose(tx, referral.caseId) : null
  const facts = (file?.facts ?? []).filter((fact) => factMayGo(referral.kind, fact))
  const { parts, factIds } = disclosed(referral.kind, facts, chosenDisclosure(referral))
  const rule = disclosureRules[referral.kind].parts
  const isChoice = (part: (typeof disclosureParts)[number]) => rule[part] === 'ticked' || rule[part] === 'offered'
  return {
    content,
    hash,
    /** The matter is no more what was approved. */
    overtaken: referral.approvedHash !== null && referral.approvedHash !== hash,
    parts: disclosureParts.filter((part) => part !== 'facts' && isChoice(part)).map((part) => ({ part, goes: parts.includes(part) })),
    facts: isChoice('facts')
      ? facts.map(({ id, behaviour, actFrom, actTo }) => ({ id, behaviour, actFrom, actTo, goes: factIds.includes(id) }))
      : [],
  }
}
