import type { NextConfig } from 'next'

const config: NextConfig = {
  output: 'standalone',
  distDir: process.env.NEXT_DIST_DIR || '.next',
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: ['@node-rs/argon2', 'pg', 'pg-boss', 'exceljs', 'pdfjs-dist'],
  poweredByHeader: false,
  images: { unoptimized: true },
}

export default config
