-- What was handed back and answered is over: the same sender may hand the matter back again. There are few of them; the index is built in a moment.
DROP INDEX uniq$referral_hand_back;
CREATE UNIQUE INDEX uniq$referral_hand_back ON referral (origin_id, sender_agency_id)
  WHERE origin_id IS NOT NULL AND state NOT IN ('declined', 'withdrawn', 'rejected', 'answered');
