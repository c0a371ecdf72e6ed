import type { PenaltyKind } from '../../document/kinds-of-penalties'
import type { LaterPaper } from './stages'

/** As what it is served, each of the papers that no step of the procedure waits for. */
export const servedAsLater = {
  termination: 'terminationDecision',
  revocation: 'revocationDecision',
  surcharge: 'surchargeDecision',
} as const satisfies Record<LaterPaper, PenaltyKind>

type Paper = { kind: string; state: string; generatedAt: Date }

/** The one of this kind that was issued last. */
export const latestIssued = <Of extends Paper>(kind: PenaltyKind, papers: readonly Of[]): Of | undefined =>
  papers
    .filter((paper) => paper.kind === kind && paper.state === 'issued')
    .toSorted((one, other) => +one.generatedAt - +other.generatedAt)
    .at(-1)

type Served = { paper: string; partyId: string | null; recordedAt: Date }

/** Which of them are issued, and on whom each is not served yet. */
export const toServeLater = <Party extends { id: string }>(
  parties: readonly Party[],
  services: readonly Served[],
  papers: readonly Paper[],
): { paper: LaterPaper; parties: Party[] }[] =>
  (Object.keys(servedAsLater) as LaterPaper[]).flatMap((paper) => {
    const issued = latestIssued(servedAsLater[paper], papers)
    if (!issued) return []
    const had = services.filter((one) => one.paper === paper && one.recordedAt >= issued.generatedAt).map(({ partyId }) => partyId)
    const left = parties.filter(({ id }) => !had.includes(id))
    return left.length > 0 ? [{ paper, parties: left }] : []
  })
