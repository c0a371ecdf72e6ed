/** What the institution declares on submitting. Kept with the filing word for word, so it is a fact of the field and no label. */
export const attestationText =
  '本机构对填报内容的真实性、准确性、完整性负责，已对照问题清单逐条自查，不存在隐瞒、漏报；发现的问题已经或者将按期整改并退回医保基金，愿意接受抽查复查。'
