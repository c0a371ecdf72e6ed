-- Problem lists as they come: imports with mappings that are remembered, versions, extensions, recall and re-issue; fields with the names
-- that lists use for them; institutions that move or are taken over in the middle.

ALTER TYPE "ChecklistState" ADD VALUE 'discarded';
ALTER TYPE "FilingState" ADD VALUE 'recalled';
CREATE TYPE "ChecklistChange" AS ENUM ('adds', 'tightens', 'addsEvidence');
CREATE TYPE "ChecklistImportState" AS ENUM ('uploaded', 'imported', 'cancelled');

ALTER TABLE "field" ADD COLUMN "aliases" TEXT[] DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "institution" ADD COLUMN "merged_into_id" UUID;

ALTER TABLE "checklist"
  ADD COLUMN "agency_id" UUID,
  ADD COLUMN "previous_id" UUID,
  ADD COLUMN "base_id" UUID,
  ADD COLUMN "imported_by_id" UUID,
  ADD COLUMN "imported_by_name" TEXT,
  ADD COLUMN "imported_at" TIMESTAMPTZ(3),
  ADD COLUMN "issued_by_id" UUID,
  ADD COLUMN "issued_by_name" TEXT;

ALTER TABLE "checklist_item"
  ADD COLUMN "levels" "InstitutionLevel"[] DEFAULT ARRAY[]::"InstitutionLevel"[],
  ADD COLUMN "field_name" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "change" "ChecklistChange";

ALTER TABLE "filing"
  ADD COLUMN "issued_region_no" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "recalled_by_name" TEXT,
  ADD COLUMN "recalled_at" TIMESTAMPTZ(3),
  ADD COLUMN "recall_reason" TEXT;
ALTER TABLE "filing_answer" ADD COLUMN "previous_item_id" UUID;

CREATE TABLE "checklist_import" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "department" "Department" NOT NULL,
    "region_no" INTEGER NOT NULL,
    "file_id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "remembered" BOOLEAN NOT NULL DEFAULT false,
    "summary" JSONB NOT NULL,
    "state" "ChecklistImportState" NOT NULL DEFAULT 'uploaded',
    "checklist_id" UUID,
    "uploaded_by_id" UUID NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "checklist_import_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "checklist_mapping" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checklist_mapping_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "institution_merged_into_id_idx" ON "institution"("merged_into_id");
CREATE INDEX "checklist_agency_id_idx" ON "checklist"("agency_id");
CREATE INDEX "checklist_previous_id_idx" ON "checklist"("previous_id");
CREATE INDEX "checklist_base_id_idx" ON "checklist"("base_id");
CREATE INDEX "filing_answer_previous_item_id_idx" ON "filing_answer"("previous_item_id");
CREATE INDEX "checklist_import_agency_id_uploaded_at_idx" ON "checklist_import"("agency_id", "uploaded_at");
CREATE INDEX "checklist_import_file_id_idx" ON "checklist_import"("file_id");
CREATE INDEX "checklist_import_checklist_id_idx" ON "checklist_import"("checklist_id");
CREATE UNIQUE INDEX "checklist_mapping_agency_id_fingerprint_key" ON "checklist_mapping"("agency_id", "fingerprint");

ALTER TABLE "institution" ADD CONSTRAINT "institution_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "institution"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "checklist" ADD CONSTRAINT "checklist_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "checklist" ADD CONSTRAINT "checklist_previous_id_fkey" FOREIGN KEY ("previous_id") REFERENCES "checklist"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "checklist" ADD CONSTRAINT "checklist_base_id_fkey" FOREIGN KEY ("base_id") REFERENCES "checklist"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "checklist_import" ADD CONSTRAINT "checklist_import_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "checklist_import" ADD CONSTRAINT "checklist_import_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "checklist_import" ADD CONSTRAINT "checklist_import_checklist_id_fkey" FOREIGN KEY ("checklist_id") REFERENCES "checklist"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "filing_answer" ADD CONSTRAINT "filing_answer_previous_item_id_fkey" FOREIGN KEY ("previous_item_id") REFERENCES "checklist_item"("id") ON DELETE SET NULL ON UPDATE CASCADE;

GRANT SELECT, INSERT, UPDATE ON checklist_import, checklist_mapping TO qingyuan_app, qingyuan_worker;
-- A field that a list brings is made by whoever imports the list.
GRANT INSERT ON field TO qingyuan_app;
REVOKE DELETE ON checklist_import, checklist_mapping FROM qingyuan_app, qingyuan_worker;

-- What must never be true, whatever the program does.

