-- A meeting may be called before it is held: who is asked answers for the own agency, and the minutes are kept afterwards.

CREATE TYPE "MeetingState" AS ENUM ('called', 'held', 'calledOff');
CREATE TYPE "MeetingReply" AS ENUM ('none', 'coming', 'excused');
ALTER TABLE meeting
  ADD COLUMN state "MeetingState" NOT NULL DEFAULT 'held',
  ADD COLUMN begins text NOT NULL DEFAULT '',
  ADD COLUMN place text NOT NULL DEFAULT '';
ALTER TABLE meeting_attendee
  ADD COLUMN reply "MeetingReply" NOT NULL DEFAULT 'none',
  ADD COLUMN reply_note text NOT NULL DEFAULT '',
  ADD COLUMN replied_by_name text,
  ADD COLUMN replied_at timestamptz(3),
  ADD CONSTRAINT meeting_attendee_replied CHECK ((reply = 'none') = (replied_at IS NULL));

-- Row policies, as src/domain/access/policies.ts writes them.
DROP POLICY reach_update ON meeting_attendee;
CREATE POLICY reach_update ON meeting_attendee FOR UPDATE TO qingyuan_app USING (
    (meeting_attendee.host_department = (SELECT ctx_department()) AND meeting_attendee.host_region_no >= (SELECT ctx_int('app.region_lo')) AND meeting_attendee.host_region_no <= (SELECT ctx_int('app.region_hi')))
    OR (meeting_attendee.department = (SELECT ctx_department()) AND meeting_attendee.region_no >= (SELECT ctx_int('app.region_lo')) AND meeting_attendee.region_no <= (SELECT ctx_int('app.region_hi')) AND meeting_attendee.agency_id = (SELECT ctx_uuid('app.agency_id')))) WITH CHECK (
    (meeting_attendee.host_department = (SELECT ctx_department()) AND meeting_attendee.host_region_no >= (SELECT ctx_int('app.region_lo')) AND meeting_attendee.host_region_no <= (SELECT ctx_int('app.region_hi')))
    OR (meeting_attendee.department = (SELECT ctx_department()) AND meeting_attendee.region_no >= (SELECT ctx_int('app.region_lo')) AND meeting_attendee.region_no <= (SELECT ctx_int('app.region_hi')) AND meeting_attendee.agency_id = (SELECT ctx_uuid('app.agency_id'))));
