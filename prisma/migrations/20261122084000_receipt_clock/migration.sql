-- A delivered referral has a clock of its receipt (24 hours, the house's own rule). Those that wait to be signed for get theirs.

INSERT INTO statutory_clock (id, subject_type, subject_id, subject_number, subject_title, rule_id, started_at, due_at, estimated,
  responsible_agency_id, responsible_department, responsible_region_no, other_department, other_region_no, secrecy)
SELECT gen_random_uuid(), 'referral', r.id, r.number, r.title, 'CK71', r.delivered_at, r.delivered_at + interval '24 hours', false,
  r.receiver_agency_id, r.receiver_department, r.receiver_region_no, r.sender_department, r.sender_region_no, r.secrecy
FROM referral r WHERE r.state = 'delivered' AND r.delivered_at IS NOT NULL;
