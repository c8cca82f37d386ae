import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findBrowser } from './tools/find-browser.mjs';

const executablePath = findBrowser();

const MONACO_LANGUAGES =
  'cpp csharp css dockerfile go html ini java javascript kotlin markdown php python ruby rust scss shell sql swift typescript xml yaml'.split(
    ' ',
  );

/** Tests that put something in the place of a module, before anything else reads it. */
const REPLACING_MODULES = [
  'test/app/batch/ahead.test.ts',
  'test/cli/batch/evidence-disk.test.ts',
  'test/cli/batch/qc-command.test.ts',
  'test/panes/video/frame-server.test.ts',
  'test/panes/video/supply-ahead.test.ts',
];

export default defineConfig({
  plugins: [react()],
  // Found while the tests run, these would be bundled anew in the middle of it, and React would be there twice.
  optimizeDeps: {
    include: [
      'react',
      'react-dom/client',
      'react/jsx-dev-runtime',
      '@testing-library/react',
      'axe-core',
      'zustand',
      'zustand/vanilla',
      'lucide-react',
      'mediabunny',
      'uplot',
      '@xterm/headless/lib-headless/xterm-headless.mjs',
      '@xterm/headless',
      '@xterm/addon-unicode11/lib/addon-unicode11.mjs',
      'react-window',
      'fast-xml-parser',
      'wavesurfer.js',
      'dompurify',
      'rrweb',
      '@monaco-editor/react',
      'monaco-editor/editor/editor.api.js',
      ...['codeEditor', 'codicon', 'diffEditor', 'find', 'unicodeHighlighter'].map(
        (name) => `monaco-editor/features/${name}/register.js`,
      ),
      ...MONACO_LANGUAGES.map((name) => `monaco-editor/languages/definitions/${name}/register.js`),
    ],
  },
  server: { fs: { allow: ['.', '../shared/data'] } },
  test: {
    // Beside the one page of the browser's tests, which mostly waits for its decoders.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          // Modules are read once for all files; reading them for each takes as long as the tests themselves.
          isolate: false,
          setupFiles: ['test/patience.ts', 'test/properties.ts', 'test/leave-nothing.ts'],
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.browser.test.ts', ...REPLACING_MODULES],
        },
      },
      {
        extends: true,
        test: {
          name: 'node-alone',
          environment: 'node',
          setupFiles: ['test/patience.ts', 'test/properties.ts'],
          include: [...REPLACING_MODULES],
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'happy-dom',
          setupFiles: ['test/patience.ts', 'test/properties.ts'],
          include: ['test/**/*.test.tsx'],
          exclude: ['test/**/*.browser.test.tsx'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          setupFiles: ['test/patience.ts'],
          include: ['test/**/*.browser.test.{ts,tsx}'],
          browser: {
            enabled: true,
            headless: true,
            // One page at a time has the focus. The same a level higher would let it wait for all other projects.
            // eslint-disable-next-line @typescript-eslint/no-deprecated
            fileParallelism: false,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(executablePath && { executablePath }),
                args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
