-- More of the criminal process is told: measures without custody, what the procuratorate decides besides an indictment, the end of it. New
-- values are usable once their transaction is over.
ALTER TYPE "ProgressKind" ADD VALUE 'bailed';
ALTER TYPE "ProgressKind" ADD VALUE 'residence';
ALTER TYPE "ProgressKind" ADD VALUE 'arrestRefused';
ALTER TYPE "ProgressKind" ADD VALUE 'sentToProsecution';
ALTER TYPE "ProgressKind" ADD VALUE 'caseDropped';
ALTER TYPE "ProgressKind" ADD VALUE 'notIndicted';
ALTER TYPE "ProgressKind" ADD VALUE 'effective';
