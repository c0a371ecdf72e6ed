export type FileWarning = { code: 'W-FILE-01' | 'W-ENC-01'; message: string; rows: number[] }

/** What is to be said of a file as a whole, before any of its rows. */
export function fileWarnings(file: { encoding: string | null; extensionMisleads: boolean }): FileWarning[] {
  const warnings: FileWarning[] = []
  if (file.extensionMisleads) warnings.push({ code: 'W-FILE-01', message: '文件扩展名与内容不符，已按实际内容读取。', rows: [] })
  if (file.encoding !== null && !file.encoding.startsWith('UTF-8')) {
    const encoding = file.encoding === 'GB18030' ? 'GBK（GB18030）' : file.encoding
    warnings.push({ code: 'W-ENC-01', message: `检测到编码 ${encoding}，请核对前几行文字是否正确。`, rows: [] })
  }
  return warnings
}
