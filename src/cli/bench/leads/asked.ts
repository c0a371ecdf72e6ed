import { benchLeads } from '#messages/zh/bench'

/** The officers who ask: of one county, and of the whole province. */
export type Officer = 'county' | 'province'

/**
 * One thing asked of the queue: for the product as its address has it, for the bare side as SQL over `l` whose conditions an index of the
 * queue serves, for the oracle as the same said plainly. `few`: so few match that whoever knows it finds them before putting them in order;
 * `walked`: so many that whoever knows it asks each lead in the order of the list, until the page is full. `peer`: what a peer searches
 * for beside state and territory, where it can be asked.
 */
export type AskedCase = {
  name: string
  officer: Officer
  query: string
  bare: string
  plain: string
  few?: true
  walked?: string
  peer?: { name?: string; initials?: string }
}

const toVerify = { bare: 'l.stage = 1', plain: "l.state = 'toVerify'" }
const namesOf = (condition: string) => `l.institution_id = ANY (ARRAY(SELECT i.id FROM institution i WHERE ${condition}))`
const named = (words: string) => `bigrams(i.name) @> bigrams('${words}') AND strpos(i.name, '${words}') > 0`
const withInitials = (keys: string) => `bigrams(i.name_initials) @> bigrams('${keys}') AND strpos(i.name_initials, '${keys}') > 0`

const [common = ''] = benchLeads.families

/** `deep`: the last lead of the page before the thousandth, as `2025-05-31~0198…`. */
export function askedCases(deep: string): AskedCase[] {
  const [dueOn = '', id = ''] = deep.split('~')
  const after = `(l.due_on, l.id) > ('${dueOn}'::date, '${id}'::uuid)`
  const rare = `123${benchLeads.hospital}`
  const text = (words: string, query = words) => ({
    query: `q=${encodeURIComponent(query)}&state=toVerify`,
    bare: `${toVerify.bare} AND ${namesOf(named(words))}`,
    plain: `${toVerify.plain} AND strpos(l.institution_name, '${words}') > 0`,
    peer: { name: words },
  })
  return [
    { name: 'list', officer: 'county', query: 'state=toVerify', ...toVerify, peer: {} },
    { name: 'list', officer: 'province', query: 'state=toVerify', ...toVerify, peer: {} },
    {
      name: 'page 1,000',
      officer: 'province',
      query: `state=toVerify&after=${encodeURIComponent(deep)}`,
      bare: `${toVerify.bare} AND ${after}`,
      plain: `${toVerify.plain} AND ${after}`,
    },
    {
      name: 'name, common',
      officer: 'province',
      ...text(common),
      walked: `${toVerify.bare} AND strpos(l.institution_name, '${common}') > 0`,
    },
    { name: 'name, rare', officer: 'province', ...text(rare), few: true },
    {
      name: 'initials',
      officer: 'province',
      query: 'q=qy1&state=toVerify',
      bare: `${toVerify.bare} AND ${namesOf(withInitials('QY1'))}`,
      plain: `${toVerify.plain} AND ${namesOf("strpos(i.name_initials, 'QY1') > 0")}`,
      peer: { initials: 'QY1' },
      few: true,
    },
  ]
}
