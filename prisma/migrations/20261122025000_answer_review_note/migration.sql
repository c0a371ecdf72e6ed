-- A returned filing says what is wrong with which item, beside the item.
ALTER TABLE filing_answer ADD COLUMN review_note text NOT NULL DEFAULT '';
