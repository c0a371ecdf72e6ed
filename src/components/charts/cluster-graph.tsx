import { type Cluster, type ClusterKind, type ClusterNode, layOut } from '#domain/lead/cluster'
import { clusterText as text } from '#messages/zh/cluster'

const [width, height, margin] = [720, 520, 80]

/** Told apart by shape and letter as well as by colour. */
const looks: Record<ClusterKind, { colour: number; round: boolean }> = {
  person: { colour: 1, round: true },
  lead: { colour: 1, round: true },
  institution: { colour: 3, round: false },
  doctorCode: { colour: 4, round: false },
  doctor: { colour: 4, round: false },
  staff: { colour: 5, round: false },
  legalRepresentative: { colour: 5, round: false },
  agent: { colour: 5, round: false },
  agentCode: { colour: 5, round: false },
  phone: { colour: 2, round: false },
  address: { colour: 8, round: false },
  account: { colour: 7, round: false },
  terminal: { colour: 6, round: false },
}

/** Who hangs together by what, as a picture; each that has a list opens it. The same stands beside it as a table. */
export function ClusterGraph({ cluster, label }: { cluster: Cluster; label: string }) {
  const places = layOut(cluster)
  const at = (id: string) => {
    const { x, y } = places.get(id) ?? { x: 0, y: 0 }
    return { x: width / 2 + (x * (width - 2 * margin)) / 2, y: height / 2 + (y * (height - margin)) / 2 }
  }
  return (
    <figure>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing of our own has no other element */}
      <svg viewBox={`0 0 ${width} ${height}`} role="group" aria-label={label} className="w-full">
        {cluster.ties.map(({ from, to, rows }) => {
          const [one, other] = [at(from), at(to)]
          return (
            <line
              key={`${from}-${to}`}
              {...{ x1: one.x, y1: one.y, x2: other.x, y2: other.y }}
              stroke="var(--color-control)"
              strokeOpacity={0.55}
              strokeWidth={Math.min(4, 0.75 + rows / 4)}
            />
          )
        })}
        {cluster.nodes.map((node) => (
          <NodeMark key={node.id} node={node} {...at(node.id)} />
        ))}
      </svg>
      <figcaption className="text-hint">
        {text.legend}
        {cluster.left.length > 0 && ` ${text.left(cluster.left)}`}
      </figcaption>
    </figure>
  )
}

function NodeMark({ node, x, y }: { node: ClusterNode; x: number; y: number }) {
  const { colour, round } = looks[node.kind]
  const drawn = (
    <g fill={`var(--color-chart-${colour})`}>
      <title>{text.node(node.kind, node.label, node.ties)}</title>
      {round ? <circle cx={x} cy={y} r={8} /> : <rect x={x - 8} y={y - 8} width={16} height={16} rx={3} />}
      <text x={x} y={y + 4} textAnchor="middle" fontSize="10" fill="var(--color-panel)">
        {text.letters[node.kind]}
      </text>
      <text x={x} y={y + 21} textAnchor="middle" fontSize="11" fill="var(--color-ink)">
        {node.label}
      </text>
    </g>
  )
  return node.href ? (
    <a href={node.href} className="hover:underline">
      {drawn}
    </a>
  ) : (
    drawn
  )
}
