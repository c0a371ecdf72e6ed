-- Who was at a meeting and what it decided, each in a row of its own: a decision is found again with the duty that came of it, by whoever has to see to it.

CREATE TABLE meeting_attendee (
  id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  seq integer NOT NULL,
  agency_id uuid,
  agency_name text NOT NULL,
  department "Department" NOT NULL,
  region_no integer NOT NULL,
  host_department "Department" NOT NULL,
  host_region_no integer NOT NULL,
  name text NOT NULL DEFAULT '',
  present boolean NOT NULL DEFAULT false,
  CONSTRAINT meeting_attendee_pkey PRIMARY KEY (id),
  CONSTRAINT meeting_attendee_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meeting (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX meeting_attendee_meeting_id_seq_key ON meeting_attendee (meeting_id, seq);
CREATE INDEX meeting_attendee_agency_id_idx ON meeting_attendee (agency_id);
GRANT SELECT, INSERT, UPDATE ON meeting_attendee TO qingyuan_app, qingyuan_worker;

CREATE TABLE meeting_decision (
  id uuid NOT NULL,
  campaign_id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  seq integer NOT NULL,
  text text NOT NULL,
  meeting_title text NOT NULL,
  decided_on date NOT NULL,
  duty_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  agency_name text NOT NULL,
  department "Department" NOT NULL,
  region_no integer NOT NULL,
  host_department "Department" NOT NULL,
  host_region_no integer NOT NULL,
  open_to "Department"[] NOT NULL,
  due_on date,
  CONSTRAINT meeting_decision_pkey PRIMARY KEY (id),
  CONSTRAINT meeting_decision_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT meeting_decision_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meeting (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT meeting_decision_duty_id_fkey FOREIGN KEY (duty_id) REFERENCES duty (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX meeting_decision_duty_id_key ON meeting_decision (duty_id);
CREATE UNIQUE INDEX meeting_decision_meeting_id_seq_key ON meeting_decision (meeting_id, seq);
CREATE INDEX meeting_decision_campaign_id_idx ON meeting_decision (campaign_id);
CREATE INDEX meeting_decision_agency_id_idx ON meeting_decision (agency_id);
GRANT SELECT, INSERT, UPDATE ON meeting_decision TO qingyuan_app, qingyuan_worker;

-- What stood in the meeting's own row. An agency that the register does not know by this name stands there as its host wrote it.
INSERT INTO meeting_attendee (id, meeting_id, seq, agency_id, agency_name, department, region_no, host_department, host_region_no, name, present)
SELECT gen_random_uuid(), meeting.id, line.seq, agency.id, line.value ->> 'agencyName', coalesce(agency.department, meeting.department),
  coalesce(agency.region_no, meeting.region_no), meeting.department, meeting.region_no, coalesce(line.value ->> 'name', ''),
  coalesce((line.value ->> 'present')::boolean, false)
FROM meeting
CROSS JOIN LATERAL jsonb_array_elements(meeting.attendance) WITH ORDINALITY AS line (value, seq)
LEFT JOIN LATERAL (SELECT id, department, region_no FROM agency WHERE name = line.value ->> 'agencyName' ORDER BY id LIMIT 1) AS agency ON true;
INSERT INTO meeting_decision (id, campaign_id, meeting_id, seq, text, meeting_title, decided_on, duty_id, agency_id, agency_name, department, region_no,
  host_department, host_region_no, open_to, due_on)
SELECT gen_random_uuid(), meeting.campaign_id, meeting.id, line.seq, line.value ->> 'text', meeting.title, meeting.held_on, duty.id, agency.id, agency.name,
  agency.department, agency.region_no, meeting.department, meeting.region_no,
  ARRAY(SELECT DISTINCT attendee.department FROM meeting_attendee attendee WHERE attendee.meeting_id = meeting.id), (line.value ->> 'dueOn')::date
FROM meeting
CROSS JOIN LATERAL jsonb_array_elements(meeting.decisions) WITH ORDINALITY AS line (value, seq)
JOIN agency ON agency.id = (line.value ->> 'agencyId')::uuid
JOIN duty ON duty.id = (line.value ->> 'dutyId')::uuid;
ALTER TABLE meeting DROP COLUMN attendance, DROP COLUMN decisions;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE meeting_attendee ENABLE ROW LEVEL SECURITY;
ALTER TABLE meeting_attendee FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON meeting_attendee FOR SELECT TO qingyuan_app USING (
    (meeting_attendee.host_department = (SELECT ctx_department()) AND meeting_attendee.host_region_no >= (SELECT ctx_int('app.region_lo')) AND meeting_attendee.host_region_no <= (SELECT ctx_int('app.region_hi')))
    OR (meeting_attendee.department = (SELECT ctx_department()) AND meeting_attendee.region_no >= (SELECT ctx_int('app.region_lo')) AND meeting_attendee.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON meeting_attendee FOR INSERT TO qingyuan_app WITH CHECK (
    (meeting_attendee.host_department = (SELECT ctx_department()) AND meeting_attendee.host_region_no >= (SELECT ctx_int('app.region_lo')) AND meeting_attendee.host_region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_update ON meeting_attendee FOR UPDATE TO qingyuan_app USING (
    (meeting_attendee.host_department = (SELECT ctx_department()) AND meeting_attendee.host_region_no >= (SELECT ctx_int('app.region_lo')) AND meeting_attendee.host_region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK (
    (meeting_attendee.host_department = (SELECT ctx_department()) AND meeting_attendee.host_region_no >= (SELECT ctx_int('app.region_lo')) AND meeting_attendee.host_region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY worker_all ON meeting_attendee TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON meeting_attendee TO CURRENT_USER USING (true) WITH CHECK (true);
ALTER TABLE meeting_decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE meeting_decision FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON meeting_decision FOR SELECT TO qingyuan_app USING (
    (meeting_decision.host_department = (SELECT ctx_department()) AND meeting_decision.host_region_no >= (SELECT ctx_int('app.region_lo')) AND meeting_decision.host_region_no <= (SELECT ctx_int('app.region_hi')))
    OR (meeting_decision.department = (SELECT ctx_department()) AND meeting_decision.region_no >= (SELECT ctx_int('app.region_lo')) AND meeting_decision.region_no <= (SELECT ctx_int('app.region_hi')))
    OR ((SELECT ctx_department()) = ANY (meeting_decision.open_to) AND meeting_decision.host_region_no >= (SELECT ctx_int('app.region_lo')) AND meeting_decision.host_region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON meeting_decision FOR INSERT TO qingyuan_app WITH CHECK (
    (meeting_decision.host_department = (SELECT ctx_department()) AND meeting_decision.host_region_no >= (SELECT ctx_int('app.region_lo')) AND meeting_decision.host_region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_update ON meeting_decision FOR UPDATE TO qingyuan_app USING (
    (meeting_decision.host_department = (SELECT ctx_department()) AND meeting_decision.host_region_no >= (SELECT ctx_int('app.region_lo')) AND meeting_decision.host_region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK (
    (meeting_decision.host_department = (SELECT ctx_department()) AND meeting_decision.host_region_no >= (SELECT ctx_int('app.region_lo')) AND meeting_decision.host_region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY worker_all ON meeting_decision TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON meeting_decision TO CURRENT_USER USING (true) WITH CHECK (true);
DROP POLICY reach_select ON meeting;
CREATE POLICY reach_select ON meeting FOR SELECT TO qingyuan_app USING (
    (meeting.department = (SELECT ctx_department()) AND meeting.region_no >= (SELECT ctx_int('app.region_lo')) AND meeting.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (EXISTS (SELECT FROM meeting_attendee WHERE meeting_attendee.meeting_id = meeting.id AND (meeting_attendee.department = (SELECT ctx_department()) AND meeting_attendee.region_no >= (SELECT ctx_int('app.region_lo')) AND meeting_attendee.region_no <= (SELECT ctx_int('app.region_hi'))))));
