import type { NextConfig } from 'next'

/** On every answer. The content policy carries a nonce and is set where requests come in (`src/server/http/incoming.ts`). */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
]

const config: NextConfig = {
  output: 'standalone',
  distDir: process.env.NEXT_DIST_DIR || '.next',
  outputFileTracingRoot: import.meta.dirname,
  // Not even looked at: what else the bundler brings along is taken out after the build (`src/setup/build.mjs`).
  outputFileTracingExcludes: { '/**': ['.data*/**'] },
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: ['@node-rs/argon2', 'pg', 'pg-boss', 'exceljs', 'pdfjs-dist', 'pdfkit', 'fontkit', '@duckdb/node-api'],
  poweredByHeader: false,
  // Types are a step of `npm run check` and `npm test`; building again what they checked would only delay the first start.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  // A page's code is loaded with its first visit: an installation that has nobody on most pages need not hold them all.
  experimental: { preloadEntriesOnStart: false },
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
}

export default config
