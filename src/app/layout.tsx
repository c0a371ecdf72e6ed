import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { displayAttributes, displayCookie, readDisplay } from '#components/display'
import { Toasts } from '#components/ui/toast'
import { shellText } from '#messages/zh/shell'
import './globals.css'

export const metadata: Metadata = {
  title: { default: shellText.productLong, template: `%s · ${shellText.product}` },
  robots: { index: false, follow: false },
  formatDetection: { telephone: false, date: false, address: false, email: false },
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, given] = await Promise.all([cookies(), headers()])
  const display = readDisplay(jar.get(displayCookie)?.value)
  const nonce = given.get('content-security-policy')?.match(/'nonce-([^']+)'/)?.[1]
  return (
    // The display menu changes these attributes in place, before the next answer of the server carries them.
    <html lang="zh-CN" {...displayAttributes(display)} suppressHydrationWarning>
      <head>
        <script nonce={nonce} src="/browser-floor.js" />
      </head>
      <body>
        {children}
        <Toasts label={shellText.notices} closeLabel={shellText.close} />
      </body>
    </html>
  )
}
