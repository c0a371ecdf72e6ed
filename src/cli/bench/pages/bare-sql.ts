/** What an officer may see of a table that keeps a department, a region and a secrecy: $1 to $4, as `Scope` says them. */
const seen = (row: string) => `${row}.department = $1::"Department" AND ${row}.region_no BETWEEN $2 AND $3 AND ${row}.secrecy <= $4`

/** The officer whose pages are loaded, as the owner of the database finds them. */
export type Scope = { userId: string; department: string; regionLo: number; regionHi: number; clearance: number }
export const scopeValues = ({ department, regionLo, regionHi, clearance }: Scope) => [department, regionLo, regionHi, clearance]

export const scopeSql = `SELECT u.id AS "userId", p.department::text, p.range_lo AS "regionLo", p.range_hi AS "regionHi", p.clearance
  FROM user_account u CROSS JOIN LATERAL posts_of(u.id, now()) p WHERE u.login = $1 ORDER BY p.valid_from LIMIT 1`

/** The first page of the lead queue, as its columns are shown. Written for the bench, from the schema alone. */
export const leadsSql = `SELECT l.id, l.number, l.risk::text, l.institution_name AS "institutionName", l.person_name AS "personName",
  l.id_masked AS "idMasked", l.behaviour, l.amount_fen::text AS "amountFen", l.repeat_count AS "repeatCount", l.source::text, l.state::text,
  l.conclusion::text, l.handler_name AS "handlerName", a.short_name AS "agencyName", to_char(l.due_on, 'YYYY-MM-DD') AS "dueOn", l.version
  FROM lead l LEFT JOIN agency a ON a.id = l.agency_id WHERE ${seen('l')} ORDER BY l.due_on, l.id LIMIT 50`

export const leadCountSql = `SELECT count(*)::int AS n FROM lead l WHERE ${seen('l')}`

/** What the work centre of a handler counts as leads to verify: their agency's, and of those taken up their own. */
export const toVerifySql = `SELECT count(*)::int AS n FROM lead l JOIN post p ON p.user_id = $1 AND p.agency_id = l.agency_id
  WHERE (l.state = 'toVerify' OR (l.state = 'verifying' AND l.handler_id = $1))`

/** The richest case within the officer's reach: the one of which most has been written. */
export const richestCaseSql = `SELECT c.id, c.number,
    (SELECT count(*) FROM audit_entry e WHERE e.subject_type = 'case' AND e.subject_id = c.id)
    + (SELECT count(*) FROM case_money m WHERE m.case_id = c.id) + (SELECT count(*) FROM case_fact f WHERE f.case_id = c.id)
    + (SELECT count(*) FROM referral r WHERE r.case_id = c.id) AS events
  FROM case_file c WHERE ${seen('c')} ORDER BY events DESC, c.id LIMIT 1`

/** A campaign with units below it, whose page compares them in a chart. */
export const chartedCampaignSql = `SELECT id FROM campaign WHERE department = 'MI' AND launched_at IS NOT NULL
  AND region_no BETWEEN $1 AND $2 AND region_no % 100 = 0 AND region_no % 10000 <> 0 ORDER BY launched_at DESC LIMIT 1`

const listOf = (rows: string) => `(SELECT coalesce(json_agg(x), '[]') FROM (${rows}) x)`

