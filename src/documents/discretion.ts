import { measureOf } from '#domain/case/benchmark'

type Fact = { fineTenths: number | null; benchmark: unknown; departure: string }

const times = (tenths: number) => `${tenths / 10}倍`

/** What a paper says of how the range of the law was used (裁量理由), from the benchmarks that the fines were measured by. Empty where there was none. */
export function discretionOf(facts: readonly Fact[]): string {
  return facts
    .flatMap(({ fineTenths, benchmark, departure }, index) => {
      const measure = measureOf(benchmark)
      if (measure === null || fineTenths === null) return []
      const { title, documentNumber, tier, minTenths, maxTenths } = measure
      const which = facts.length > 1 ? `第${index + 1}项事实` : '该项事实'
      const tierSays = `${which}按照《${title}》（${documentNumber}）属于“${tier}”，罚款幅度为${times(minTenths)}至${times(maxTenths)}`
      return [departure === '' ? `${tierSays}，处${times(fineTenths)}罚款。` : `${tierSays}。${departure}，处${times(fineTenths)}罚款。`]
    })
    .join('\n')
}
