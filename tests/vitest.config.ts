import { defineConfig } from 'vitest/config'

const root = new URL('..', import.meta.url).pathname
const alias = { 'server-only': new URL('./support/empty.ts', import.meta.url).pathname }
const needDatabase = ['tests/integration/**/*.test.ts', 'tests/architecture/schema.test.ts']

export default defineConfig({
  root,
  test: {
    projects: [
      {
        resolve: { alias },
        test: { name: 'unit', root, include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'prisma/**/*.test.ts'] },
      },
      {
        resolve: { alias },
        test: { name: 'architecture', root, include: ['tests/architecture/**/*.test.ts'], exclude: needDatabase },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          root,
          include: needDatabase,
          globalSetup: ['tests/support/template-database.ts'],
          setupFiles: ['tests/support/own-database.ts'],
          testTimeout: 90_000, // a loaded machine is slow, and no test says how quick the platform is
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
})
