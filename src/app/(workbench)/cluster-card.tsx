import Link from 'next/link'
import { ClusterGraph } from '#components/charts/cluster-graph'
import { Card } from '#components/ui/card'
import type { Cluster } from '#domain/lead/cluster'
import { clusterText as text } from '#messages/zh/cluster'
import { PlainTable } from './screening/plain-table'

const namedInACell = 4

/** A cluster as a picture and, for whoever reads it otherwise, as the table of the same. */
export function ClusterCard({ cluster, label }: { cluster: Cluster; label: string }) {
  const labelOf = new Map(cluster.nodes.map(({ id, label: shown }) => [id, shown]))
  const besides = (id: string) => {
    const own = cluster.ties.flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : []))
    const shown = own.slice(0, namedInACell).map((other) => labelOf.get(other) ?? '')
    return own.length > namedInACell ? `${shown.join('、')} ${text.andMore(own.length)}` : shown.join('、')
  }
  return (
    <Card title={text.title}>
      <ClusterGraph cluster={cluster} label={label} />
      <details className="mt-2">
        <summary className="cursor-pointer font-semibold">{text.table}</summary>
        <PlainTable
          caption={`${text.table}：${label}`}
          heads={[
            { label: text.label },
            { label: text.kind },
            { label: text.ties, figure: true },
            { label: text.with },
            { label: text.open },
          ]}
          rows={cluster.nodes.map(({ id, kind, label: shown, ties, href }) => ({
            id,
            cells: [shown, text.kinds[kind], ties, besides(id), href ? <Opens key={id} href={href} /> : text.noList],
          }))}
        />
      </details>
    </Card>
  )
}

function Opens({ href }: { href: string }) {
  return (
    <Link href={href} prefetch={false} className="link">
      {text.open}
    </Link>
  )
}
