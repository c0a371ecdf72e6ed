-- What a person had in a natural year is one sum, whoever asks: it must not hang on how far the reach of whoever decides goes.
-- It tells a number alone, and only of a person whose keyed index one has.
CREATE FUNCTION points_of_year(code text, of_year int, besides uuid) RETURNS int LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(sum(points), 0)::int FROM case_scoring
  WHERE code_index = code AND year = of_year AND id <> besides AND stage IN ('decided', 'served', 'objected', 'restored')
$$;
REVOKE ALL ON FUNCTION points_of_year(text, int, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION points_of_year(text, int, uuid) TO qingyuan_app;

-- A decision comes after the review that it rests on.
ALTER TABLE case_scoring ADD CONSTRAINT check$case_scoring_decided_after_review
  CHECK (decided_on >= (reviewed_at AT TIME ZONE 'Asia/Shanghai')::date) NOT VALID;
