-- What a finding says year by year. The parts add up to the whole, whatever way of writing them is taken.

ALTER TABLE finding ADD COLUMN years jsonb;

CREATE FUNCTION finding_years_add_up(years jsonb, billed_fen bigint, irregular_fen bigint, fund_loss_fen bigint) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(sum((part ->> 'billedFen')::bigint) = billed_fen AND sum((part ->> 'irregularFen')::bigint) = irregular_fen
    AND sum((part ->> 'fundLossFen')::bigint) = fund_loss_fen
    AND bool_and((part ->> 'billedFen')::bigint >= (part ->> 'irregularFen')::bigint
      AND (part ->> 'irregularFen')::bigint >= (part ->> 'fundLossFen')::bigint AND (part ->> 'fundLossFen')::bigint >= 0), false)
  FROM jsonb_array_elements(years) AS part
$$;
ALTER TABLE finding ADD CONSTRAINT check$finding_years
  CHECK (years IS NULL OR finding_years_add_up(years, billed_fen, irregular_fen, fund_loss_fen));
