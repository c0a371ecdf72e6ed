-- An extension may be struck out. The value stands alone: it is used by what comes after.
ALTER TYPE "ClockChangeCause" ADD VALUE 'strike';
