-- What a bank's list had and was not taken in, counted.
ALTER TABLE bank_import ADD COLUMN outgoing_count int, ADD COLUMN negative_count int;

-- A rejected refund stays as it was rejected; its voucher can be declared again.
DROP INDEX refund_institution_id_voucher_number_key;
CREATE UNIQUE INDEX uniq$refund_voucher ON refund (institution_id, voucher_number) WHERE state <> 'rejected';
