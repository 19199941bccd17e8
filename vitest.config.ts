import { defineConfig } from 'vitest/config';

/** What these kinds run is built first. */
const BUILT = ['test/setup/built.ts'];
/** What these kinds log is searched for what people said. */
const QUIET = [...BUILT, 'test/setup/quiet-logs.ts'];

/** One project per kind of proof; `npm run test:unit` runs the one of that name. */
const kinds = {
  unit: { testTimeout: 60_000 },
  integration: { testTimeout: 120_000, hookTimeout: 120_000, globalSetup: QUIET },
  component: { testTimeout: 60_000 },
  // On a shared machine a browser may once be too slow; what fails twice has failed.
  e2e: {
    retry: process.env.CI ? 1 : 0,
    testTimeout: 180_000,
    hookTimeout: 120_000,
    globalSetup: QUIET,
  },
  faults: { testTimeout: 180_000, hookTimeout: 120_000, globalSetup: BUILT },
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: Object.entries(kinds).map(([name, options]) => ({
      test: {
        name,
        include: [`test/${name}/**/*.test.ts`],
        exclude: ['**/fixtures/**', '**/node_modules/**'],
        pool: 'forks' as const,
        ...options,
      },
    })),
  },
});
