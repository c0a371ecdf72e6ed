'use client'

import { Button } from '#components/ui/button'
import { onSiteText } from '#messages/zh/on-site'

export function PrintButton() {
  return (
    <Button variant="primary" onClick={() => window.print()}>
      {onSiteText.doPrint}
    </Button>
  )
}
