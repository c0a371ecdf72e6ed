-- Where a fine is lowered after it was spread over instalments, the last of them are cut, down to nothing. What was agreed stays in sight.
ALTER TABLE case_instalment
  ADD COLUMN agreed_fen bigint,
  DROP CONSTRAINT check$case_instalment_amount,
  ADD CONSTRAINT check$case_instalment_amount CHECK (amount_fen > 0 OR (amount_fen = 0 AND agreed_fen IS NOT NULL)),
  ADD CONSTRAINT check$case_instalment_agreed CHECK (agreed_fen > amount_fen);
