-- A decision whose case is closed may still be appealed against: where it is revoked from outside, the office takes it back and closes the case on that.
CREATE OR REPLACE FUNCTION case_stage_leads(p_from "AdminStage", p_to "AdminStage") RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_from
    WHEN 'filed' THEN p_to IN ('investigating', 'decided', 'terminated')
    WHEN 'investigating' THEN p_to IN ('reported', 'terminated')
    WHEN 'reported' THEN p_to IN ('investigating', 'inReview', 'reviewed', 'terminated')
    WHEN 'inReview' THEN p_to IN ('investigating', 'reviewed', 'terminated')
    WHEN 'reviewed' THEN p_to IN ('investigating', 'noticed', 'decided', 'terminated')
    WHEN 'noticed' THEN p_to IN ('defence', 'investigating', 'terminated')
    WHEN 'defence' THEN p_to IN ('hearingAsked', 'deliberating', 'investigating', 'terminated')
    WHEN 'hearingAsked' THEN p_to IN ('hearingSet', 'investigating', 'terminated')
    WHEN 'hearingSet' THEN p_to IN ('heard', 'investigating', 'terminated')
    WHEN 'heard' THEN p_to IN ('deliberating', 'investigating', 'terminated')
    WHEN 'deliberating' THEN p_to IN ('investigating', 'decided', 'terminated')
    WHEN 'decided' THEN p_to IN ('served', 'revoked', 'closed')
    WHEN 'served' THEN p_to IN ('performing', 'demanded', 'performed', 'revoked', 'closed')
    WHEN 'performing' THEN p_to IN ('demanded', 'performed', 'revoked', 'closed')
    WHEN 'demanded' THEN p_to IN ('enforcing', 'performed', 'revoked', 'closed')
    WHEN 'enforcing' THEN p_to IN ('performed', 'revoked', 'closed')
    WHEN 'performed' THEN p_to IN ('revoked', 'closed')
    WHEN 'terminated' THEN p_to IN ('closed')
    WHEN 'revoked' THEN p_to IN ('closed')
    WHEN 'closed' THEN p_to IN ('revoked')
    ELSE false
  END
$$;
