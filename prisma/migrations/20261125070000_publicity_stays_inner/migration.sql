-- What is drafted to be made public is the bureau's own until it is out: not for the operating agency, by the trail or by the paper of its approval.
CREATE OR REPLACE FUNCTION is_inner_paper(p_kind text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_kind IN ('legalReviewOpinion', 'discussionMinutes', 'suspensionDecision', 'resumptionDecision', 'extensionApproval',
    'inspectionNotice', 'inspectionRecord', 'interviewRecord', 'talkRecord', 'evidenceRequest', 'extractionRecord', 'appraisalEntrustment',
    'registrationDecision', 'registrationDisposal', 'sealingDecision', 'sealingExtension', 'sealingLift', 'expertOpinion', 'publicationApproval')
$$;
CREATE OR REPLACE FUNCTION is_inner_act(p_action text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_action IN ('case.sendToReview', 'case.agreeReview', 'case.returnReview', 'case.skipReview', 'case.reviewAgain', 'case.askHearing',
    'case.setHearing', 'case.holdHearing', 'case.reportHearing', 'case.discuss', 'case.addEvidence', 'case.withdrawEvidence', 'case.waiveEvidence',
    'case.askBundle', 'case.cancelBundle', 'case.makeBundle', 'case.suspend', 'case.resume',
    'case.recordInquiry', 'case.signInquiry', 'case.answerInquiry', 'case.askHold', 'case.holdUrgently', 'case.approveHold', 'case.ratifyHold',
    'case.refuseHold', 'case.annulHold', 'case.takeHold', 'case.extendHold', 'case.endHold',
    'case.draftPublication', 'case.approvePublication', 'case.withholdPublication', 'case.dropPublication')
$$;
ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only;
UPDATE audit_entry SET operator_sees = false WHERE subject_type = 'case' AND operator_sees AND is_inner_act(action);
ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_append_only;
UPDATE official_document SET operator_sees = false WHERE is_inner_paper(kind) AND operator_sees;
UPDATE stored_file SET operator_sees = false, kept_inner = true
  WHERE EXISTS (SELECT FROM official_document d WHERE d.file_id = stored_file.id AND is_inner_paper(d.kind));
