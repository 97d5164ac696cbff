import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/harness/longest-first.ts'

export default defineConfig({
  test: {
    environment: 'node',
    include: ['{contract,gs1,server,web,tests}/**/*.test.{ts,tsx}'],
    globalSetup: ['./tests/harness/global-postgres.ts', './tests/harness/shop-template.ts'],
    setupFiles: ['./tests/harness/property-seed.ts'],
    pool: 'forks',
    // The server is read once for all files of a worker, not 140 times; every file has a shop and a database of its own.
    isolate: false,
    // Each test file also keeps a PostgreSQL back-end busy; two files at once fill a small machine.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // How long something may take before it counts as hanging; a busy machine is slow, and that is no fault of the code.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    reporters: ['default', './tests/harness/plain-closing-line.ts'],
  },
})
