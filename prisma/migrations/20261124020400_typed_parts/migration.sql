-- Of a draft it is kept which parts a person wrote, and who wrote it last: the others are of the case, and are read anew until it is issued.

ALTER TABLE official_document
  ADD COLUMN typed jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN revised_by_id uuid;

-- Of the drafts that are here nobody knows it: all that stands in them was taken for typed, and stays so until it is emptied.
UPDATE official_document SET typed = coalesce((
    SELECT jsonb_object_agg(key, value) FROM jsonb_each(input) WHERE jsonb_typeof(value) = 'string' AND value #>> '{}' NOT LIKE '%【待填：%'), '{}')
  WHERE state = 'draft' AND jsonb_typeof(input) = 'object';
