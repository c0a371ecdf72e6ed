-- The ground of the house: organisation, identity, campaigns, self-inspection, leads, cases, referrals, documents, reports,
-- and what they stand on. Constraints say what must never be true, whatever the application does.

-- The web and the worker act under roles that own nothing, so that row policies bind them.
DO $$
DECLARE role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['qingyuan_app', 'qingyuan_worker'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of the same server made it meanwhile
      END;
    END IF;
    IF NOT pg_has_role(current_user, role_name, 'SET') THEN
      EXECUTE format('GRANT %I TO CURRENT_USER', role_name);
    END IF;
  END LOOP;
END $$;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "CampaignKind" AS ENUM ('campaign', 'normalised');

-- CreateEnum
CREATE TYPE "CampaignState" AS ENUM ('draft', 'confirmed', 'approved', 'launched', 'closed');

-- CreateEnum
CREATE TYPE "StageKind" AS ENUM ('launch', 'selfInspection', 'rectification', 'summary', 'other');

-- CreateEnum
CREATE TYPE "DutyPart" AS ENUM ('lead', 'cooperate');

-- CreateEnum
CREATE TYPE "DutyState" AS ENUM ('notStarted', 'inProgress', 'done');

-- CreateEnum
CREATE TYPE "CaseState" AS ENUM ('proposed', 'filed', 'investigating', 'decided', 'closed', 'notFiled');

-- CreateEnum
CREATE TYPE "TrackKind" AS ENUM ('agreement', 'administrative', 'criminal', 'discipline', 'healthAdministration');

-- CreateEnum
CREATE TYPE "TrackState" AS ENUM ('notStarted', 'running', 'concluded');

-- CreateEnum
CREATE TYPE "MoneyKind" AS ENUM ('found', 'demanded', 'recovered', 'fined', 'finePaid', 'agreementRecovered');

-- CreateEnum
CREATE TYPE "CulpritMark" AS ENUM ('none', 'organiser', 'instigator', 'professionalFraudster');

-- CreateEnum
CREATE TYPE "DocumentState" AS ENUM ('draft', 'issued', 'voided');

-- CreateEnum
CREATE TYPE "ReportState" AS ENUM ('draft', 'frozen', 'signed');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('handler', 'reviewer', 'approver', 'supervisor', 'complianceOfficer', 'systemAdmin', 'securityAdmin', 'auditAdmin');

-- CreateEnum
CREATE TYPE "LeadSource" AS ENUM ('nation', 'province', 'city', 'model', 'report', 'referral');

-- CreateEnum
CREATE TYPE "LeadOrigin" AS ENUM ('prescribed', 'local');

-- CreateEnum
CREATE TYPE "LeadImportState" AS ENUM ('uploaded', 'imported', 'cancelled');

-- CreateEnum
CREATE TYPE "LeadState" AS ENUM ('toAssign', 'toVerify', 'verifying', 'toReview', 'concluded');

-- CreateEnum
CREATE TYPE "LeadConclusion" AS ENUM ('substantiated', 'partlySubstantiated', 'unsubstantiated', 'unverifiable', 'merged', 'withdrawn');

-- CreateEnum
CREATE TYPE "RiskLevel" AS ENUM ('high', 'medium', 'low');

-- CreateEnum
CREATE TYPE "RegionLevel" AS ENUM ('nation', 'province', 'city', 'county', 'unit');

-- CreateEnum
CREATE TYPE "RegionKind" AS ENUM ('division', 'functionalZone', 'enterprise');

-- CreateEnum
CREATE TYPE "Department" AS ENUM ('MI', 'CT', 'PR', 'PS', 'FI', 'HC', 'MR', 'TX', 'AU', 'DA', 'TM', 'DI', 'CY', 'DR');

-- CreateEnum
CREATE TYPE "AgencyKind" AS ENUM ('bureau', 'operator');

-- CreateEnum
CREATE TYPE "InstitutionKind" AS ENUM ('hospital', 'healthCentre', 'clinic', 'pharmacy');

-- CreateEnum
CREATE TYPE "InstitutionLevel" AS ENUM ('tertiary', 'secondary', 'primary', 'ungraded');

-- CreateEnum
CREATE TYPE "ReferralKind" AS ENUM ('police', 'health', 'billVerification', 'discipline', 'other');

-- CreateEnum
CREATE TYPE "ReferralState" AS ENUM ('proposed', 'approved', 'declined', 'delivered', 'received', 'moreAsked', 'accepted', 'rejected', 'answered', 'criminalCaseOpened', 'criminalCaseDeclined', 'withdrawn');

-- CreateEnum
CREATE TYPE "MaterialKind" AS ENUM ('transferLetter', 'investigationReport', 'itemList', 'examinationReport', 'penaltyDecision', 'evidence', 'other');

-- CreateEnum
CREATE TYPE "BillResult" AS ENUM ('pending', 'genuine', 'counterfeit', 'mismatch', 'notFound');

-- CreateEnum
CREATE TYPE "ProgressKind" AS ENUM ('filed', 'detained', 'arrested', 'indicted', 'tried', 'judged');

-- CreateEnum
CREATE TYPE "ClockSubject" AS ENUM ('lead', 'case', 'referral', 'filing', 'campaign');

-- CreateEnum
CREATE TYPE "ChecklistState" AS ENUM ('draft', 'issued');

-- CreateEnum
CREATE TYPE "FilingState" AS ENUM ('notStarted', 'inProgress', 'submitted', 'returned', 'accepted');

-- CreateEnum
CREATE TYPE "AnswerKind" AS ENUM ('notApplicable', 'noneFound', 'found');

-- CreateEnum
CREATE TYPE "RefundState" AS ENUM ('declared', 'confirmed', 'rejected');

-- CreateEnum
CREATE TYPE "SpotCheckResult" AS ENUM ('pending', 'agrees', 'discrepancy');

-- CreateTable
CREATE TABLE "campaign" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "kind" "CampaignKind" NOT NULL DEFAULT 'campaign',
    "state" "CampaignState" NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 1,
    "agency_id" UUID NOT NULL,
    "department" "Department" NOT NULL,
    "region_no" INTEGER NOT NULL,
    "range_lo" INTEGER NOT NULL,
    "range_hi" INTEGER NOT NULL,
    "parent_id" UUID,
    "document_number" TEXT,
    "issued_on" DATE,
    "look_back_from" DATE NOT NULL,
    "participant_codes" "Department"[],
    "field_ids" TEXT[],
    "plan_file_id" UUID,
    "plan_text" TEXT NOT NULL,
    "plan_read" JSONB NOT NULL,
    "plan" JSONB NOT NULL,
    "corrections" JSONB NOT NULL DEFAULT '[]',
    "drafted_by_id" UUID NOT NULL,
    "drafted_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_by_id" UUID,
    "confirmed_at" TIMESTAMPTZ(3),
    "approved_by_id" UUID,
    "approved_at" TIMESTAMPTZ(3),
    "launched_at" TIMESTAMPTZ(3),

    CONSTRAINT "campaign_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaign_recipient" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "agency_id" UUID,
    "department" "Department",
    "region_no" INTEGER NOT NULL,
    "issuer_department" "Department" NOT NULL,
    "issuer_region_no" INTEGER NOT NULL,
    "received_by_id" UUID,
    "received_by_name" TEXT,
    "received_at" TIMESTAMPTZ(3),
    "reminded_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "campaign_recipient_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stage" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" "StageKind" NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "due_text" TEXT,
    "due_on" DATE,

    CONSTRAINT "stage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "duty" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "number" TEXT,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "duty_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "duty_assignment" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "duty_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "department" "Department" NOT NULL,
    "region_no" INTEGER NOT NULL,
    "part" "DutyPart" NOT NULL,
    "owner_id" UUID,
    "owner_name" TEXT,
    "due_text" TEXT,
    "due_on" DATE,
    "state" "DutyState" NOT NULL DEFAULT 'notStarted',
    "progress" TEXT NOT NULL DEFAULT '',
    "progress_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "duty_assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "department" "Department" NOT NULL,
    "region_no" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "held_on" DATE NOT NULL,
    "agenda" TEXT NOT NULL,
    "minutes" TEXT NOT NULL DEFAULT '',
    "attendance" JSONB NOT NULL,
    "decisions" JSONB NOT NULL,
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "meeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "leading_group_member" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "department" "Department",
    "agency_name" TEXT NOT NULL,

    CONSTRAINT "leading_group_member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commitment" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "department" "Department" NOT NULL,
    "region_no" INTEGER NOT NULL,
    "signed_by_id" UUID NOT NULL,
    "signed_by_name" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "commitment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_file" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "lead_id" UUID,
    "institution_id" UUID,
    "party_name" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "state" "CaseState" NOT NULL DEFAULT 'proposed',
    "version" INTEGER NOT NULL DEFAULT 1,
    "department" "Department" NOT NULL DEFAULT 'MI',
    "agency_id" UUID NOT NULL,
    "region_no" INTEGER NOT NULL,
    "secrecy" SMALLINT NOT NULL DEFAULT 2,
    "officer_a_id" UUID NOT NULL,
    "officer_a_name" TEXT NOT NULL,
    "officer_b_id" UUID NOT NULL,
    "officer_b_name" TEXT NOT NULL,
    "culprit" "CulpritMark" NOT NULL DEFAULT 'none',
    "first_minor" BOOLEAN NOT NULL DEFAULT false,
    "proposed_by_id" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "approved_by_id" UUID,
    "approved_by_name" TEXT,
    "filed_at" TIMESTAMPTZ(3),
    "refusal_reason" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "case_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_fact" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "behaviour" TEXT NOT NULL,
    "act_from" DATE NOT NULL,
    "act_to" DATE NOT NULL,
    "law" TEXT NOT NULL,
    "article" TEXT NOT NULL,
    "billed_fen" BIGINT NOT NULL,
    "irregular_fen" BIGINT NOT NULL,
    "fund_loss_fen" BIGINT NOT NULL,
    "fine_tenths" INTEGER,
    "refund_fen" BIGINT NOT NULL DEFAULT 0,
    "fine_fen" BIGINT NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "case_fact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_track" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" "TrackKind" NOT NULL,
    "state" "TrackState" NOT NULL DEFAULT 'notStarted',
    "note" TEXT NOT NULL DEFAULT '',
    "started_at" TIMESTAMPTZ(3),
    "concluded_at" TIMESTAMPTZ(3),
    "outcome" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "case_track_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_money" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "kind" "MoneyKind" NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "voucher" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_money_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recusal" (
    "id" UUID NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "department" "Department" NOT NULL DEFAULT 'MI',
    "region_no" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recusal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "official_document" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "number" TEXT,
    "state" "DocumentState" NOT NULL DEFAULT 'draft',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "department" "Department" NOT NULL,
    "agency_id" UUID NOT NULL,
    "region_no" INTEGER NOT NULL,
    "secrecy" SMALLINT NOT NULL DEFAULT 1,
    "input" JSONB NOT NULL,
    "file_id" UUID,
    "generated_by_id" UUID NOT NULL,
    "generated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "official_document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "summary_report" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "department" "Department" NOT NULL,
    "region_no" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "state" "ReportState" NOT NULL DEFAULT 'draft',
    "blocks" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "drafted_by_id" UUID NOT NULL,
    "drafted_by_name" TEXT NOT NULL,
    "drafted_at" TIMESTAMPTZ(3) NOT NULL,
    "frozen_by_id" UUID,
    "frozen_by_name" TEXT,
    "frozen_at" TIMESTAMPTZ(3),
    "signed_by_id" UUID,
    "signed_by_name" TEXT,
    "signed_at" TIMESTAMPTZ(3),
    "document_number" TEXT,
    "file_id" UUID,

    CONSTRAINT "summary_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "summary_figure" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "metric_id" TEXT NOT NULL,
    "metric_version" INTEGER NOT NULL,
    "filter" JSONB NOT NULL,
    "value" BIGINT NOT NULL,
    "unit" TEXT NOT NULL,
    "row_ids" JSONB NOT NULL,
    "row_count" INTEGER NOT NULL,
    "row_set_hash" TEXT NOT NULL,

    CONSTRAINT "summary_figure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_account" (
    "id" UUID NOT NULL,
    "login" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT NOT NULL DEFAULT '',
    "password_hash" TEXT NOT NULL,
    "password_changed_at" TIMESTAMPTZ(3) NOT NULL,
    "must_change_password" BOOLEAN NOT NULL DEFAULT false,
    "totp_secret_cipher" TEXT,
    "totp_confirmed_at" TIMESTAMPTZ(3),
    "totp_last_step" BIGINT,
    "oidc_subject" TEXT,
    "disabled_at" TIMESTAMPTZ(3),
    "last_sign_in_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "user_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "password_history" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "password_hash" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "password_history_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "post" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "agency_id" UUID,
    "institution_id" UUID,
    "title" TEXT NOT NULL DEFAULT '',
    "roles" "Role"[],
    "clearance" SMALLINT NOT NULL DEFAULT 2,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3),
    "granted_by_id" UUID,
    "grant_reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "second_factor_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_reason" TEXT,
    "source" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "user_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_attempt" (
    "id" UUID NOT NULL,
    "login" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "succeeded" BOOLEAN NOT NULL,

    CONSTRAINT "sign_in_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_token" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lead_import" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "department" "Department" NOT NULL,
    "region_no" INTEGER NOT NULL,
    "file_id" UUID NOT NULL,
    "source_name" TEXT NOT NULL,
    "source" "LeadSource" NOT NULL,
    "origin" "LeadOrigin" NOT NULL,
    "state" "LeadImportState" NOT NULL DEFAULT 'uploaded',
    "mapping" JSONB NOT NULL,
    "list" JSONB NOT NULL,
    "batch_id" UUID,
    "uploaded_by_id" UUID NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "lead_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lead_mapping" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "source_name" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lead_mapping_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lead_batch" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "department" "Department" NOT NULL,
    "region_no" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "source" "LeadSource" NOT NULL,
    "origin" "LeadOrigin" NOT NULL,
    "file_sha256" TEXT,
    "issued_count" INTEGER NOT NULL,
    "refused_count" INTEGER NOT NULL DEFAULT 0,
    "due_on" DATE NOT NULL,
    "imported_by_id" UUID NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lead_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lead" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "batch_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "source_row" INTEGER NOT NULL,
    "source_number" TEXT,
    "department" "Department" NOT NULL DEFAULT 'MI',
    "region_no" INTEGER NOT NULL,
    "agency_id" UUID,
    "institution_id" UUID,
    "institution_name" TEXT NOT NULL,
    "person_name" TEXT,
    "id_type" TEXT,
    "id_masked" TEXT,
    "id_cipher" TEXT,
    "id_index" TEXT,
    "behaviour" TEXT NOT NULL,
    "amount_fen" BIGINT,
    "settled_on" DATE,
    "note" TEXT NOT NULL DEFAULT '',
    "extra" JSONB NOT NULL DEFAULT '{}',
    "risk" "RiskLevel" NOT NULL DEFAULT 'medium',
    "origin" "LeadOrigin" NOT NULL,
    "state" "LeadState" NOT NULL DEFAULT 'toAssign',
    "conclusion" "LeadConclusion",
    "billed_fen" BIGINT,
    "irregular_fen" BIGINT,
    "fund_loss_fen" BIGINT,
    "is_fraud" BOOLEAN NOT NULL DEFAULT false,
    "repeat_count" INTEGER NOT NULL DEFAULT 1,
    "handler_id" UUID,
    "handler_name" TEXT,
    "assigned_at" TIMESTAMPTZ(3),
    "due_on" DATE NOT NULL,
    "concluded_at" TIMESTAMPTZ(3),
    "return_reason" TEXT,
    "secrecy" SMALLINT NOT NULL DEFAULT 2,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "lead_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lead_verification" (
    "id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "conclusion" "LeadConclusion" NOT NULL,
    "billed_fen" BIGINT,
    "irregular_fen" BIGINT,
    "fund_loss_fen" BIGINT,
    "people_count" INTEGER NOT NULL DEFAULT 0,
    "is_fraud" BOOLEAN NOT NULL DEFAULT false,
    "method" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "handler_id" UUID NOT NULL,
    "handler_name" TEXT NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "reviewer_id" UUID,
    "reviewer_name" TEXT,
    "agreed" BOOLEAN,
    "review_note" TEXT,
    "reviewed_at" TIMESTAMPTZ(3),

    CONSTRAINT "lead_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "region" (
    "code" TEXT NOT NULL,
    "region_no" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "level" "RegionLevel" NOT NULL,
    "kind" "RegionKind" NOT NULL DEFAULT 'division',
    "official" BOOLEAN NOT NULL DEFAULT true,
    "parent_code" TEXT,
    "range_lo" INTEGER NOT NULL,
    "range_hi" INTEGER NOT NULL,
    "sort_order" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "region_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "agency" (
    "id" UUID NOT NULL,
    "region_code" TEXT NOT NULL,
    "region_no" INTEGER NOT NULL,
    "department" "Department" NOT NULL,
    "kind" "AgencyKind" NOT NULL DEFAULT 'bureau',
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "acts_for" TEXT,
    "phone" TEXT,

    CONSTRAINT "agency_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "institution" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_initials" TEXT NOT NULL DEFAULT '',
    "credit_code" TEXT,
    "kind" "InstitutionKind" NOT NULL,
    "level" "InstitutionLevel" NOT NULL DEFAULT 'ungraded',
    "region_code" TEXT NOT NULL,
    "region_no" INTEGER NOT NULL,
    "address" TEXT NOT NULL DEFAULT '',
    "field_ids" TEXT[],
    "compliance_officer_name" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "institution_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "field" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sort_order" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "field_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work_calendar_day" (
    "day" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "work_calendar_day_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "work_calendar_year" (
    "year" INTEGER NOT NULL,
    "published" BOOLEAN NOT NULL,
    "source" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "work_calendar_year_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID NOT NULL,
    "actor_name" TEXT NOT NULL,
    "post_id" UUID,
    "department" TEXT,
    "region_no" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "change" JSONB NOT NULL,
    "request_id" TEXT NOT NULL DEFAULT '',
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "anchored_seq" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("subject_type","subject_id")
);

-- CreateTable
CREATE TABLE "command_receipt" (
    "request_key" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "command" TEXT NOT NULL,
    "input_hash" TEXT NOT NULL,
    "outcome" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "command_receipt_pkey" PRIMARY KEY ("request_key","user_id")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "media_type" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "uploaded_by_id" UUID NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,
    "department" "Department",
    "region_no" INTEGER NOT NULL,
    "institution_id" UUID,
    "secrecy" SMALLINT NOT NULL DEFAULT 1,

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attachment" (
    "id" UUID NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "file_id" UUID NOT NULL,
    "added_by_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "department" "Department",
    "region_no" INTEGER NOT NULL,
    "institution_id" UUID,
    "secrecy" SMALLINT NOT NULL DEFAULT 1,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draft" (
    "user_id" UUID NOT NULL,
    "form_key" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("user_id","form_key")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "columns" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification" (
    "id" UUID NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "agency_id" UUID,
    "user_id" UUID,
    "institution_id" UUID,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "link" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unmasking" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unmasking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_heartbeat" (
    "name" TEXT NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_heartbeat_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "number_register" (
    "id" UUID NOT NULL,
    "prefix" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last_number" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "number_register_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "referral" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "kind" "ReferralKind" NOT NULL,
    "campaign_id" UUID NOT NULL,
    "case_id" UUID,
    "lead_id" UUID,
    "state" "ReferralState" NOT NULL DEFAULT 'proposed',
    "version" INTEGER NOT NULL DEFAULT 1,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "secrecy" SMALLINT NOT NULL DEFAULT 2,
    "sender_agency_id" UUID NOT NULL,
    "sender_agency_name" TEXT NOT NULL,
    "sender_department" "Department" NOT NULL,
    "sender_region_no" INTEGER NOT NULL,
    "receiver_agency_id" UUID NOT NULL,
    "receiver_agency_name" TEXT NOT NULL,
    "receiver_department" "Department" NOT NULL,
    "receiver_region_no" INTEGER NOT NULL,
    "copy_agency_id" UUID,
    "copy_agency_name" TEXT,
    "copy_department" "Department",
    "copy_region_no" INTEGER,
    "court_agency_id" UUID,
    "court_region_no" INTEGER,
    "officer_a_id" UUID,
    "officer_a_name" TEXT,
    "officer_b_id" UUID,
    "officer_b_name" TEXT,
    "proposed_by_id" UUID NOT NULL,
    "proposed_by_name" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "approved_by_id" UUID,
    "approved_by_name" TEXT,
    "approved_at" TIMESTAMPTZ(3),
    "decline_reason" TEXT,
    "delivered_at" TIMESTAMPTZ(3),
    "received_by_id" UUID,
    "received_by_name" TEXT,
    "received_at" TIMESTAMPTZ(3),
    "copy_read_at" TIMESTAMPTZ(3),
    "outcome_number" TEXT,
    "outcome_reason" TEXT,
    "outcome_at" TIMESTAMPTZ(3),
    "snapshot" JSONB,
    "snapshot_hash" TEXT,

    CONSTRAINT "referral_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "referral_material" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" "MaterialKind" NOT NULL,
    "title" TEXT NOT NULL,
    "pages" INTEGER NOT NULL DEFAULT 1,
    "file_id" UUID,
    "sha256" TEXT,

    CONSTRAINT "referral_material_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bill_verification" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "bill_code" TEXT NOT NULL,
    "bill_number" TEXT NOT NULL,
    "issuer_name" TEXT NOT NULL,
    "issued_on" DATE NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "result" "BillResult" NOT NULL DEFAULT 'pending',
    "result_note" TEXT NOT NULL DEFAULT '',
    "verified_by_id" UUID,
    "verified_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "bill_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "criminal_progress" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "kind" "ProgressKind" NOT NULL,
    "occurred_on" DATE NOT NULL,
    "people_count" INTEGER NOT NULL DEFAULT 0,
    "document_number" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "department" "Department" NOT NULL,
    "agency_id" UUID NOT NULL,
    "recorded_by_id" UUID NOT NULL,
    "recorded_by_name" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "criminal_progress_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statutory_clock" (
    "id" UUID NOT NULL,
    "subject_type" "ClockSubject" NOT NULL,
    "subject_id" UUID NOT NULL,
    "subject_number" TEXT NOT NULL,
    "subject_title" TEXT NOT NULL,
    "rule_id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "estimated" BOOLEAN NOT NULL DEFAULT false,
    "stopped_at" TIMESTAMPTZ(3),
    "responsible_agency_id" UUID,
    "responsible_department" "Department",
    "responsible_region_no" INTEGER NOT NULL,
    "other_department" "Department",
    "other_region_no" INTEGER,
    "institution_id" UUID,
    "secrecy" SMALLINT NOT NULL DEFAULT 1,
    "warned_at" TIMESTAMPTZ(3),
    "overdue_noted_at" TIMESTAMPTZ(3),

    CONSTRAINT "statutory_clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "checklist" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "version_no" INTEGER NOT NULL,
    "state" "ChecklistState" NOT NULL DEFAULT 'draft',
    "department" "Department" NOT NULL,
    "region_no" INTEGER NOT NULL,
    "range_lo" INTEGER NOT NULL,
    "range_hi" INTEGER NOT NULL,
    "source" TEXT NOT NULL DEFAULT '',
    "issued_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "checklist_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "checklist_item" (
    "id" UUID NOT NULL,
    "checklist_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "field_id" TEXT,
    "text" TEXT NOT NULL,
    "violation_type" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "how_to_check" TEXT NOT NULL DEFAULT '',
    "evidence_hint" TEXT NOT NULL DEFAULT '',
    "model_ids" TEXT[],
    "kinds" "InstitutionKind"[],
    "verified" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "checklist_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "filing" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "checklist_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "institution_name" TEXT NOT NULL,
    "department" "Department" NOT NULL DEFAULT 'MI',
    "region_no" INTEGER NOT NULL,
    "state" "FilingState" NOT NULL DEFAULT 'notStarted',
    "version" INTEGER NOT NULL DEFAULT 1,
    "look_back_from" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "attestation" TEXT,
    "submitted_by_id" UUID,
    "submitted_by_name" TEXT,
    "submitted_at" TIMESTAMPTZ(3),
    "receipt_number" TEXT,
    "reviewed_by_id" UUID,
    "reviewed_by_name" TEXT,
    "reviewed_at" TIMESTAMPTZ(3),
    "review_note" TEXT,

    CONSTRAINT "filing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "filing_answer" (
    "id" UUID NOT NULL,
    "filing_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "department" "Department" NOT NULL DEFAULT 'MI',
    "region_no" INTEGER NOT NULL,
    "answer" "AnswerKind" NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "answered_by_id" UUID NOT NULL,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "filing_answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "filing_id" UUID NOT NULL,
    "answer_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "department" "Department" NOT NULL DEFAULT 'MI',
    "region_no" INTEGER NOT NULL,
    "field_id" TEXT,
    "behaviour" TEXT NOT NULL,
    "people_count" INTEGER NOT NULL,
    "period_from" DATE NOT NULL,
    "period_to" DATE NOT NULL,
    "billed_fen" BIGINT NOT NULL,
    "irregular_fen" BIGINT NOT NULL,
    "fund_loss_fen" BIGINT NOT NULL,
    "cause" TEXT NOT NULL DEFAULT '',
    "remedy" TEXT NOT NULL DEFAULT '',
    "remedy_due_on" DATE,
    "remedied_at" TIMESTAMPTZ(3),
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "filing_id" UUID NOT NULL,
    "finding_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "department" "Department" NOT NULL DEFAULT 'MI',
    "region_no" INTEGER NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "paid_on" DATE NOT NULL,
    "voucher_number" TEXT NOT NULL,
    "proof_file_id" UUID,
    "state" "RefundState" NOT NULL DEFAULT 'declared',
    "declared_by_id" UUID NOT NULL,
    "declared_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_by_id" UUID,
    "confirmed_at" TIMESTAMPTZ(3),
    "rejection_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "spot_check" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "department" "Department" NOT NULL,
    "region_no" INTEGER NOT NULL,
    "seed" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "population_ids" JSONB NOT NULL,
    "population_hash" TEXT NOT NULL,
    "drawn_by_id" UUID NOT NULL,
    "drawn_by_name" TEXT NOT NULL,
    "drawn_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "spot_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "spot_check_item" (
    "id" UUID NOT NULL,
    "spot_check_id" UUID NOT NULL,
    "filing_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "department" "Department" NOT NULL DEFAULT 'MI',
    "region_no" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "result" "SpotCheckResult" NOT NULL DEFAULT 'pending',
    "discrepancy_fen" BIGINT,
    "note" TEXT NOT NULL DEFAULT '',
    "checked_by_id" UUID,
    "second_checker_id" UUID,
    "checked_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "spot_check_item_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "campaign_number_key" ON "campaign"("number");

-- CreateIndex
CREATE INDEX "campaign_agency_id_idx" ON "campaign"("agency_id");

-- CreateIndex
CREATE INDEX "campaign_parent_id_idx" ON "campaign"("parent_id");

-- CreateIndex
CREATE INDEX "campaign_region_no_state_idx" ON "campaign"("region_no", "state");

-- CreateIndex
CREATE INDEX "campaign_document_number_idx" ON "campaign"("document_number");

-- CreateIndex
CREATE INDEX "campaign_recipient_agency_id_idx" ON "campaign_recipient"("agency_id");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_recipient_campaign_id_seq_key" ON "campaign_recipient"("campaign_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "stage_campaign_id_seq_key" ON "stage"("campaign_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "duty_campaign_id_seq_key" ON "duty"("campaign_id", "seq");

-- CreateIndex
CREATE INDEX "duty_assignment_campaign_id_idx" ON "duty_assignment"("campaign_id");

-- CreateIndex
CREATE INDEX "duty_assignment_agency_id_idx" ON "duty_assignment"("agency_id");

-- CreateIndex
CREATE INDEX "duty_assignment_department_region_no_state_idx" ON "duty_assignment"("department", "region_no", "state");

-- CreateIndex
CREATE UNIQUE INDEX "duty_assignment_duty_id_agency_id_key" ON "duty_assignment"("duty_id", "agency_id");

-- CreateIndex
CREATE INDEX "meeting_campaign_id_idx" ON "meeting"("campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "leading_group_member_campaign_id_seq_key" ON "leading_group_member"("campaign_id", "seq");

-- CreateIndex
CREATE INDEX "commitment_agency_id_idx" ON "commitment"("agency_id");

-- CreateIndex
CREATE UNIQUE INDEX "commitment_campaign_id_agency_id_key" ON "commitment"("campaign_id", "agency_id");

-- CreateIndex
CREATE UNIQUE INDEX "case_file_number_key" ON "case_file"("number");

-- CreateIndex
CREATE INDEX "case_file_campaign_id_region_no_state_idx" ON "case_file"("campaign_id", "region_no", "state");

-- CreateIndex
CREATE INDEX "case_file_region_no_state_id_idx" ON "case_file"("region_no", "state", "id");

-- CreateIndex
CREATE INDEX "case_file_lead_id_idx" ON "case_file"("lead_id");

-- CreateIndex
CREATE INDEX "case_file_institution_id_idx" ON "case_file"("institution_id");

-- CreateIndex
CREATE INDEX "case_file_agency_id_idx" ON "case_file"("agency_id");

-- CreateIndex
CREATE UNIQUE INDEX "case_fact_case_id_seq_key" ON "case_fact"("case_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "case_track_case_id_kind_key" ON "case_track"("case_id", "kind");

-- CreateIndex
CREATE INDEX "case_money_case_id_idx" ON "case_money"("case_id");

-- CreateIndex
CREATE INDEX "case_money_campaign_id_kind_idx" ON "case_money"("campaign_id", "kind");

-- CreateIndex
CREATE INDEX "recusal_user_id_idx" ON "recusal"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "recusal_subject_type_subject_id_user_id_key" ON "recusal"("subject_type", "subject_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "official_document_number_key" ON "official_document"("number");

-- CreateIndex
CREATE INDEX "official_document_subject_type_subject_id_idx" ON "official_document"("subject_type", "subject_id");

-- CreateIndex
CREATE INDEX "official_document_agency_id_idx" ON "official_document"("agency_id");

-- CreateIndex
CREATE INDEX "official_document_file_id_idx" ON "official_document"("file_id");

-- CreateIndex
CREATE INDEX "official_document_department_region_no_generated_at_idx" ON "official_document"("department", "region_no", "generated_at");

-- CreateIndex
CREATE INDEX "summary_report_campaign_id_region_no_idx" ON "summary_report"("campaign_id", "region_no");

-- CreateIndex
CREATE INDEX "summary_report_agency_id_idx" ON "summary_report"("agency_id");

-- CreateIndex
CREATE INDEX "summary_report_file_id_idx" ON "summary_report"("file_id");

-- CreateIndex
CREATE UNIQUE INDEX "summary_figure_report_id_key_key" ON "summary_figure"("report_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "user_account_login_key" ON "user_account"("login");

-- CreateIndex
CREATE UNIQUE INDEX "user_account_oidc_subject_key" ON "user_account"("oidc_subject");

-- CreateIndex
CREATE INDEX "password_history_user_id_set_at_idx" ON "password_history"("user_id", "set_at");

-- CreateIndex
CREATE INDEX "post_user_id_idx" ON "post"("user_id");

-- CreateIndex
CREATE INDEX "post_agency_id_idx" ON "post"("agency_id");

-- CreateIndex
CREATE INDEX "post_institution_id_idx" ON "post"("institution_id");

-- CreateIndex
CREATE INDEX "user_session_user_id_revoked_at_idx" ON "user_session"("user_id", "revoked_at");

-- CreateIndex
CREATE INDEX "user_session_post_id_idx" ON "user_session"("post_id");

-- CreateIndex
CREATE INDEX "sign_in_attempt_login_at_idx" ON "sign_in_attempt"("login", "at");

-- CreateIndex
CREATE INDEX "sign_in_attempt_source_at_idx" ON "sign_in_attempt"("source", "at");

-- CreateIndex
CREATE UNIQUE INDEX "access_token_token_hash_key" ON "access_token"("token_hash");

-- CreateIndex
CREATE INDEX "access_token_user_id_idx" ON "access_token"("user_id");

-- CreateIndex
CREATE INDEX "access_token_post_id_idx" ON "access_token"("post_id");

-- CreateIndex
CREATE UNIQUE INDEX "lead_import_batch_id_key" ON "lead_import"("batch_id");

-- CreateIndex
CREATE INDEX "lead_import_campaign_id_idx" ON "lead_import"("campaign_id");

-- CreateIndex
CREATE INDEX "lead_import_agency_id_idx" ON "lead_import"("agency_id");

-- CreateIndex
CREATE INDEX "lead_import_file_id_idx" ON "lead_import"("file_id");

-- CreateIndex
CREATE UNIQUE INDEX "lead_mapping_agency_id_source_name_key" ON "lead_mapping"("agency_id", "source_name");

-- CreateIndex
CREATE UNIQUE INDEX "lead_batch_number_key" ON "lead_batch"("number");

-- CreateIndex
CREATE INDEX "lead_batch_campaign_id_idx" ON "lead_batch"("campaign_id");

-- CreateIndex
CREATE INDEX "lead_batch_agency_id_idx" ON "lead_batch"("agency_id");

-- CreateIndex
CREATE INDEX "lead_batch_file_sha256_idx" ON "lead_batch"("file_sha256");

-- CreateIndex
CREATE UNIQUE INDEX "lead_number_key" ON "lead"("number");

-- CreateIndex
CREATE INDEX "lead_campaign_id_region_no_state_due_on_id_idx" ON "lead"("campaign_id", "region_no", "state", "due_on", "id");

-- CreateIndex
CREATE INDEX "lead_region_no_state_due_on_id_risk_idx" ON "lead"("region_no", "state", "due_on", "id", "risk");

-- CreateIndex
CREATE INDEX "lead_agency_id_idx" ON "lead"("agency_id");

-- CreateIndex
CREATE INDEX "lead_institution_id_idx" ON "lead"("institution_id");

-- CreateIndex
CREATE INDEX "lead_id_index_idx" ON "lead"("id_index");

-- CreateIndex
CREATE INDEX "lead_handler_id_state_idx" ON "lead"("handler_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "lead_batch_id_source_row_key" ON "lead"("batch_id", "source_row");

-- CreateIndex
CREATE UNIQUE INDEX "lead_verification_lead_id_round_key" ON "lead_verification"("lead_id", "round");

-- CreateIndex
CREATE UNIQUE INDEX "region_region_no_key" ON "region"("region_no");

-- CreateIndex
CREATE INDEX "region_parent_code_idx" ON "region"("parent_code");

-- CreateIndex
CREATE INDEX "agency_region_code_idx" ON "agency"("region_code");

-- CreateIndex
CREATE INDEX "agency_department_region_no_idx" ON "agency"("department", "region_no");

-- CreateIndex
CREATE UNIQUE INDEX "agency_name_key" ON "agency"("name");

-- CreateIndex
CREATE UNIQUE INDEX "institution_code_key" ON "institution"("code");

-- CreateIndex
CREATE INDEX "institution_region_code_idx" ON "institution"("region_code");

-- CreateIndex
CREATE INDEX "institution_region_no_kind_idx" ON "institution"("region_no", "kind");

-- CreateIndex
CREATE INDEX "institution_name_idx" ON "institution"("name");

-- CreateIndex
CREATE UNIQUE INDEX "field_name_key" ON "field"("name");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_at_idx" ON "audit_entry"("actor_id", "at");

-- CreateIndex
CREATE INDEX "audit_entry_region_no_at_idx" ON "audit_entry"("region_no", "at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_entry_subject_type_subject_id_seq_key" ON "audit_entry"("subject_type", "subject_id", "seq");

-- CreateIndex
CREATE INDEX "command_receipt_at_idx" ON "command_receipt"("at");

-- CreateIndex
CREATE INDEX "stored_file_sha256_idx" ON "stored_file"("sha256");

-- CreateIndex
CREATE INDEX "stored_file_uploaded_by_id_idx" ON "stored_file"("uploaded_by_id");

-- CreateIndex
CREATE INDEX "attachment_subject_type_subject_id_idx" ON "attachment"("subject_type", "subject_id");

-- CreateIndex
CREATE INDEX "attachment_file_id_idx" ON "attachment"("file_id");

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_user_id_list_name_key" ON "saved_view"("user_id", "list", "name");

-- CreateIndex
CREATE UNIQUE INDEX "notification_dedupe_key_key" ON "notification"("dedupe_key");

-- CreateIndex
CREATE INDEX "notification_agency_id_created_at_idx" ON "notification"("agency_id", "created_at");

-- CreateIndex
CREATE INDEX "notification_user_id_created_at_idx" ON "notification"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "notification_institution_id_created_at_idx" ON "notification"("institution_id", "created_at");

-- CreateIndex
CREATE INDEX "unmasking_user_id_at_idx" ON "unmasking"("user_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "number_register_prefix_year_key" ON "number_register"("prefix", "year");

-- CreateIndex
CREATE UNIQUE INDEX "referral_number_key" ON "referral"("number");

-- CreateIndex
CREATE INDEX "referral_campaign_id_idx" ON "referral"("campaign_id");

-- CreateIndex
CREATE INDEX "referral_case_id_idx" ON "referral"("case_id");

-- CreateIndex
CREATE INDEX "referral_lead_id_idx" ON "referral"("lead_id");

-- CreateIndex
CREATE INDEX "referral_sender_department_sender_region_no_state_idx" ON "referral"("sender_department", "sender_region_no", "state");

-- CreateIndex
CREATE INDEX "referral_receiver_department_receiver_region_no_state_idx" ON "referral"("receiver_department", "receiver_region_no", "state");

-- CreateIndex
CREATE INDEX "referral_copy_department_copy_region_no_idx" ON "referral"("copy_department", "copy_region_no");

-- CreateIndex
CREATE INDEX "referral_material_file_id_idx" ON "referral_material"("file_id");

-- CreateIndex
CREATE UNIQUE INDEX "referral_material_referral_id_seq_key" ON "referral_material"("referral_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "bill_verification_referral_id_seq_key" ON "bill_verification"("referral_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "bill_verification_referral_id_bill_code_bill_number_key" ON "bill_verification"("referral_id", "bill_code", "bill_number");

-- CreateIndex
CREATE INDEX "criminal_progress_referral_id_idx" ON "criminal_progress"("referral_id");

-- CreateIndex
CREATE INDEX "statutory_clock_subject_type_subject_id_idx" ON "statutory_clock"("subject_type", "subject_id");

-- CreateIndex
CREATE INDEX "statutory_clock_responsible_department_responsible_region_n_idx" ON "statutory_clock"("responsible_department", "responsible_region_no", "due_at");

-- CreateIndex
CREATE INDEX "statutory_clock_other_department_other_region_no_due_at_idx" ON "statutory_clock"("other_department", "other_region_no", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "checklist_name_year_version_no_region_no_key" ON "checklist"("name", "year", "version_no", "region_no");

-- CreateIndex
CREATE INDEX "checklist_item_checklist_id_seq_idx" ON "checklist_item"("checklist_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "checklist_item_checklist_id_code_key" ON "checklist_item"("checklist_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "filing_number_key" ON "filing"("number");

-- CreateIndex
CREATE UNIQUE INDEX "filing_receipt_number_key" ON "filing"("receipt_number");

-- CreateIndex
CREATE INDEX "filing_checklist_id_idx" ON "filing"("checklist_id");

-- CreateIndex
CREATE INDEX "filing_institution_id_idx" ON "filing"("institution_id");

-- CreateIndex
CREATE INDEX "filing_campaign_id_region_no_state_idx" ON "filing"("campaign_id", "region_no", "state");

-- CreateIndex
CREATE INDEX "filing_region_no_state_due_on_idx" ON "filing"("region_no", "state", "due_on");

-- CreateIndex
CREATE UNIQUE INDEX "filing_campaign_id_institution_id_key" ON "filing"("campaign_id", "institution_id");

-- CreateIndex
CREATE INDEX "filing_answer_item_id_idx" ON "filing_answer"("item_id");

-- CreateIndex
CREATE UNIQUE INDEX "filing_answer_filing_id_item_id_key" ON "filing_answer"("filing_id", "item_id");

-- CreateIndex
CREATE INDEX "finding_filing_id_idx" ON "finding"("filing_id");

-- CreateIndex
CREATE INDEX "finding_answer_id_idx" ON "finding"("answer_id");

-- CreateIndex
CREATE INDEX "finding_campaign_id_region_no_idx" ON "finding"("campaign_id", "region_no");

-- CreateIndex
CREATE INDEX "finding_institution_id_idx" ON "finding"("institution_id");

-- CreateIndex
CREATE INDEX "refund_filing_id_idx" ON "refund"("filing_id");

-- CreateIndex
CREATE INDEX "refund_finding_id_idx" ON "refund"("finding_id");

-- CreateIndex
CREATE INDEX "refund_proof_file_id_idx" ON "refund"("proof_file_id");

-- CreateIndex
CREATE INDEX "refund_campaign_id_region_no_state_idx" ON "refund"("campaign_id", "region_no", "state");

-- CreateIndex
CREATE UNIQUE INDEX "refund_institution_id_voucher_number_key" ON "refund"("institution_id", "voucher_number");

-- CreateIndex
CREATE UNIQUE INDEX "spot_check_number_key" ON "spot_check"("number");

-- CreateIndex
CREATE INDEX "spot_check_campaign_id_idx" ON "spot_check"("campaign_id");

-- CreateIndex
CREATE INDEX "spot_check_agency_id_idx" ON "spot_check"("agency_id");

-- CreateIndex
CREATE INDEX "spot_check_item_filing_id_idx" ON "spot_check_item"("filing_id");

-- CreateIndex
CREATE UNIQUE INDEX "spot_check_item_spot_check_id_filing_id_key" ON "spot_check_item"("spot_check_id", "filing_id");

-- AddForeignKey
ALTER TABLE "campaign" ADD CONSTRAINT "campaign_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign" ADD CONSTRAINT "campaign_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "campaign"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_recipient" ADD CONSTRAINT "campaign_recipient_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_recipient" ADD CONSTRAINT "campaign_recipient_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage" ADD CONSTRAINT "stage_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duty" ADD CONSTRAINT "duty_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duty_assignment" ADD CONSTRAINT "duty_assignment_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duty_assignment" ADD CONSTRAINT "duty_assignment_duty_id_fkey" FOREIGN KEY ("duty_id") REFERENCES "duty"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duty_assignment" ADD CONSTRAINT "duty_assignment_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "leading_group_member" ADD CONSTRAINT "leading_group_member_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "lead"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_fact" ADD CONSTRAINT "case_fact_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_track" ADD CONSTRAINT "case_track_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_money" ADD CONSTRAINT "case_money_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "official_document" ADD CONSTRAINT "official_document_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "official_document" ADD CONSTRAINT "official_document_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "summary_report" ADD CONSTRAINT "summary_report_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "summary_report" ADD CONSTRAINT "summary_report_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "summary_report" ADD CONSTRAINT "summary_report_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "summary_figure" ADD CONSTRAINT "summary_figure_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "summary_report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_history" ADD CONSTRAINT "password_history_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_token" ADD CONSTRAINT "access_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_token" ADD CONSTRAINT "access_token_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead_import" ADD CONSTRAINT "lead_import_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead_import" ADD CONSTRAINT "lead_import_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead_import" ADD CONSTRAINT "lead_import_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead_import" ADD CONSTRAINT "lead_import_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "lead_batch"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead_batch" ADD CONSTRAINT "lead_batch_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead_batch" ADD CONSTRAINT "lead_batch_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead" ADD CONSTRAINT "lead_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "lead_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead" ADD CONSTRAINT "lead_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead" ADD CONSTRAINT "lead_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead" ADD CONSTRAINT "lead_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead_verification" ADD CONSTRAINT "lead_verification_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "lead"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "region" ADD CONSTRAINT "region_parent_code_fkey" FOREIGN KEY ("parent_code") REFERENCES "region"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agency" ADD CONSTRAINT "agency_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "institution" ADD CONSTRAINT "institution_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral" ADD CONSTRAINT "referral_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral" ADD CONSTRAINT "referral_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral" ADD CONSTRAINT "referral_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "lead"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral_material" ADD CONSTRAINT "referral_material_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral_material" ADD CONSTRAINT "referral_material_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bill_verification" ADD CONSTRAINT "bill_verification_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "criminal_progress" ADD CONSTRAINT "criminal_progress_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checklist_item" ADD CONSTRAINT "checklist_item_checklist_id_fkey" FOREIGN KEY ("checklist_id") REFERENCES "checklist"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing" ADD CONSTRAINT "filing_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing" ADD CONSTRAINT "filing_checklist_id_fkey" FOREIGN KEY ("checklist_id") REFERENCES "checklist"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing" ADD CONSTRAINT "filing_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing_answer" ADD CONSTRAINT "filing_answer_filing_id_fkey" FOREIGN KEY ("filing_id") REFERENCES "filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing_answer" ADD CONSTRAINT "filing_answer_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "checklist_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding" ADD CONSTRAINT "finding_filing_id_fkey" FOREIGN KEY ("filing_id") REFERENCES "filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding" ADD CONSTRAINT "finding_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "filing_answer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_filing_id_fkey" FOREIGN KEY ("filing_id") REFERENCES "filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_proof_file_id_fkey" FOREIGN KEY ("proof_file_id") REFERENCES "stored_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spot_check" ADD CONSTRAINT "spot_check_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spot_check" ADD CONSTRAINT "spot_check_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spot_check_item" ADD CONSTRAINT "spot_check_item_spot_check_id_fkey" FOREIGN KEY ("spot_check_id") REFERENCES "spot_check"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spot_check_item" ADD CONSTRAINT "spot_check_item_filing_id_fkey" FOREIGN KEY ("filing_id") REFERENCES "filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What must never be true.

ALTER TABLE region
  ADD CONSTRAINT check$region_range CHECK (range_lo <= region_no AND region_no <= range_hi),
  ADD CONSTRAINT check$region_code CHECK (code ~ '^[0-9]{6}$' AND region_no = code::int);
ALTER TABLE post
  ADD CONSTRAINT check$post_one_place CHECK ((agency_id IS NULL) <> (institution_id IS NULL)),
  ADD CONSTRAINT check$post_clearance CHECK (clearance BETWEEN 0 AND 3),
  ADD CONSTRAINT check$post_period CHECK (valid_until IS NULL OR valid_from < valid_until),
  -- The three administrators are apart, and none of them does business (三员分立).
  ADD CONSTRAINT check$post_administrators_apart CHECK (
    NOT (roles && ARRAY['systemAdmin', 'securityAdmin', 'auditAdmin']::"Role"[]) OR cardinality(roles) = 1),
  -- A person of an institution files; nobody else does.
  ADD CONSTRAINT check$post_institution_role CHECK ((institution_id IS NOT NULL) = ('complianceOfficer' = ANY (roles)));

ALTER TABLE campaign
  ADD CONSTRAINT check$campaign_range CHECK (range_lo <= region_no AND region_no <= range_hi),
  -- Handler and approver are two people, on every launched campaign.
  ADD CONSTRAINT check$campaign_two_people CHECK (approved_by_id IS NULL OR approved_by_id <> confirmed_by_id),
  ADD CONSTRAINT check$campaign_confirmed CHECK (state = 'draft' OR confirmed_by_id IS NOT NULL),
  ADD CONSTRAINT check$campaign_approved CHECK (state IN ('draft', 'confirmed') OR approved_by_id IS NOT NULL),
  ADD CONSTRAINT check$campaign_launched CHECK ((state IN ('launched', 'closed')) = (launched_at IS NOT NULL)),
  ADD CONSTRAINT check$campaign_not_own_parent CHECK (parent_id IS NULL OR parent_id <> id);
ALTER TABLE campaign_recipient
  ADD CONSTRAINT check$campaign_recipient_receipt CHECK ((received_at IS NULL) = (received_by_id IS NULL));
ALTER TABLE duty_assignment
  ADD CONSTRAINT check$duty_assignment_done CHECK ((state = 'done') = (completed_at IS NOT NULL));

ALTER TABLE filing
  ADD CONSTRAINT check$filing_submitted CHECK (state NOT IN ('submitted', 'accepted') OR (submitted_at IS NOT NULL AND attestation IS NOT NULL AND receipt_number IS NOT NULL)),
  ADD CONSTRAINT check$filing_reviewed CHECK (state NOT IN ('returned', 'accepted') OR reviewed_at IS NOT NULL),
  ADD CONSTRAINT check$filing_returned_why CHECK (state <> 'returned' OR length(review_note) > 0);
ALTER TABLE filing_answer
  ADD CONSTRAINT check$filing_answer_reason CHECK (answer <> 'notApplicable' OR length(reason) > 0);
ALTER TABLE finding
  ADD CONSTRAINT check$finding_amounts CHECK (billed_fen >= irregular_fen AND irregular_fen >= fund_loss_fen AND fund_loss_fen >= 0),
  ADD CONSTRAINT check$finding_period CHECK (period_from <= period_to),
  ADD CONSTRAINT check$finding_people CHECK (people_count >= 0);
ALTER TABLE refund
  ADD CONSTRAINT check$refund_amount CHECK (amount_fen > 0),
  ADD CONSTRAINT check$refund_confirmed CHECK ((state = 'declared') = (confirmed_at IS NULL)),
  ADD CONSTRAINT check$refund_two_people CHECK (confirmed_by_id IS NULL OR confirmed_by_id <> declared_by_id);
ALTER TABLE spot_check
  ADD CONSTRAINT check$spot_check_size CHECK (size > 0);
ALTER TABLE spot_check_item
  ADD CONSTRAINT check$spot_check_item_checked CHECK ((result = 'pending') = (checked_at IS NULL)),
  ADD CONSTRAINT check$spot_check_item_two_people CHECK (checked_at IS NULL OR (second_checker_id IS NOT NULL AND second_checker_id <> checked_by_id)),
  ADD CONSTRAINT check$spot_check_item_discrepancy CHECK (result <> 'discrepancy' OR length(note) > 0);

ALTER TABLE lead_batch
  ADD CONSTRAINT check$lead_batch_counts CHECK (issued_count >= 0 AND refused_count >= 0);
ALTER TABLE lead
  ADD CONSTRAINT check$lead_concluded CHECK ((state = 'concluded') = (conclusion IS NOT NULL) AND (state = 'concluded') = (concluded_at IS NOT NULL)),
  ADD CONSTRAINT check$lead_assigned CHECK (state = 'toAssign' OR state = 'concluded' OR agency_id IS NOT NULL),
  ADD CONSTRAINT check$lead_amounts CHECK (coalesce(amount_fen, 0) >= 0 AND coalesce(fund_loss_fen, 0) >= 0
    AND coalesce(irregular_fen, 0) >= coalesce(fund_loss_fen, 0) AND coalesce(billed_fen, 0) >= coalesce(irregular_fen, 0)),
  ADD CONSTRAINT check$lead_secrecy CHECK (secrecy BETWEEN 0 AND 3);
ALTER TABLE lead_verification
  -- The reviewer is never the handler.
  ADD CONSTRAINT check$lead_verification_two_people CHECK (reviewer_id IS NULL OR reviewer_id <> handler_id),
  ADD CONSTRAINT check$lead_verification_reviewed CHECK ((agreed IS NULL) = (reviewed_at IS NULL) AND (agreed IS NULL) = (reviewer_id IS NULL)),
  ADD CONSTRAINT check$lead_verification_account CHECK (length(account) > 0);

ALTER TABLE case_file
  -- No fewer than two officers (条例 第二十九条).
  ADD CONSTRAINT check$case_two_officers CHECK (officer_a_id <> officer_b_id),
  ADD CONSTRAINT check$case_approver_apart CHECK (approved_by_id IS NULL OR approved_by_id <> proposed_by_id),
  ADD CONSTRAINT check$case_filed CHECK ((state IN ('proposed', 'notFiled')) = (filed_at IS NULL)),
  ADD CONSTRAINT check$case_not_filed_why CHECK (state <> 'notFiled' OR length(refusal_reason) > 0),
  ADD CONSTRAINT check$case_closed CHECK ((state = 'closed') = (closed_at IS NOT NULL));
ALTER TABLE case_fact
  ADD CONSTRAINT check$case_fact_amounts CHECK (billed_fen >= irregular_fen AND irregular_fen >= fund_loss_fen AND fund_loss_fen >= 0 AND refund_fen >= 0 AND fine_fen >= 0),
  ADD CONSTRAINT check$case_fact_period CHECK (act_from <= act_to);
ALTER TABLE case_money
  ADD CONSTRAINT check$case_money_amount CHECK (amount_fen > 0);
CREATE UNIQUE INDEX uniq$case_lead ON case_file (lead_id) WHERE lead_id IS NOT NULL AND state <> 'notFiled';

ALTER TABLE referral
  ADD CONSTRAINT check$referral_agencies_differ CHECK (sender_agency_id <> receiver_agency_id),
  ADD CONSTRAINT check$referral_two_people CHECK (approved_by_id IS NULL OR approved_by_id <> proposed_by_id),
  -- Crime referrals are prepared by two officers (国务院令第310号 第五条).
  ADD CONSTRAINT check$referral_police_officers CHECK (kind <> 'police' OR (officer_a_id IS NOT NULL AND officer_b_id IS NOT NULL AND officer_a_id <> officer_b_id)),
  ADD CONSTRAINT check$referral_approved CHECK (state IN ('proposed', 'declined', 'withdrawn') OR approved_at IS NOT NULL),
  ADD CONSTRAINT check$referral_declined_why CHECK (state <> 'declined' OR length(decline_reason) > 0),
  ADD CONSTRAINT check$referral_delivered CHECK (state IN ('proposed', 'approved', 'declined', 'withdrawn') = (delivered_at IS NULL)),
  -- What the receiver sees is the snapshot of the moment of delivery, with its hash.
  ADD CONSTRAINT check$referral_snapshot CHECK ((delivered_at IS NULL) = (snapshot IS NULL) AND (snapshot IS NULL) = (snapshot_hash IS NULL)),
  ADD CONSTRAINT check$referral_received CHECK (state IN ('proposed', 'approved', 'declined', 'delivered', 'withdrawn') OR received_at IS NOT NULL),
  ADD CONSTRAINT check$referral_refused_why CHECK (state NOT IN ('criminalCaseDeclined', 'rejected') OR length(outcome_reason) > 0);
ALTER TABLE bill_verification
  ADD CONSTRAINT check$bill_verification_amount CHECK (amount_fen >= 0),
  ADD CONSTRAINT check$bill_verification_result CHECK ((result = 'pending') = (verified_at IS NULL));
ALTER TABLE statutory_clock
  ADD CONSTRAINT check$statutory_clock_order CHECK (started_at < due_at);
-- One clock of a rule runs on a subject at a time.
CREATE UNIQUE INDEX uniq$statutory_clock_running ON statutory_clock (subject_type, subject_id, rule_id) WHERE stopped_at IS NULL;
CREATE INDEX idx$statutory_clock_open ON statutory_clock (due_at) WHERE stopped_at IS NULL;

ALTER TABLE summary_report
  ADD CONSTRAINT check$summary_report_two_people CHECK (signed_by_id IS NULL OR signed_by_id <> frozen_by_id),
  ADD CONSTRAINT check$summary_report_frozen CHECK ((state = 'draft') = (frozen_at IS NULL)),
  ADD CONSTRAINT check$summary_report_signed CHECK ((state = 'signed') = (signed_at IS NOT NULL));
ALTER TABLE notification
  ADD CONSTRAINT check$notification_addressee CHECK (num_nonnulls(agency_id, user_id, institution_id) = 1);

-- Figures of a signed report never change, whatever the program does.
CREATE FUNCTION forbid_change_of_signed_figure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM summary_report WHERE id = OLD.report_id AND state = 'signed') THEN
    RAISE EXCEPTION 'figures of a signed report do not change';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER summary_figure_signed BEFORE UPDATE OR DELETE ON summary_figure
  FOR EACH ROW EXECUTE FUNCTION forbid_change_of_signed_figure();

-- Search of Chinese names in pieces of two characters, which trigrams cannot serve.
CREATE FUNCTION bigrams(value text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT substr(value, position, 2)), '{}')
  FROM generate_series(1, greatest(length(value) - 1, 1)) AS position
$$;
CREATE INDEX idx$institution_name_bigrams ON institution USING gin (bigrams(name));
CREATE INDEX idx$lead_institution_bigrams ON lead USING gin (bigrams(institution_name));

-- The audit trail: append-only for every role, chained per subject.

CREATE FUNCTION forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- The hash of one link: everything the line says, and the link before it.
CREATE FUNCTION audit_hash(
  previous text, subject_type text, subject_id uuid, seq int, at timestamptz, actor_id uuid, actor_name text,
  post_id uuid, department text, region_no int, action text, change jsonb, request_id text
) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(previous, subject_type, subject_id, seq, (extract(epoch FROM at) * 1000)::bigint,
    actor_id, actor_name, post_id, department, region_no, action, change, request_id)::text, 'UTF8')), 'hex')
$$;

-- The only way a line is written. Takes the head's lock last in the caller's transaction, so it is short.
CREATE FUNCTION append_audit(
  p_id uuid, p_subject_type text, p_subject_id uuid, p_at timestamptz, p_actor_id uuid, p_actor_name text,
  p_post_id uuid, p_department text, p_region_no int, p_action text, p_change jsonb, p_request_id text
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  head audit_head;
  next_hash text;
BEGIN
  IF p_actor_id IS NULL THEN RAISE EXCEPTION 'an audit line needs an actor'; END IF;
  INSERT INTO audit_head (subject_type, subject_id, seq, hash, changed_at) VALUES (p_subject_type, p_subject_id, 0, '', p_at)
    ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM audit_head WHERE subject_type = p_subject_type AND subject_id = p_subject_id FOR UPDATE;
  next_hash := audit_hash(head.hash, p_subject_type, p_subject_id, head.seq + 1, p_at, p_actor_id, p_actor_name, p_post_id,
    p_department, p_region_no, p_action, p_change, p_request_id);
  INSERT INTO audit_entry (id, subject_type, subject_id, seq, at, actor_id, actor_name, post_id, department, region_no, action, change, request_id, previous_hash, hash)
    VALUES (p_id, p_subject_type, p_subject_id, head.seq + 1, p_at, p_actor_id, p_actor_name, p_post_id, p_department, p_region_no, p_action, p_change, p_request_id, head.hash, next_hash);
  UPDATE audit_head SET seq = head.seq + 1, hash = next_hash, changed_at = p_at
    WHERE subject_type = p_subject_type AND subject_id = p_subject_id;
END $$;
