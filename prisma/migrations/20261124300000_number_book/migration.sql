-- The book of numbers (发文登记簿): each number of a register of papers stands in it from the moment in which its counter moved, once, with none left
-- out; a number that is voided stays, with the reason. The counters of internal numbers (XS-370811) are no registers of papers.
CREATE TYPE "NumberState" AS ENUM ('given', 'voided');

CREATE TABLE document_number (
  id uuid NOT NULL DEFAULT uuidv7(),
  prefix text NOT NULL,
  year integer NOT NULL,
  serial integer NOT NULL,
  number text NOT NULL,
  kind text,
  subject_type text,
  subject_id uuid,
  agency_id uuid NOT NULL,
  department "Department" NOT NULL,
  region_no integer NOT NULL,
  secrecy smallint NOT NULL DEFAULT 0,
  state "NumberState" NOT NULL DEFAULT 'given',
  given_by_id uuid,
  given_by_name text,
  given_at timestamptz(3) NOT NULL,
  voided_by_id uuid,
  voided_by_name text,
  voided_at timestamptz(3),
  void_reason text,
  CONSTRAINT document_number_pkey PRIMARY KEY (id),
  CONSTRAINT document_number_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$document_number_serial CHECK (serial > 0),
  CONSTRAINT check$document_number_written CHECK (number = prefix || '〔' || year || '〕' || serial || '号'),
  CONSTRAINT check$document_number_subject CHECK ((subject_type IS NULL) = (subject_id IS NULL)),
  CONSTRAINT check$document_number_voided CHECK (
    (state = 'voided') = (voided_at IS NOT NULL) AND (state = 'voided') = (void_reason IS NOT NULL) AND (void_reason IS NULL OR btrim(void_reason) <> ''))
);
CREATE UNIQUE INDEX document_number_prefix_year_serial_key ON document_number (prefix, year, serial);
CREATE INDEX document_number_agency_id_idx ON document_number (agency_id);
CREATE INDEX document_number_department_region_no_year_idx ON document_number (department, region_no, year);
CREATE INDEX document_number_subject_type_subject_id_idx ON document_number (subject_type, subject_id);
GRANT SELECT, INSERT, UPDATE ON document_number TO qingyuan_app, qingyuan_worker;

-- What was given before there was a book, as the papers say it: the latest revision of a number, a report, a bulletin, a letter or its answer.
CREATE TEMPORARY TABLE given_before ON COMMIT DROP AS
SELECT DISTINCT ON (number) number, kind, subject_type, subject_id, agency_id, secrecy, by_id, at FROM (
  SELECT number, kind, subject_type, subject_id, agency_id, secrecy, generated_by_id AS by_id, generated_at AS at FROM official_document WHERE number IS NOT NULL
  UNION ALL
  SELECT document_number, 'summaryReport', 'summaryReport', id, agency_id, 0, signed_by_id, signed_at FROM summary_report WHERE document_number IS NOT NULL
  UNION ALL
  SELECT document_number, 'bulletin', 'bulletin', id, agency_id, 0, issued_by_id, issued_at FROM bulletin WHERE document_number IS NOT NULL
  UNION ALL
  SELECT document_number, 'agencyLetter', 'letter', id, sender_agency_id, secrecy, issued_by_id, issued_at FROM letter WHERE document_number IS NOT NULL
  UNION ALL
  SELECT answer_number, 'agencyReply', 'letter', id, receiver_agency_id, secrecy, answered_by_id, answered_at FROM letter WHERE answer_number IS NOT NULL
) AS told ORDER BY number, at;

-- One that no paper bears was taken all the same: it stands as voided. A register whose organ is not known has no page to stand on.
INSERT INTO document_number (prefix, year, serial, number, kind, subject_type, subject_id, agency_id, department, region_no, secrecy,
  state, given_by_id, given_by_name, given_at, voided_at, void_reason)
SELECT r.prefix, r.year, s.serial, w.number, g.kind, g.subject_type, g.subject_id, a.id, a.department, a.region_no,
  CASE WHEN r.prefix LIKE '%密' THEN coalesce(g.secrecy, 3) ELSE 0 END,
  (CASE WHEN g.number IS NULL THEN 'voided' ELSE 'given' END)::"NumberState", u.id, u.name, coalesce(g.at, now()),
  CASE WHEN g.number IS NULL THEN now() END, CASE WHEN g.number IS NULL THEN '登记簿启用前已取号，未见对应文书' END
FROM number_register r
CROSS JOIN LATERAL generate_series(1, r.last_number) AS s (serial)
CROSS JOIN LATERAL (SELECT r.prefix || '〔' || r.year || '〕' || s.serial || '号' AS number) AS w
LEFT JOIN given_before g ON g.number = w.number
CROSS JOIN LATERAL (SELECT coalesce(g.agency_id, (
  SELECT b.agency_id FROM given_before b WHERE b.number LIKE r.prefix || '〔%' ORDER BY b.at LIMIT 1)) AS id) AS o
JOIN agency a ON a.id = o.id
LEFT JOIN user_account u ON u.id = g.by_id
WHERE r.prefix !~ '^[A-Z]+-[0-9]+$'
ORDER BY r.prefix, r.year, s.serial;

-- A number is entered with its counter: never ahead of it, and by the end of the transaction never behind it.
CREATE FUNCTION number_has_its_counter() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM number_register WHERE prefix = NEW.prefix AND year = NEW.year AND last_number >= NEW.serial) THEN
    RAISE EXCEPTION 'a number comes from its register: %', NEW.number USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER document_number_counted BEFORE INSERT ON document_number FOR EACH ROW EXECUTE FUNCTION number_has_its_counter();

