import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { type Cluster, type ClusterRow, clusterOf, type Named } from '#domain/lead/cluster'
import { maskSubject, shownValue } from '#domain/lead/subjects'
import { maskedKey } from '#domain/screening/data-quality'
import { subjectsOfRow } from '#domain/screening/row-subjects'
import type { Tx } from '#platform/db'
import { readableSql, whereReadable } from '../access'
import { subjectKey } from '../lead/keep-subjects'
import { documentOf, personIndex } from './person-index'
import type { RowBehind } from './row-cells'

/** What of a row's names has leads that this person sees: each opens them. */
type Known = {
  people: ReadonlyMap<string, string>
  subjects: ReadonlyMap<string, string>
  institutions: ReadonlyMap<string, { id: string; name: string }>
}

async function knownOf(tx: Tx, actor: Actor, rows: readonly ClusterRow[], codes: readonly string[]): Promise<Known> {
  const indexes = [...new Set(rows.flatMap(({ who }) => who.map(({ key }) => key)))]
  const keys = [...new Set(rows.flatMap((row) => row.with.map(({ key }) => key)))]
  const people = await tx.$queryRawUnsafe<{ person: string; id: string }[]>(
    `SELECT DISTINCT ON (lead.id_index) lead.id_index AS person, lead.id::text FROM lead
     WHERE lead.id_index = ANY($1) AND ${readableSql('lead')} ORDER BY lead.id_index, lead.id`,
    indexes,
  )
  const subjects = await tx.$queryRawUnsafe<{ named: string; id: string }[]>(
    `SELECT DISTINCT ON (s.kind, s.key) s.kind::text || '|' || s.key AS named, s.id::text FROM lead_subject AS s JOIN lead ON lead.id = s.lead_id
     WHERE s.key = ANY($1) AND s.removed_at IS NULL AND ${readableSql('lead')} ORDER BY s.kind, s.key, s.id`,
    keys,
  )
  const institutions = await tx.institution.findMany({
    where: { AND: [{ code: { in: [...codes] } }, whereReadable(actor, 'institution')] },
    select: { id: true, code: true, name: true },
  })
  return {
    people: new Map(people.map(({ person, id }) => [person, id])),
    subjects: new Map(subjects.map(({ named, id }) => [named, id])),
    institutions: new Map(institutions.map(({ code, ...one }) => [code, one])),
  }
}

/** A row as what it names, without addresses yet: a person by their index. */
function namedBy(row: RowBehind): ClusterRow {
  const person = row.behind.psn_no
  const code = row.cells.fixmedins_code
  return {
    who: person ? [{ kind: 'person', key: personIndex(documentOf(row.behind.certno), person), label: maskedKey(person), href: null }] : [],
    with: [
      ...subjectsOfRow(row).map(({ kind, value }): Named => {
        return { kind, key: subjectKey(kind, value), label: maskSubject(kind, shownValue(kind, value)), href: null }
      }),
      ...(code ? [{ kind: 'institution', key: code, label: code, href: null } as const] : []),
    ],
  }
}

function addressed(named: Named, known: Known): Named {
  if (named.kind === 'person') {
    const lead = known.people.get(named.key)
    return { ...named, href: lead ? `/leads?samePersonAs=${lead}` : null }
  }
  if (named.kind === 'institution') {
    const institution = known.institutions.get(named.key)
    return institution ? { ...named, label: institution.name, href: `/leads?institution=${institution.id}` } : named
  }
  const subject = known.subjects.get(`${named.kind}|${named.key}`)
  return { ...named, href: subject ? `/leads?subject=${subject}` : null }
}

/** Who hangs together in the rows of a hit (关联): the people and what they share, masked. `null` where they are no cluster. */
export async function clusterOfHit(tx: Tx, actor: Actor, rows: readonly RowBehind[]): Promise<Cluster | null> {
  const named = rows.map(namedBy).filter(({ who }) => who.length > 0)
  const known = await knownOf(tx, actor, named, [...new Set(rows.flatMap(({ cells }) => cells.fixmedins_code ?? []))])
  const whole = named.map((row) => ({
    who: row.who.map((one) => addressed(one, known)),
    with: row.with.map((one) => addressed(one, known)),
  }))
  return clusterOf(whole)
}
