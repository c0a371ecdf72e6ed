-- What the notice of a demand says is its own amount, beside what the finding owed in all when it was demanded.
ALTER TABLE refund_demand ADD COLUMN noticed_fen bigint;
UPDATE refund_demand d SET noticed_fen = coalesce(nullif(greatest(d.amount_fen - coalesce((
  SELECT sum(r.amount_fen) FROM refund r
  WHERE r.finding_id = d.finding_id AND r.ledger = d.ledger AND r.state = 'confirmed' AND r.confirmed_at <= d.demanded_at), 0), 0), 0), d.amount_fen);
ALTER TABLE refund_demand ALTER COLUMN noticed_fen SET NOT NULL;
ALTER TABLE refund_demand ADD CONSTRAINT check$refund_demand_noticed CHECK (noticed_fen BETWEEN 1 AND amount_fen);
