import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.js';

export default defineConfig({
  // Nest reads the types of constructor parameters, which only swc writes out here.
  plugins: [
    swc.vite({
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        target: 'es2022',
        keepClassNames: true,
      },
      module: { type: 'es6' },
    }),
  ],
  test: {
    globals: true,
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The files of a worker share what they load: loading Nest and the product anew for each took more time than the tests.
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    sequence: { hooks: 'list', sequencer: LongestFirst },
  },
});
