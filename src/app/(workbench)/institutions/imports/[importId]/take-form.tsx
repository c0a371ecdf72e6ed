import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { registerText } from '#messages/zh/register'
import { take } from '../../actions'

/** Takes the list in as it was shown; changed details only with the tick. */
export function TakeForm({ importId, version, shown, changed }: { importId: string; version: number; shown: string; changed: number }) {
  return (
    <Card>
      <CommandForm action={take} submitLabel={registerText.take} version={version} fields={{ importId, shown }}>
        {changed > 0 && <Checkbox name="takeChanges" label={registerText.takeChanges} />}
      </CommandForm>
    </Card>
  )
}
