-- Checks of bills are counted apart from the other calls of a token.
ALTER TABLE access_token ADD COLUMN check_window_from timestamptz(3), ADD COLUMN check_window_calls integer NOT NULL DEFAULT 0;
GRANT SELECT (check_window_from, check_window_calls) ON access_token TO qingyuan_app, qingyuan_worker;

CREATE FUNCTION count_bill_check(p_hash text, p_since timestamptz, p_at timestamptz) RETURNS TABLE (window_from timestamptz, window_calls int)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  RETURN QUERY UPDATE access_token t SET
    check_window_calls = CASE WHEN t.check_window_from > p_since THEN t.check_window_calls + 1 ELSE 1 END,
    check_window_from = CASE WHEN t.check_window_from > p_since THEN t.check_window_from ELSE p_at END
  WHERE t.token_hash = p_hash RETURNING t.check_window_from, t.check_window_calls;
END $$;
REVOKE EXECUTE ON FUNCTION count_bill_check(text, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION count_bill_check(text, timestamptz, timestamptz) TO qingyuan_app;
