-- An extension that was entered wrongly is struck out by a change of its own, once, by a second person. Both stay.
ALTER TABLE clock_change
  ADD COLUMN strikes_id uuid,
  ADD CONSTRAINT clock_change_strikes_id_fkey FOREIGN KEY (strikes_id) REFERENCES clock_change (id) ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT check$clock_change_strikes CHECK ((cause = 'strike') = (strikes_id IS NOT NULL));
CREATE UNIQUE INDEX uniq$clock_change_strikes ON clock_change (strikes_id);
