-- What is decided on the spot may be a warning (警告, 处罚法 第五十一条).
ALTER TABLE case_procedure ADD COLUMN warned boolean NOT NULL DEFAULT false;
ALTER TABLE case_procedure ADD CONSTRAINT check$case_procedure_warned CHECK (NOT warned OR (kind = 'summary' AND outcome = 'penalty'));
