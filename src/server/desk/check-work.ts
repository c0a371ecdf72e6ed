import 'server-only'

/** What of a draw waits: for the handler who sends inspectors, for each inspector, and for whoever decides what is disputed. See `work-sources.ts`. */
export const checkWork = {
  assignInspectors: {
    from: 'spot_check s',
    id: 's.id',
    number: 's.number',
    title: "coalesce((SELECT c.name FROM campaign c WHERE c.id = s.campaign_id), '')",
    dueAt: 'NULL::timestamptz',
    href: "'/self-inspections/spot-checks/' || s.id || '#items'",
    where: `s.agency_id = $1 AND s.drawn_at IS NOT NULL AND EXISTS (SELECT FROM spot_check_item i WHERE i.spot_check_id = s.id AND i.result = 'pending'
      AND EXISTS (SELECT FROM filing f WHERE f.id = i.filing_id) AND (SELECT count(*) FROM check_inspector p WHERE p.check_id = i.id AND p.left_at IS NULL) < 2)`,
  },
  checkOnSite: {
    from: 'check_inspector p JOIN spot_check_item i ON i.id = p.check_id JOIN filing f ON f.id = i.filing_id',
    id: 'p.id',
    number: 'f.number',
    title: 'f.institution_name',
    dueAt: 'NULL::timestamptz',
    href: "'/self-inspections/spot-checks/' || i.spot_check_id || '/' || i.id",
    where:
      "p.user_id = $2 AND p.left_at IS NULL AND i.drawing_agency_id = $1 AND i.result = 'pending' AND i.checked_by_id IS DISTINCT FROM $2",
  },
  decideDispute: {
    from: 'filing f',
    id: 'f.id',
    number: 'f.number',
    title: 'f.institution_name',
    dueAt:
      "(SELECT min(k.due_at) FROM statutory_clock k WHERE k.subject_type = 'filing' AND k.subject_id = f.id AND k.rule_id = 'CK75' AND k.stopped_at IS NULL)",
    clocks: { of: 'filing', rules: "'CK75'" },
    href: `(SELECT '/self-inspections/spot-checks/' || i.spot_check_id || '/' || i.id || '#disputes' FROM check_dispute d JOIN spot_check_item i ON i.id = d.check_id
      WHERE d.filing_id = f.id AND d.state = 'open' ORDER BY d.raised_at LIMIT 1)`,
    where: `f.id IN (SELECT d.filing_id FROM check_dispute d WHERE d.state = 'open' AND d.drawing_agency_id = $1
      AND NOT EXISTS (SELECT FROM check_inspector p WHERE p.check_id = d.check_id AND p.user_id = $2))`,
  },
} as const
