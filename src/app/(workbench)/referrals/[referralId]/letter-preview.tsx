import { DocumentPreview } from '#components/document-preview'
import { Money } from '#components/money'
import { Button, buttonLook } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { citation, laws } from '#domain/law/law'
import { caseText } from '#messages/zh/case'
import { documentText } from '#messages/zh/documents'
import { referralText } from '#messages/zh/referral'
import type { ReferralView } from '#server/referral/queries'

const articleOf = (law: string, article: string) => (law in laws ? citation({ law: law as keyof typeof laws, article }) : article)

/** The pages as they are printed, for the side that writes the letter. */
const PagesOf = ({ letter: { id, title } }: { letter: ReferralView['documents'][number] }) => (
  <a
    href={`/api/documents/${id}/pdf`}
    target="_blank"
    rel="noreferrer"
    className={buttonLook({ variant: 'outline' })}
    aria-label={documentText.openPdfOf(title)}
  >
    {documentText.openPdf}
  </a>
)

/** The letter as the receiver gets it; the file for download is the paper itself. */
export function LetterPreview({ referral }: { referral: ReferralView }) {
  const shown = referral.snapshot?.content ?? referral.preview?.content
  const letterNumber = referral.snapshot?.content.letterNumber
  const draft = referral.documents.find(({ kind }) => kind.endsWith('Letter'))
  const fileId = referral.materials.find(({ kind }) => kind === 'transferLetter')?.fileId ?? draft?.fileId
  const annexes = referral.materials.filter(({ kind }) => kind !== 'transferLetter').map(({ title }) => title)
  const number = letterNumber ?? draft?.number ?? null
  return (
    <Card title={referralText.letter}>
      <DocumentPreview
        issuer={referral.senderAgencyName}
        number={number ?? (referral.approvedAt ? undefined : referralText.draftLetter)}
        title={referralText.previewTitle[referral.kind]}
        actions={
          fileId ? (
            <>
              {draft && <PagesOf letter={draft} />}
              <a href={`/api/files/${fileId}`} className={buttonLook({ variant: 'outline' })}>
                {referralText.download(referralText.previewTitle[referral.kind])}
              </a>
            </>
          ) : (
            <Button disabled>{referralText.letterNotIssued}</Button>
          )
        }
      >
        <p>{referral.receiverAgencyName}：</p>
        {shown?.case?.partyName && <p className="indent-[2em]">{referralText.preview.party(shown.case.partyName, shown.case.cause)}</p>}
        {referral.summary.split('\n').map((paragraph) => (
          <p key={paragraph} className="indent-[2em]">
            {paragraph}
          </p>
        ))}
        {shown?.case?.facts.map((fact) => (
          <p key={`${fact.behaviour}${fact.actFrom}`} className="indent-[2em]">
            {fact.behaviour}（{fact.actFrom} — {fact.actTo}）{fact.law && fact.article && `，${articleOf(fact.law, fact.article)}`}
            {fact.fundLossFen && (
              <>
                ，{caseText.fundLoss}
                <Money amountFen={fact.fundLossFen} />
              </>
            )}
          </p>
        ))}
        {referral.bills.length > 0 && <p className="indent-[2em]">{referralText.preview.bills(referral.bills.length)}</p>}
        {annexes.length > 0 && <p className="indent-[2em]">{referralText.preview.attachments(annexes)}</p>}
        <p className="pt-6 text-end">{referral.senderAgencyName}</p>
      </DocumentPreview>
    </Card>
  )
}
