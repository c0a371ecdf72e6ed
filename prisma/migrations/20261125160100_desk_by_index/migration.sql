-- What waits on a desk is found by whom it waits for. Small beside their tables: each holds only what is still open.
CREATE INDEX "idx$referral_receiver_waiting" ON referral (receiver_agency_id) WHERE state IN ('delivered', 'received', 'accepted');
CREATE INDEX "idx$referral_sender_waiting" ON referral (sender_agency_id) WHERE state IN ('proposed', 'approved');
CREATE INDEX "idx$case_money_to_confirm" ON case_money (case_id) WHERE confirmed_at IS NULL AND rejected_at IS NULL;
CREATE INDEX "idx$case_file_officer_a" ON case_file (officer_a_id) WHERE closed_at IS NULL;
CREATE INDEX "idx$case_file_officer_b" ON case_file (officer_b_id) WHERE closed_at IS NULL;
