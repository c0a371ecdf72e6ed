-- A refund is on the ledger that somebody named: no ledger is taken for granted.
ALTER TABLE refund ALTER COLUMN ledger DROP DEFAULT;

-- What an offline pack declared went on the refund ledger whatever its finding owed. Where a finding owes nothing there, it was agreement recovery.
UPDATE refund SET ledger = 'agreementRecovery' FROM finding
WHERE finding.id = refund.finding_id AND refund.ledger = 'fundRefund' AND finding.fund_loss_fen > 0
  AND finding.fund_loss_fen = coalesce(finding.agreement_fen, CASE
    WHEN finding.period_to < ((finding.recorded_at AT TIME ZONE 'Asia/Shanghai')::date - interval '24 months')::date THEN finding.fund_loss_fen
    ELSE 0 END)
  AND NOT EXISTS (SELECT FROM refund_demand d WHERE d.finding_id = finding.id AND d.ledger = 'fundRefund' AND d.withdrawn_at IS NULL);
