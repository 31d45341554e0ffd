import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    globals: false,
    globalSetup: ['test/support/run-folder.ts'],
    setupFiles: ['test/support/leaves-nothing.ts'],
    // Processes, not threads: tests may change directory, environment and signals, and start engines of their own.
    // The files of one worker share their modules (thirty times faster with many small files), so a test leaves no
    // state behind in a module; what it stubs is undone for it, and what else it
    // changes in its process and does not undo fails it.
    pool: 'forks',
    isolate: false,
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    passWithNoTests: false,
  },
});
