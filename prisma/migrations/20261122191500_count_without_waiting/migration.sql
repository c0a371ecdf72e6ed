-- A count of calls is lost with a crash at no harm: whoever is counted need not wait for the disk.
CREATE OR REPLACE FUNCTION count_token_call(p_hash text, p_since timestamptz, p_at timestamptz) RETURNS TABLE (window_from timestamptz, window_calls int)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  RETURN QUERY UPDATE access_token t SET
    window_calls = CASE WHEN t.window_from > p_since THEN t.window_calls + 1 ELSE 1 END,
    window_from = CASE WHEN t.window_from > p_since THEN t.window_from ELSE p_at END
  WHERE t.token_hash = p_hash RETURNING t.window_from, t.window_calls;
END $$;
