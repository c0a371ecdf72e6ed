-- Whoever prescribed, billed or settled is masked in the rows that leads rest on, as the platform masks them from now on when it keeps a row. Who
-- it is stands sealed with the lead's subjects.
UPDATE lead_evidence SET cells = (
  SELECT json_object_agg(cell.key, CASE
      WHEN lower(cell.key) NOT IN ('opter', 'opter_id', 'doctor', 'staff', 'atddr_no', 'bilg_dr_codg', 'orders_dr_code', 'dr_cod', 'dr_codg')
        OR json_typeof(cell.value) NOT IN ('string', 'number') OR said.text = '' THEN cell.value
      WHEN length(said.text) > 6 THEN to_json(left(said.text, 3) || '****' || right(said.text, 2))
      ELSE to_json(left(said.text, 1) || '****') END ORDER BY cell.place)
  FROM json_each(cells) WITH ORDINALITY AS cell (key, value, place), LATERAL (SELECT cell.value #>> '{}' AS text) AS said)
WHERE cells::text ~* '"(opter|opter_id|doctor|staff|atddr_no|bilg_dr_codg|orders_dr_code|dr_codg?)"';
