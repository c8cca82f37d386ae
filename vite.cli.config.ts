import { defineConfig } from 'vite';

/** Builds the `playhead` command: one ES module for Node, its packages left in node_modules. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'dist/cli',
    emptyOutDir: true,
    copyPublicDir: false,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      // The second is loaded by a thread; the others are programs of their own.
      input: {
        playhead: 'src/cli/playhead.ts',
        'evaluate-worker': 'src/cli/map/evaluate.worker.ts',
        'keep-browser': 'src/cli/capture/browser/keep-browser.ts',
        'record-browser': 'src/cli/capture/browser/record-browser.ts',
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
