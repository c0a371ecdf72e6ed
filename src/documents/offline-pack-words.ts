import { answerWords } from '#domain/self-inspection/pack/columns'

export type PackTold = {
  institution: string
  number: string
  campaign: string
  list: string
  version: number
  dueOn: string
  lookBackFrom: string
  madeAt: string
}

/** The first sheet: somebody who has never seen the page can go on from it alone. */
export const instructionsOf = (told: PackTold): string[] => [
  `${told.campaign} 自查自纠离线填报包`,
  `机构：${told.institution}　　填报编号：${told.number}　　报送截止：${told.dueOn}`,
  `问题清单：${told.list} 第 ${told.version} 版　　自查范围：${told.lookBackFrom} 以来的全部医保服务　　下载时间：${told.madeAt}`,
  '',
  `1. 每个领域一张工作表，一行一个条目。先在“${Object.values(answerWords).join('/')}”一列从下拉中选择，其余黄色格按需填写。`,
  '2. 选“不适用”的写明原因，如：本机构未开展该项服务。',
  '3. 选“有”的，把右侧的情形、人次、期间、三项金额填全：涉及金额 ≥ 违规金额 ≥ 基金损失，没有的填 0，单位均为元。',
  '4. 同一条目查出几个问题的，其余问题填在本表最下面的补充行：先选条目编号，再填明细。',
  '5. 已经退回的，填本次退回金额、缴款日期、缴款凭证号。银行回单在上传离线包之后一并上传，文件名写上凭证号。',
  '6. 已在网页上填过的内容已经带出，可以修改。清空一格不会删掉网页上的内容；要移除问题，请在网页上移除。',
  '7. 请勿增删行列、改动锁定的格和隐藏的行标识；否则包会被退回。多人分工的，各填各的工作表后合到同一份文件。',
  '8. 填好后保存为 .xlsx，在填报首页上传。系统先逐行列出改了什么，确认后才写入；填错的行会标红退回，不影响其他行。',
  '9. 佐证材料（明细表、病历、整改记录）请在网页上传。全部填完后，在网页“核对并报送”。',
]
