-- That an act was fined already is said with the decision by which it was (处罚法 第二十九条).
ALTER TABLE case_fact ADD COLUMN leniency_ref text NOT NULL DEFAULT '';
-- What was written before says it in the ground alone.
UPDATE case_fact SET leniency_ref = '见从宽的事实和理由' WHERE leniency = 'finedAlready';
ALTER TABLE case_fact ADD CONSTRAINT check$case_fact_fined_already CHECK (leniency <> 'finedAlready' OR leniency_ref <> '');
