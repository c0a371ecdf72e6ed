-- A line of the trail is as secret as what it is about. The column stands outside of the hashes, as the campaign does.
ALTER TABLE audit_entry ADD COLUMN secrecy smallint NOT NULL DEFAULT 0;

CREATE OR REPLACE FUNCTION secrecy_of_matter(p_type text, p_id uuid) RETURNS smallint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(CASE p_type
    WHEN 'lead' THEN (SELECT secrecy FROM lead WHERE id = p_id)
    WHEN 'leadStatement' THEN (SELECT secrecy FROM lead_statement WHERE id = p_id)
    WHEN 'case' THEN (SELECT secrecy FROM case_file WHERE id = p_id)
    WHEN 'referral' THEN (SELECT secrecy FROM referral WHERE id = p_id)
    WHEN 'statutoryClock' THEN (SELECT secrecy FROM statutory_clock WHERE id = p_id)
    WHEN 'storedFile' THEN (SELECT secrecy FROM stored_file WHERE id = p_id)
  END, 0)::smallint
$$;
CREATE TRIGGER audit_entry_secrecy BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION carry_secrecy();

-- What stands there already.
ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only;
UPDATE audit_entry SET secrecy = lead.secrecy FROM lead WHERE audit_entry.subject_type = 'lead' AND lead.id = audit_entry.subject_id AND lead.secrecy > 0;
UPDATE audit_entry SET secrecy = secrecy_of_matter(subject_type, subject_id)
  WHERE subject_type IN ('leadStatement', 'case', 'referral', 'statutoryClock', 'storedFile');
ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_append_only;

-- Append-only as before, but for this: a line becomes more secret with its matter, and never less.
DROP TRIGGER audit_entry_append_only ON audit_entry;
CREATE TRIGGER audit_entry_append_only
  BEFORE UPDATE OF id, subject_type, subject_id, seq, at, actor_id, actor_name, post_id, department, region_no, action, change, request_id, previous_hash, hash, campaign_id, operator_sees
  OR DELETE OR TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER audit_entry_more_secret BEFORE UPDATE OF secrecy ON audit_entry FOR EACH ROW
  WHEN (NEW.secrecy <= OLD.secrecy) EXECUTE FUNCTION forbid_change();

CREATE OR REPLACE FUNCTION hand_secrecy_on() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE attachment SET secrecy = NEW.secrecy WHERE subject_id = NEW.id AND secrecy < NEW.secrecy;
  UPDATE official_document SET secrecy = NEW.secrecy WHERE subject_id = NEW.id AND secrecy < NEW.secrecy;
  UPDATE stored_file SET secrecy = NEW.secrecy WHERE matter_ids @> ARRAY[NEW.id] AND secrecy < NEW.secrecy;
  UPDATE audit_entry SET secrecy = NEW.secrecy
    WHERE subject_type = CASE TG_TABLE_NAME WHEN 'case_file' THEN 'case' ELSE TG_TABLE_NAME END AND subject_id = NEW.id AND secrecy < NEW.secrecy;
  IF TG_TABLE_NAME = 'lead' THEN
    UPDATE lead_statement SET secrecy = NEW.secrecy WHERE lead_id = NEW.id AND secrecy < NEW.secrecy;
    UPDATE lead_escalation SET secrecy = NEW.secrecy WHERE lead_id = NEW.id AND secrecy < NEW.secrecy;
    UPDATE lead_link SET secrecy = NEW.secrecy WHERE NEW.id IN (lead_id, other_lead_id) AND secrecy < NEW.secrecy;
    UPDATE attachment SET secrecy = NEW.secrecy
      WHERE subject_type = 'leadStatement' AND subject_id IN (SELECT id FROM lead_statement WHERE lead_id = NEW.id) AND secrecy < NEW.secrecy;
  END IF;
  UPDATE lead_answer_row SET secrecy = NEW.secrecy WHERE lead_id = NEW.id AND secrecy < NEW.secrecy;
  RETURN NULL;
END $$;

-- What discipline does stands in its own channel, never among the tracks that every reader of a case reads.
ALTER TABLE case_track ADD CONSTRAINT check$case_track_not_discipline CHECK (kind <> 'discipline');

-- Row policies, as src/domain/access/policies.ts writes them.
DROP POLICY reach_select ON audit_entry;
CREATE POLICY reach_select ON audit_entry FOR SELECT TO qingyuan_app USING (
    (audit_entry.department = (SELECT ctx_text('app.department')) AND audit_entry.region_no >= (SELECT ctx_int('app.region_lo')) AND audit_entry.region_no <= (SELECT ctx_int('app.region_hi')) AND audit_entry.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (audit_entry.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (audit_entry.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR audit_entry.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND ((SELECT ctx_text('app.agency_kind')) IS DISTINCT FROM 'operator' OR audit_entry.operator_sees))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND audit_entry.region_no >= (SELECT ctx_int('app.region_lo')) AND audit_entry.region_no <= (SELECT ctx_int('app.region_hi')) AND audit_entry.subject_type::text IN ('filing') AND (audit_entry.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (((SELECT ctx_has_role('auditAdmin'))) AND audit_entry.secrecy <= 2)
    OR (((SELECT ctx_has_role('auditAdmin'))) AND audit_entry.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1))));
