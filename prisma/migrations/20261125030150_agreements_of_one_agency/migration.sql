-- Whichever operating agency takes an agreement on carries it through. What was taken on before says nothing of it, and stays with the agency of the place.
ALTER TABLE case_agreement ADD COLUMN agency_id uuid;
