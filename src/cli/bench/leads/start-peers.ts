import { benchText } from '#messages/zh/bench'
import { startDirectus } from './directus'
import type { Ground } from './ground'
import { startNocodb } from './nocodb'
import type { Peer, StartPeer } from './peer'

const known: readonly [string, StartPeer][] = [
  ['Directus', startDirectus],
  ['NocoDB', startNocodb],
]

const most = 300

/** What went wrong in one line: of all that a program said, the line that names an error and what follows it. */
function lineOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error)
  const named = said.search(/^.*error.*$/im)
  return said
    .slice(Math.max(named, 0))
    .replace(/^\s+at .*$/gm, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, most)
}

/** The peers that install and start here. Of another it is said why, and the bench goes on without it. */
export async function startPeers(ground: Ground, stops: (() => Promise<void>)[], say: (line: string) => void): Promise<Peer[]> {
  const peers: Peer[] = []
  for (const [name, start] of known) {
    const own: (() => Promise<void>)[] = []
    try {
      peers.push(await start(ground, own, say))
      stops.push(...own)
    } catch (error) {
      for (const stop of own.reverse()) await stop()
      say(benchText.noPeer(name, lineOf(error)))
    }
  }
  return peers
}
