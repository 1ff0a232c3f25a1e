import { defineConfig } from 'vitest/config'

// Five suites over one tree. `api` and `db` run against a real PostgreSQL: a database per file, copied from a template.
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
          include: ['src/**/api.test.ts', 'src/**/*.api.test.ts'],
          globalSetup: ['src/platform/server/testing/global-setup.ts'],
          maxWorkers: 2,
          // Every file wants the whole server: loading it once a worker instead of once a file saves half of the time. What a
          // file is to have to itself, it makes: its database, its app.
          isolate: false,
          // A busy machine may keep one waiting; what fails twice fails.
          retry: process.env.CI ? 1 : 0,
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          // What starts whole servers, kills them, or upgrades databases: it waits more than it works.
          name: 'db',
          include: ['src/**/*.db.test.ts'],
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
