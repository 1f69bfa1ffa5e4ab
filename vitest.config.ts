import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'apps/web/features/**/*.test.ts'],
          exclude: ['**/dist/**', '**/node_modules/**', '**/.next/**'],
        },
      },
    ],
  },
})
