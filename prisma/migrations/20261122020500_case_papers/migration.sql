-- What the papers of a case must state: the officers' certificates, and the day by which an answer is asked for.
ALTER TABLE "case_file" ADD COLUMN "officer_a_certificate" TEXT NOT NULL DEFAULT '',
ADD COLUMN "officer_b_certificate" TEXT NOT NULL DEFAULT '';

ALTER TABLE "referral" ADD COLUMN "answer_by" DATE;
