-- A second factor that is being set up stands beside the one in force until its first code was right; a session knows how it was entered.

ALTER TABLE user_account ADD COLUMN totp_pending_cipher text;
UPDATE user_account SET totp_pending_cipher = totp_secret_cipher, totp_secret_cipher = NULL, totp_last_step = NULL
  WHERE totp_confirmed_at IS NULL AND totp_secret_cipher IS NOT NULL;
ALTER TABLE user_account ADD CONSTRAINT check$user_account_factor CHECK (totp_confirmed_at IS NULL OR totp_secret_cipher IS NOT NULL);

-- Sessions from before count as entered by password: whoever came by single sign-on may be asked what is due, and comes in again.
ALTER TABLE user_session ADD COLUMN entered_by text NOT NULL DEFAULT 'password';
ALTER TABLE user_session ALTER COLUMN entered_by DROP DEFAULT;
ALTER TABLE user_session ADD CONSTRAINT check$user_session_entrance CHECK (entered_by IN ('password', 'passwordAndCode', 'singleSignOn'));
CREATE INDEX user_session_user_id_created_at_idx ON user_session (user_id, created_at);
