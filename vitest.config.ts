import { defineConfig } from 'vitest/config'

// Four suites over one tree. `api` runs against a real PostgreSQL: a database per worker, cloned from a template.
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'boundaries', include: ['src/platform/boundaries.test.ts'] } },
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: [
            'src/**/api.test.ts',
            'src/**/*.api.test.ts',
            'src/**/*.db.test.ts',
            'src/**/*.real.test.ts',
            'src/platform/boundaries.test.ts',
          ],
        },
      },
      {
        test: {
          name: 'api',
          include: ['src/**/api.test.ts', 'src/**/*.api.test.ts', 'src/**/*.db.test.ts'],
          globalSetup: ['src/platform/server/testing/global-setup.ts'],
          maxWorkers: 2,
          // A busy machine may keep one waiting; what fails twice fails.
          retry: process.env.CI ? 1 : 0,
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'real',
          include: ['src/**/*.real.test.ts'],
          globalSetup: ['src/platform/server/testing/global-setup.ts'],
          maxWorkers: 1,
          testTimeout: 600_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
