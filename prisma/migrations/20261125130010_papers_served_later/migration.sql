-- What ends a case, takes its decision back or adds to its fine is served on the party too, beside the steps.
ALTER TYPE "ServedPaper" ADD VALUE 'termination';
ALTER TYPE "ServedPaper" ADD VALUE 'revocation';
ALTER TYPE "ServedPaper" ADD VALUE 'surcharge';
