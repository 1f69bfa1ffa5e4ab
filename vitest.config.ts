import { defineConfig } from 'vitest/config'

const exclude = ['**/dist/**', '**/node_modules/**', '**/.next/**']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'apps/web/features/**/*.test.ts'],
          exclude,
        },
      },
      { test: { name: 'architecture', include: ['tests/architecture/**/*.test.ts'], exclude } },
      { test: { name: 'parity', include: ['tests/parity/**/*.test.ts'], exclude, testTimeout: 60_000 } },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          exclude,
          globalSetup: 'tests/support/start-test-postgres.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      // Needs the Python that `npm run interop` sets up.
      {
        test: {
          name: 'interop',
          include: ['tests/interop/**/*.test.ts'],
          exclude,
          testTimeout: 300_000,
          hookTimeout: 60_000,
        },
      },
      // One figure at a time: two benchmarks at once would measure each other.
      {
        test: {
          name: 'bench',
          include: ['tests/bench/**/*.bench.ts'],
          exclude,
          testTimeout: 3_600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
