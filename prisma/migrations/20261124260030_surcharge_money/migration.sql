-- What a fine that is not paid in time grows by (加处罚款), and what of that was paid: both of the treasury.
ALTER TYPE "MoneyKind" ADD VALUE 'surcharged';
ALTER TYPE "MoneyKind" ADD VALUE 'surchargePaid';
