-- A department that signs reads the notice and moves it between its states; its words are the leading organ's alone. What is issued or
-- withdrawn stays as it is, but for the file, which a rule of its own may let go.
CREATE FUNCTION joint_notice_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('issued', 'withdrawn') AND to_jsonb(OLD) - 'file_id' IS DISTINCT FROM to_jsonb(NEW) - 'file_id' THEN
    RAISE EXCEPTION 'a joint notice that is % stays', OLD.state USING ERRCODE = 'check_violation';
  END IF;
  IF ctx_uuid('app.agency_id') <> OLD.agency_id AND (NEW.state NOT IN ('drafted', 'countersigning')
    OR to_jsonb(OLD) - '{state,version}'::text[] IS DISTINCT FROM to_jsonb(NEW) - '{state,version}'::text[]) THEN
    RAISE EXCEPTION 'the words of a joint notice are the leading organ''s' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER joint_notice_holds BEFORE UPDATE ON joint_notice FOR EACH ROW EXECUTE FUNCTION joint_notice_holds();

-- A signature is asked for by the leading organ and given by the agency itself, by whoever is acting, to the text that was put to it.
CREATE FUNCTION joint_signature_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ctx_uuid('app.agency_id') IS NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'asked' THEN
      RAISE EXCEPTION 'a signature is asked for first' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (OLD.notice_id, OLD.revision, OLD.text_sha256, OLD.agency_id, OLD.agency_name, OLD.host_agency_id, OLD.asked_at)
    IS DISTINCT FROM (NEW.notice_id, NEW.revision, NEW.text_sha256, NEW.agency_id, NEW.agency_name, NEW.host_agency_id, NEW.asked_at) THEN
    RAISE EXCEPTION 'what was asked of an agency stays' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state IN ('returned', 'voided') OR (OLD.state = 'signed' AND NEW.state <> 'voided') THEN
    RAISE EXCEPTION 'what an agency said of a text stays' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state = 'asked' AND NEW.state IN ('signed', 'returned')
    AND (NEW.agency_id <> ctx_uuid('app.agency_id') OR NEW.decided_by_id IS DISTINCT FROM ctx_uuid('app.user_id')) THEN
    RAISE EXCEPTION 'an agency signs for itself' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'voided' AND NEW.decided_by_id IS DISTINCT FROM OLD.decided_by_id THEN
    RAISE EXCEPTION 'what an agency said of a text stays' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER joint_signature_holds BEFORE INSERT OR UPDATE ON joint_signature FOR EACH ROW EXECUTE FUNCTION joint_signature_holds();
