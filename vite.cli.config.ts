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
      // The second is loaded by a thread.
      input: { playhead: 'src/cli/playhead.ts', 'evaluate-worker': 'src/cli/map/evaluate.worker.ts' },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
