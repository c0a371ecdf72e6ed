export const uploadText = {
  received: '已上传的文件',
  kept: (name: string) => `已上传：${name}`,
  drop: (name: string) => `移除 ${name}`,
  refused: (name: string, why: string) => `${name} 没有上传成功：${why}`,
  waiting: (name: string) => `网络中断，${name} 还没有传完；恢复后自动重传，不用重新选择，请不要关闭本页。`,
  lineDown: '网络中断或系统繁忙，请稍后重新选择该文件。',
} as const
