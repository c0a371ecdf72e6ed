-- A reward is claimed within its time and paid any day after, by a person who neither proposed nor approved it.
ALTER TABLE whistle_reward ADD COLUMN claimed_on date, ADD COLUMN paid_by_id uuid, ADD COLUMN paid_by_name text;
UPDATE whistle_reward SET claimed_on = paid_on WHERE paid_on IS NOT NULL;
ALTER TABLE whistle_reward
  DROP CONSTRAINT check$whistle_reward_paid,
  ADD CONSTRAINT check$whistle_reward_paid CHECK ((stage = 'paid') = (paid_on IS NOT NULL) AND (paid_on IS NULL) = (voucher = '')
    AND (paid_on IS NULL) = (claimed_on IS NULL) AND claimed_on BETWEEN noticed_on AND collect_by AND paid_on >= claimed_on),
  ADD CONSTRAINT check$whistle_reward_third_person CHECK ((paid_by_id IS NULL) = (paid_by_name IS NULL) AND (paid_by_id IS NULL OR stage = 'paid')
    AND (paid_by_id IS NULL OR (paid_by_id <> proposed_by_id AND paid_by_id <> approved_by_id)));
-- What was given up is not proposed again.
DROP INDEX uniq$whistle_reward_standing;
CREATE UNIQUE INDEX uniq$whistle_reward_standing ON whistle_reward (report_id) WHERE stage IN ('proposed', 'approved', 'noticed', 'paid', 'lapsed');

-- The worker has no use of who reported.
REVOKE ALL ON whistle_identity FROM qingyuan_worker;

-- What was told before a later filing.
ALTER TABLE whistle_report ADD COLUMN earlier_reply text NOT NULL DEFAULT '';

CREATE OR REPLACE FUNCTION whistle_report_holds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  -- Not filed at first, filed later: to be told anew.
  later boolean := coalesce(OLD.outcome = 'notFiled' AND NEW.outcome = 'filed' AND NEW.stage = 'decided', false);
BEGIN
  IF OLD.stage <> NEW.stage AND NOT ((OLD.stage = 'received' AND NEW.stage IN ('accepted', 'declined')) OR (OLD.stage = 'accepted' AND NEW.stage = 'decided')
    OR (OLD.stage IN ('declined', 'decided') AND NEW.stage = 'replied') OR (OLD.stage = 'replied' AND later)) THEN
    RAISE EXCEPTION 'a report does not lead from % to %', OLD.stage, NEW.stage USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.outcome IS NOT NULL AND OLD.outcome IS DISTINCT FROM NEW.outcome AND NOT later THEN
    RAISE EXCEPTION 'what was decided on a report stays' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.outcome = 'filed' AND OLD.outcome IS DISTINCT FROM NEW.outcome AND NEW.case_number = '' THEN
    RAISE EXCEPTION 'a filing names its case' USING ERRCODE = 'check_violation';
  END IF;
  -- Nobody makes themselves the keeper, and opens who reported by that.
  IF OLD.keeper_id <> NEW.keeper_id AND NEW.keeper_id = ctx_uuid('app.user_id') THEN
    RAISE EXCEPTION 'a report is given to another' USING ERRCODE = 'check_violation';
  END IF;
  IF (OLD.number, OLD.agency_id, OLD.channel, OLD.is_named, OLD.alias, OLD.received_on, OLD.about, OLD.statement, OLD.evidence, OLD.keep_secret, OLD.secrecy,
      OLD.department)
    IS DISTINCT FROM (NEW.number, NEW.agency_id, NEW.channel, NEW.is_named, NEW.alias, NEW.received_on, NEW.about, NEW.statement, NEW.evidence, NEW.keep_secret,
      NEW.secrecy, NEW.department) THEN
    RAISE EXCEPTION 'what was reported stays' USING ERRCODE = 'check_violation';
  END IF;
  -- Set to nothing by the institution or the lead going, and by nothing else.
  IF (NEW.institution_id IS NOT NULL AND OLD.institution_id IS NOT NULL AND OLD.institution_id <> NEW.institution_id)
    OR (NEW.lead_id IS NOT NULL AND OLD.lead_id IS DISTINCT FROM NEW.lead_id AND OLD.stage <> 'received') THEN
    RAISE EXCEPTION 'what a report is about stays' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION whistle_reward_holds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  who uuid := ctx_uuid('app.user_id');
BEGIN
  IF OLD.stage <> NEW.stage AND NOT ((OLD.stage = 'proposed' AND NEW.stage IN ('approved', 'returned')) OR (OLD.stage = 'approved' AND NEW.stage = 'noticed')
    OR (OLD.stage = 'noticed' AND NEW.stage IN ('paid', 'lapsed'))) THEN
    RAISE EXCEPTION 'a reward does not lead from % to %', OLD.stage, NEW.stage USING ERRCODE = 'check_violation';
  END IF;
  IF (OLD.report_id, OLD.seq, OLD.verified_fen, OLD.rate, OLD.amount_fen, OLD.basis, OLD.proposed_by_id)
    IS DISTINCT FROM (NEW.report_id, NEW.seq, NEW.verified_fen, NEW.rate, NEW.amount_fen, NEW.basis, NEW.proposed_by_id)
    OR (OLD.approved_by_id IS NOT NULL AND OLD.approved_by_id IS DISTINCT FROM NEW.approved_by_id)
    OR (OLD.paid_by_id IS NOT NULL AND OLD.paid_by_id IS DISTINCT FROM NEW.paid_by_id) THEN
    RAISE EXCEPTION 'what was done of a reward stays' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.stage <> 'paid' AND NEW.stage = 'paid' AND NEW.paid_by_id IS NULL THEN
    RAISE EXCEPTION 'whoever paid a reward is kept' USING ERRCODE = 'check_violation';
  END IF;
  -- Each signs for themselves.
  IF who IS NOT NULL AND ((OLD.approved_by_id IS NULL AND NEW.approved_by_id <> who) OR (OLD.paid_by_id IS NULL AND NEW.paid_by_id <> who)) THEN
    RAISE EXCEPTION 'a reward is approved and paid in one''s own name' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
