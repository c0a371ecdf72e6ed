-- Why a case stands still, and why it takes longer, is no more for the operating agency on the papers that say so than elsewhere.
CREATE OR REPLACE FUNCTION is_inner_paper(p_kind text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_kind IN ('legalReviewOpinion', 'discussionMinutes', 'suspensionDecision', 'resumptionDecision', 'extensionApproval')
$$;