CREATE FUNCTION counter_has_its_numbers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  before integer := CASE WHEN TG_OP = 'UPDATE' THEN OLD.last_number ELSE 0 END;
BEGIN
  IF (SELECT count(*) FROM document_number WHERE prefix = NEW.prefix AND year = NEW.year AND serial > before AND serial <= NEW.last_number)
    <> NEW.last_number - before THEN
    RAISE EXCEPTION 'a number was taken and not entered in the book: % %', NEW.prefix, NEW.year USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER number_register_entered AFTER INSERT OR UPDATE ON number_register DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.prefix !~ '^[A-Z]+-[0-9]+$') EXECUTE FUNCTION counter_has_its_numbers();

CREATE FUNCTION counter_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.prefix = OLD.prefix AND NEW.year = OLD.year AND NEW.last_number >= OLD.last_number THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a register goes on: % %', OLD.prefix, OLD.year USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER number_register_goes_on BEFORE UPDATE OR DELETE ON number_register FOR EACH ROW
  WHEN (OLD.prefix !~ '^[A-Z]+-[0-9]+$') EXECUTE FUNCTION counter_goes_on();

-- What was entered stays; only that it was voided, once, is written beside it.
CREATE FUNCTION document_number_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  free text[] := ARRAY['state', 'voided_by_id', 'voided_by_name', 'voided_at', 'void_reason'];
BEGIN
  IF to_jsonb(NEW) - free = to_jsonb(OLD) - free AND OLD.state = 'given' AND NEW.state = 'voided' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a number that was given stays as it was entered' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER document_number_stands BEFORE UPDATE ON document_number FOR EACH ROW EXECUTE FUNCTION document_number_stands();
CREATE TRIGGER document_number_stays BEFORE DELETE OR TRUNCATE ON document_number FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- What the counter says against what is entered, over all rows: whoever looks at the book has not every organ of a register in reach.
CREATE FUNCTION number_register_check(p_prefix text, p_year integer)
RETURNS TABLE (last_number integer, entered integer, voided integer, missing integer[]) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
  SELECT r.last_number, count(n.id)::int, (count(*) FILTER (WHERE n.state = 'voided'))::int,
    coalesce(array_agg(s.serial ORDER BY s.serial) FILTER (WHERE n.id IS NULL AND s.serial IS NOT NULL), '{}')
  FROM number_register r
  LEFT JOIN LATERAL generate_series(1, r.last_number) AS s (serial) ON true
  LEFT JOIN document_number n ON n.prefix = r.prefix AND n.year = r.year AND n.serial = s.serial
  WHERE r.prefix = p_prefix AND r.year = p_year
  GROUP BY r.last_number
$$;
REVOKE ALL ON FUNCTION number_register_check(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION number_register_check(text, integer) TO qingyuan_app, qingyuan_worker;

-- An issued paper is voided by its next revision, or with its number.
CREATE OR REPLACE FUNCTION forbid_change_of_issued_paper() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) - 'secrecy' - 'campaign_id' - 'operator_sees' = to_jsonb(OLD) - 'secrecy' - 'campaign_id' - 'operator_sees' AND NEW.secrecy >= OLD.secrecy THEN
      RETURN NEW;
    END IF;
    IF OLD.state = 'issued' AND NEW.state = 'voided' AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' AND (EXISTS (
      SELECT FROM official_document next
      WHERE next.number = OLD.number AND next.revision = OLD.revision + 1 AND next.kind = OLD.kind AND next.state = 'issued'
        AND next.subject_type = OLD.subject_type AND next.subject_id = OLD.subject_id
    ) OR EXISTS (SELECT FROM document_number n WHERE n.number = OLD.number AND n.state = 'voided' AND n.subject_id = OLD.subject_id)) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'a paper is issued: what was issued does not change' USING ERRCODE = 'restrict_violation';
END $$;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE document_number ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_number FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON document_number FOR SELECT TO qingyuan_app USING (
    ((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND document_number.department = (SELECT ctx_department()) AND document_number.region_no >= (SELECT ctx_int('app.region_lo')) AND document_number.region_no <= (SELECT ctx_int('app.region_hi')) AND document_number.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)))
    OR (document_number.agency_id = (SELECT ctx_uuid('app.agency_id')) AND document_number.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1))));
CREATE POLICY reach_insert ON document_number FOR INSERT TO qingyuan_app WITH CHECK (
    ((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND document_number.department = (SELECT ctx_department()) AND document_number.region_no >= (SELECT ctx_int('app.region_lo')) AND document_number.region_no <= (SELECT ctx_int('app.region_hi')) AND document_number.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)))
    OR (document_number.agency_id = (SELECT ctx_uuid('app.agency_id')) AND document_number.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1))));
CREATE POLICY reach_update ON document_number FOR UPDATE TO qingyuan_app USING (
    ((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND document_number.department = (SELECT ctx_department()) AND document_number.region_no >= (SELECT ctx_int('app.region_lo')) AND document_number.region_no <= (SELECT ctx_int('app.region_hi')) AND document_number.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)))
    OR (document_number.agency_id = (SELECT ctx_uuid('app.agency_id')) AND document_number.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)))) WITH CHECK (
    ((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND document_number.department = (SELECT ctx_department()) AND document_number.region_no >= (SELECT ctx_int('app.region_lo')) AND document_number.region_no <= (SELECT ctx_int('app.region_hi')) AND document_number.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)))
    OR (document_number.agency_id = (SELECT ctx_uuid('app.agency_id')) AND document_number.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1))));
CREATE POLICY worker_all ON document_number TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON document_number TO CURRENT_USER USING (true) WITH CHECK (true);
