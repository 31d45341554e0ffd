import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    globals: false,
    // Processes, not threads: tests may change directory, environment and signals, and start engines of their own.
    // The files of one worker share their modules (thirty times faster with many small files), so a test leaves no
    // state behind in a module; what it stubs is undone for it.
    pool: 'forks',
    isolate: false,
    maxWorkers: '100%',
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    passWithNoTests: false,
  },
});
