-- What an inspection from above (飞行检查) hands to the bureau of the place, and what that bureau reports when all of it is dealt with.
ALTER TYPE "LetterKind" ADD VALUE 'flightFeedback';
ALTER TYPE "LetterKind" ADD VALUE 'flightReport';
