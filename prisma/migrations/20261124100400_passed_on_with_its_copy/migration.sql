-- As before; and with a referral that is passed on its copy goes to the procuratorate there, which supervises the police that have it now.
DROP TRIGGER referral_delivered ON referral;
CREATE TRIGGER referral_delivered BEFORE UPDATE ON referral FOR EACH ROW
  WHEN (OLD.snapshot_hash IS NOT NULL AND (
    ROW(OLD.number, OLD.kind, OLD.campaign_id, OLD.case_id, OLD.lead_id, OLD.delivered_at, OLD.snapshot, OLD.snapshot_hash, OLD.sender_agency_id)
    IS DISTINCT FROM
    ROW(NEW.number, NEW.kind, NEW.campaign_id, NEW.case_id, NEW.lead_id, NEW.delivered_at, NEW.snapshot, NEW.snapshot_hash, NEW.sender_agency_id)
    OR (ROW(OLD.receiver_agency_id, OLD.copy_agency_id) IS DISTINCT FROM ROW(NEW.receiver_agency_id, NEW.copy_agency_id)
      AND NOT (OLD.kind = 'police' AND OLD.state = 'received' AND NEW.state = 'delivered' AND NEW.receiver_agency_id IS DISTINCT FROM OLD.receiver_agency_id
        AND NEW.passed_on_by_agency_id IS NOT DISTINCT FROM OLD.receiver_agency_id))))
  EXECUTE FUNCTION forbid_change_of_delivery();
