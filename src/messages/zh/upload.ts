export const uploadText = {
  received: '已上传的文件',
  kept: (name: string) => `已上传：${name}`,
  drop: (name: string) => `移除 ${name}`,
  refused: (name: string, why: string) => `${name} 没有上传成功：${why}`,
  reading: (percent: number) => `正在读取文件 ${percent}%`,
  sending: (percent: number, from: number) => (from > 0 ? `正在上传 ${percent}%（接着上次的 ${from}%）` : `正在上传 ${percent}%`),
  stopped: (percent: number) => `已传 ${percent}%`,
  why: {
    noLine: (name: string, percent: number) =>
      `网络中断或系统繁忙，${name} 还没有传完（已传 ${percent}%）。恢复后自动接着传，不用重新选择，请不要关闭本页。`,
    signedOut: (name: string, percent: number) =>
      `登录已失效，${name} 还没有传完（已传 ${percent}%）。请在新窗口登录，然后点“续传”；本页内容都在。`,
  },
  next: (seconds: number) => `${seconds} 秒后自动续传`,
  resume: '续传',
  giveUp: '放弃这个文件',
  givenUp: (name: string) => `${name} 没有传完。要接着传，请重新选择这个文件，已传的部分保留 20 小时。`,
  unreadable: (name: string) => `${name} 读不出来：可能已被移动、修改或正由其他程序占用。请关闭该程序后重新选择。`,
  unsettled: '文件还没有传完，请等传完再提交；不需要这个文件的，请点“放弃这个文件”。',
  gone: (names: readonly string[]) => `草稿里的 ${names.join('、')} 已不在系统中，或您已无权查看，没有恢复；需要的请重新上传。`,
} as const
