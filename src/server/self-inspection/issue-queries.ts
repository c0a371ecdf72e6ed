import 'server-only'
import { institutionKinds } from '#domain/institution/kinds'
import type { Actor } from '#domain/kernel/access'
import { issueGrants } from '#domain/self-inspection/steps'
import { whereMay, whereReadable } from '../access'
import { query } from '../query'
import { institutionsToIssue } from './issue-filings'

/** What can be issued: each campaign of one's own under way with the institutions that have no filing in it yet, and the lists. */
export const listIssuable = (actor: Actor) =>
  query(actor, async (tx) => {
    const found = await tx.campaign.findMany({
      where: { AND: [{ state: 'launched' }, whereMay(actor, issueGrants, 'campaign')] },
      select: {
        id: true,
        name: true,
        documentNumber: true,
        lookBackFrom: true,
        rangeLo: true,
        rangeHi: true,
        stages: { where: { kind: 'selfInspection' }, select: { dueOn: true, dueText: true } },
        _count: { select: { filings: true } },
      },
      orderBy: { launchedAt: 'desc' },
    })
    const campaigns = []
    for (const campaign of found) {
      const waiting = await institutionsToIssue(tx, actor, campaign, [])
      const byKind = institutionKinds.map((kind) => ({ kind, count: waiting.filter((institution) => institution.kind === kind).length }))
      campaigns.push({ ...campaign, waiting: waiting.length, byKind })
    }
    const checklists = await tx.checklist.findMany({
      where: { AND: [{ state: 'issued' }, whereReadable(actor, 'checklist')] },
      select: { id: true, name: true, year: true, versionNo: true, source: true, _count: { select: { items: true } } },
      orderBy: [{ year: 'desc' }, { versionNo: 'desc' }],
    })
    return { campaigns, checklists }
  })
