import type { CaseBundleKind, CaseBundleState } from '#domain/case/bundles'

/** Words of what is put together of a case as one file. */
export const bundleText = {
  title: '证据包和案卷',
  lead: '证据包含全部有效证据、清单和校验值；案卷按归档顺序编页，附卷内目录和备考表。内容为生成时本人可以查阅的材料。',
  make: '生成',
  kind: '生成什么',
  kinds: {
    evidencePackage: '证据包（zip，附清单和 SHA-256）',
    volume: '正卷（PDF）',
    innerVolume: '副卷（PDF，内部材料）',
    secretVolume: '密卷（PDF，仅限有权限的人员）',
  } satisfies Record<CaseBundleKind, string>,
  states: { making: '正在生成', made: '已生成', failed: '未能生成', cancelled: '已停止' } satisfies Record<CaseBundleState, string>,
  revision: (name: string, revision: number) => `${name}（第 ${revision} 版）`,
  asked: (name: string, at: string) => `${name} ${at}`,
  pages: (pages: number) => `${pages} 页`,
  pageRange: (from: number, to: number) => (from === to ? `第 ${from} 页` : `第 ${from}—${to} 页`),
  size: (bytes: number) => (bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`),
  contents: (count: number) => `内容（${count} 件）`,
  stop: '停止生成',
  working: {
    meanwhile: '生成在后台进行，可以离开本页。停止或中断时不会留下半份文件。',
    done: (done: number, total: number | null) => (total === null ? '正在收集材料…' : `已处理 ${done} / ${total} 件`),
  },
} as const

/** What the trail calls it. */
export const bundleActions = { askBundle: '申请生成卷包', cancelBundle: '停止生成卷包', makeBundle: '生成卷包' } as const
