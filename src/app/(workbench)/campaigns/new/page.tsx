import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { Card, PageHead } from '#components/ui/card'
import { UploadField } from '#components/upload-field'
import { campaignText } from '#messages/zh/campaign'
import { mayDraftCampaigns } from '#server/campaign/own-bureau'
import { requireActor } from '#server/session'
import { upload } from '../actions'

export const metadata = { title: campaignText.upload }

export default async function UploadPlanPage() {
  if (!mayDraftCampaigns(await requireActor())) notFound()
  return (
    <>
      <PageHead title={campaignText.upload} lead={campaignText.uploadLead} />
      <Card className="max-w-2xl">
        <CommandForm action={upload} submitLabel={campaignText.read}>
          <UploadField name="fileId" label={campaignText.uploadFile} hint={campaignText.uploadHint} accept=".txt,.docx,.pdf" required />
        </CommandForm>
      </Card>
    </>
  )
}
