-- What the police, a procuratorate or a court hand back to the bureau (反向移送) is a kind of its own. A new value is usable once its transaction is over.
ALTER TYPE "ReferralKind" ADD VALUE 'handBack';
