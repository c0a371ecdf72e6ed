import type { Refusal } from '#domain/kernel/result'

type Detail = NonNullable<Refusal['detail']>

/** Why a package of evidence or a volume of a case was not made. */
export const bundleRefusals = {
  bundleEmpty: () => '没有可以放入的材料。请先登记证据或者生成文书，再来生成。',
  bundleTooLarge: ({ megabytes }: Detail) => `材料合计超过 ${megabytes} MB，一个文件放不下。请逐份下载，或者请管理员导出。`,
  bundleFileDamaged: ({ name }: Detail) => `“${name}”的文件已损坏或丢失，没有生成。请核对原件并重新登记后再生成。`,
}
