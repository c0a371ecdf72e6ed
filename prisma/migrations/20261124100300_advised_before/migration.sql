-- Advice to supervise a refusal to file that was given before supervision was kept waits for the procuratorate too.
UPDATE referral SET supervision = 'advised'
WHERE kind = 'police' AND state = 'criminalCaseDeclined' AND supervision IS NULL
  AND EXISTS (SELECT FROM referral_word WHERE referral_word.referral_id = referral.id AND referral_word.step = 'adviseSupervision');
