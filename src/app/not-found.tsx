import { buttonLook } from '#components/ui/button'
import { EmptyState } from '#components/ui/empty-state'
import { shellText } from '#messages/zh/shell'

export const metadata = { title: shellText.notFoundTitle }

/** Missing and out of reach look the same, so that nobody learns what exists. */
export default function NotFound() {
  return (
    <main className="mx-auto max-w-160 px-4 py-16">
      <EmptyState
        heading="h1"
        title={shellText.notFoundTitle}
        why={shellText.notFoundBody}
        next={shellText.notFoundNext}
        action={
          // A plain link, so that this page adds nothing to the scripts of all others.
          <a href="/desk" className={buttonLook()}>
            {shellText.backToDesk}
          </a>
        }
      />
    </main>
  )
}
