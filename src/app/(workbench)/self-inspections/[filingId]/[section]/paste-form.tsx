import { CommandForm } from '#components/command-form'
import { ButtonLink } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { UploadField } from '#components/upload-field'
import { beijingDay } from '#domain/kernel/civil-date'
import { itemText } from '#messages/zh/self-inspection'
import { currentTime } from '#server/clock/now'
import type { FilingView } from '#server/self-inspection/filing-queries'
import { paste } from '../../actions'
import { PasteGrid } from './paste-grid'

/** Takes a block of findings out of a spreadsheet, all or none, with the evidence they share. */
export function PasteForm({ filing, section }: { filing: FilingView; section: string }) {
  return (
    <Card title={itemText.pasteTitle} className="mb-3">
      <CommandForm
        action={paste}
        submitLabel={itemText.pasteSave}
        fields={{ filingId: filing.id, section, anchor: '', formKey: '' }}
        draftKey={`paste:${filing.id}`}
        secondary={<ButtonLink href={`/self-inspections/${filing.id}/${section}`}>{itemText.cancel}</ButtonLink>}
      >
        <PasteGrid
          codes={filing.items.filter(({ former }) => !former).map(({ code }) => code)}
          lookBackFrom={filing.lookBackFrom.toISOString().slice(0, 10)}
          today={beijingDay(currentTime())}
        />
        <UploadField name="evidenceFileIds" label={itemText.pasteEvidence} hint={itemText.evidenceHint} multiple />
      </CommandForm>
    </Card>
  )
}