ALTER TABLE checklist
  -- Nobody issues what they brought in.
  ADD CONSTRAINT check$checklist_two_people CHECK (issued_by_id IS NULL OR issued_by_id <> imported_by_id),
  ADD CONSTRAINT check$checklist_not_on_itself CHECK (base_id <> id AND previous_id <> id);
ALTER TABLE institution ADD CONSTRAINT check$institution_merged CHECK (merged_into_id IS NULL OR (merged_into_id <> id AND NOT active));
ALTER TABLE filing ADD CONSTRAINT check$filing_recalled_why CHECK (state::text <> 'recalled' OR (recalled_at IS NOT NULL AND length(recall_reason) > 0));

-- The place where a filing was issued is written once.
CREATE FUNCTION filing_issued_in() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.issued_region_no := NEW.region_no;
  RETURN NEW;
END $$;
CREATE TRIGGER filing_issued_in BEFORE INSERT ON filing FOR EACH ROW EXECUTE FUNCTION filing_issued_in();
UPDATE filing SET issued_region_no = region_no;

-- What an institution files goes with it to another county, whoever moves it: the county of today supervises it. Past the policies of whoever
-- moves it, who may reach the one county and not the other.
CREATE FUNCTION institution_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE filing SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE filing_answer SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE finding SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE refund SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE spot_check_item SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION institution_moved() FROM PUBLIC;
CREATE TRIGGER institution_moved AFTER UPDATE OF region_no ON institution
  FOR EACH ROW WHEN (OLD.region_no IS DISTINCT FROM NEW.region_no) EXECUTE FUNCTION institution_moved();

-- Row policies, as src/domain/access/policies.ts writes them.
DROP POLICY reach_insert ON checklist_item;
DROP POLICY reach_update ON checklist_item;
CREATE POLICY reach_insert ON checklist_item FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM checklist WHERE checklist.id = checklist_item.checklist_id AND ((checklist.department = (SELECT ctx_department()) AND checklist.region_no >= (SELECT ctx_int('app.region_lo')) AND checklist.region_no <= (SELECT ctx_int('app.region_hi')) AND checklist.state::text IN ('draft')))));
CREATE POLICY reach_update ON checklist_item FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM checklist WHERE checklist.id = checklist_item.checklist_id AND ((checklist.department = (SELECT ctx_department()) AND checklist.region_no >= (SELECT ctx_int('app.region_lo')) AND checklist.region_no <= (SELECT ctx_int('app.region_hi')) AND checklist.state::text IN ('draft'))))) WITH CHECK (
    EXISTS (SELECT FROM checklist WHERE checklist.id = checklist_item.checklist_id AND ((checklist.department = (SELECT ctx_department()) AND checklist.region_no >= (SELECT ctx_int('app.region_lo')) AND checklist.region_no <= (SELECT ctx_int('app.region_hi')) AND checklist.state::text IN ('draft')))));

ALTER TABLE checklist_import ENABLE ROW LEVEL SECURITY;
ALTER TABLE checklist_import FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON checklist_import FOR SELECT TO qingyuan_app USING (
    (checklist_import.department = (SELECT ctx_department()) AND checklist_import.region_no >= (SELECT ctx_int('app.region_lo')) AND checklist_import.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON checklist_import FOR INSERT TO qingyuan_app WITH CHECK (
    (checklist_import.department = (SELECT ctx_department()) AND checklist_import.region_no >= (SELECT ctx_int('app.region_lo')) AND checklist_import.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_update ON checklist_import FOR UPDATE TO qingyuan_app USING (
    (checklist_import.department = (SELECT ctx_department()) AND checklist_import.region_no >= (SELECT ctx_int('app.region_lo')) AND checklist_import.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK (
    (checklist_import.department = (SELECT ctx_department()) AND checklist_import.region_no >= (SELECT ctx_int('app.region_lo')) AND checklist_import.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY worker_all ON checklist_import TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON checklist_import TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE checklist_mapping ENABLE ROW LEVEL SECURITY;
ALTER TABLE checklist_mapping FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON checklist_mapping FOR SELECT TO qingyuan_app USING (
    (checklist_mapping.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY reach_insert ON checklist_mapping FOR INSERT TO qingyuan_app WITH CHECK (
    (checklist_mapping.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY reach_update ON checklist_mapping FOR UPDATE TO qingyuan_app USING (
    (checklist_mapping.agency_id = (SELECT ctx_uuid('app.agency_id')))) WITH CHECK (
    (checklist_mapping.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY worker_all ON checklist_mapping TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON checklist_mapping TO CURRENT_USER USING (true) WITH CHECK (true);
