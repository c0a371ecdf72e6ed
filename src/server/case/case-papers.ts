import 'server-only'
import type { PaperCase } from '#documents/papers-of-cases'
import { fromDateColumn } from '#domain/kernel/civil-date'

type Stored = Omit<PaperCase, 'facts'> & {
  facts: readonly {
    behaviour: string
    actFrom: Date
    actTo: Date
    law: string
    article: string
    billedFen: bigint
    irregularFen: bigint
    fundLossFen: bigint
  }[]
}

/** A case as its papers state it. */
export const paperCase = (file: Stored): PaperCase => ({
  ...file,
  facts: file.facts.map((fact) => ({ ...fact, actFrom: fromDateColumn(fact.actFrom), actTo: fromDateColumn(fact.actTo) })),
})
