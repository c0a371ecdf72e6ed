import { type EvidenceKind, type EvidenceState, evidenceKindNames } from '#domain/evidence/kinds'
import { canonicalJson } from '#domain/referral/snapshot'

/** A piece of evidence as the list of a package says it. */
export type PackedPiece = {
  seq: number
  kind: EvidenceKind
  title: string
  proves: string
  /** The number of the fact that it proves; `null`: the case as a whole. */
  fact: number | null
  original: boolean
  pages: number | null
  displayName: string
  sha256: string
  sizeBytes: number
  mediaType: string
  collectedAt: Date
  place: string
  sourceSystem: string
  provider: string
  extraction: string
  collectors: readonly { name: string; certificate: string }[]
  recordedByName: string
  recordedAt: Date
  state: EvidenceState
  withdrawnReason: string | null
}

export type PackedCase = {
  number: string
  partyName: string
  cause: string
  agency: string
  madeBy: string
  madeAt: Date
  revision: number
}

/** What the package is called, and what lies in it besides the evidence. */
export const packageNames = {
  package: ({ number, revision }: PackedCase) => `${number} 证据包（${revision}）.zip`,
  manifest: 'manifest.json',
  note: '说明.txt',
  checksums: 'SHA256SUMS',
} as const

/** Where the file of a piece lies in the package: by its number, so that two of one name stand apart. */
export const pathOf = ({ seq, displayName }: Pick<PackedPiece, 'seq' | 'displayName'>): string =>
  `证据/${String(seq).padStart(3, '0')} ${displayName.replaceAll('/', '_')}`

/** What the package holds, word for word the same for the same data. What was withdrawn is named with its reason, and its file is not there. */
export const evidenceManifest = (file: PackedCase, pieces: readonly PackedPiece[]): string =>
  canonicalJson({
    format: 'qingyuan-evidence-1',
    case: { number: file.number, partyName: file.partyName, cause: file.cause, agency: file.agency },
    made: { at: file.madeAt.toISOString(), by: file.madeBy, revision: file.revision },
    evidence: pieces.map((piece) => ({
      seq: piece.seq,
      kind: piece.kind,
      kindName: evidenceKindNames[piece.kind],
      title: piece.title,
      proves: piece.proves,
      fact: piece.fact,
      original: piece.original,
      pages: piece.pages,
      path: piece.state === 'held' ? pathOf(piece) : null,
      sha256: piece.sha256,
      sizeBytes: piece.sizeBytes,
      mediaType: piece.mediaType,
      collectedAt: piece.collectedAt.toISOString(),
      place: piece.place,
      sourceSystem: piece.sourceSystem,
      provider: piece.provider,
      extraction: piece.extraction,
      collectors: piece.collectors.map(({ name, certificate }) => ({ name, certificate })),
      recordedBy: piece.recordedByName,
      recordedAt: piece.recordedAt.toISOString(),
      state: piece.state,
      withdrawnReason: piece.withdrawnReason,
    })),
  })

/** As `sha256sum -c` reads it. */
export const checksums = (files: readonly { path: string; sha256: string }[]): string =>
  files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('')

/** How whoever receives the package checks it without us. */
export const packageNote = (file: PackedCase, count: number): string =>
  [
    `案件 ${file.number}（${file.partyName}，${file.cause}）证据包，第 ${file.revision} 次生成，共 ${count} 份证据。`,
    `由 ${file.agency} ${file.madeBy} 于 ${file.madeAt.toISOString()}（世界时）生成。`,
    '',
    '证据清单见 manifest.json；各文件的 SHA-256 见 SHA256SUMS。',
    '核验：在本目录执行 sha256sum -c SHA256SUMS（Windows 可用 certutil -hashfile 文件名 SHA256 逐个核对）。',
    '清单中状态为 withdrawn 的证据已撤回，文件不在包内。',
    '',
  ].join('\r\n')