/** Everything that the page of a case reads, as one JSON value made by the database: $5 is the case. */
export const caseSql = `SELECT json_build_object(
  'case', row_to_json(c),
  'parties', ${listOf('SELECT * FROM case_party WHERE case_id = c.id ORDER BY seq')},
  'orders', ${listOf('SELECT * FROM case_order WHERE case_id = c.id ORDER BY seq')},
  'facts', ${listOf('SELECT * FROM case_fact WHERE case_id = c.id ORDER BY seq')},
  'tracks', ${listOf('SELECT * FROM case_track WHERE case_id = c.id')},
  'procedure', (SELECT row_to_json(s) FROM case_procedure s WHERE s.case_id = c.id),
  'notices', ${listOf('SELECT * FROM case_notice WHERE case_id = c.id ORDER BY seq')},
  'hearings', ${listOf('SELECT * FROM case_hearing WHERE case_id = c.id ORDER BY seq')},
  'discussions', ${listOf('SELECT * FROM case_discussion WHERE case_id = c.id ORDER BY seq')},
  'services', ${listOf('SELECT * FROM case_service WHERE case_id = c.id ORDER BY served_on, recorded_at')},
  'instalments', ${listOf('SELECT * FROM case_instalment WHERE case_id = c.id ORDER BY seq')},
  'suspensions', ${listOf('SELECT * FROM case_suspension WHERE case_id = c.id ORDER BY seq')},
  'remedies', ${listOf('SELECT * FROM case_remedy WHERE case_id = c.id ORDER BY seq')},
  'agreement', (SELECT row_to_json(y) FROM case_agreement y WHERE y.case_id = c.id),
  'publications', ${listOf('SELECT * FROM case_publication WHERE case_id = c.id ORDER BY seq')},
  'scorings', ${listOf('SELECT * FROM case_scoring WHERE case_id = c.id ORDER BY seq')},
  'measures', ${listOf('SELECT * FROM case_agreement_measure WHERE case_id = c.id ORDER BY seq')},
  'stoppages', ${listOf('SELECT * FROM case_stoppage WHERE case_id = c.id ORDER BY seq')},
  'stoppageChanges', ${listOf('SELECT * FROM case_stoppage_change WHERE case_id = c.id ORDER BY id')},
  'evidence', ${listOf('SELECT * FROM evidence WHERE case_id = c.id ORDER BY seq')},
  'money', ${listOf('SELECT * FROM case_money WHERE case_id = c.id ORDER BY occurred_on, recorded_at')},
  'referrals', ${listOf("SELECT to_jsonb(r) - 'snapshot' AS referral FROM referral r WHERE r.case_id = c.id ORDER BY r.proposed_at")},
  'lead', (SELECT row_to_json(l) FROM (SELECT id, number, behaviour FROM lead WHERE id = c.lead_id) l),
  'institution', (SELECT row_to_json(i) FROM (SELECT id, code, name FROM institution WHERE id = c.institution_id) i),
  'agency', (SELECT name FROM agency WHERE id = c.agency_id),
  'campaign', (SELECT row_to_json(g) FROM (SELECT id, name FROM campaign WHERE id = c.campaign_id) g),
  'clocks', ${listOf("SELECT * FROM statutory_clock WHERE subject_type = 'case' AND subject_id = c.id ORDER BY stopped_at NULLS FIRST, due_at")},
  'documents', ${listOf(`SELECT to_jsonb(d) - 'input' - 'typed' AS document FROM official_document d WHERE d.state <> 'voided'
    AND (d.subject_id = c.id OR d.subject_id IN (SELECT id FROM referral WHERE case_id = c.id)) ORDER BY d.generated_at`)},
  'attachments', ${listOf(`SELECT a.id, a.title, a.kind, a.added_at, s.id AS file_id, s.sha256, s.size_bytes FROM attachment a
    JOIN stored_file s ON s.id = a.file_id WHERE a.subject_type = 'case' AND a.subject_id = c.id AND a.removed_at IS NULL ORDER BY a.added_at`)},
  'trail', ${listOf("SELECT * FROM audit_entry WHERE subject_type = 'case' AND subject_id = c.id ORDER BY seq DESC LIMIT 100")},
  'siblings', ${listOf(`SELECT id, number, cause, state FROM case_file o
    WHERE o.institution_id = c.institution_id AND o.id <> c.id AND ${seen('o')} ORDER BY o.id DESC LIMIT 8`)}
) AS file FROM case_file c WHERE c.id = $5 AND ${seen('c')}`
