import { defineConfig } from 'vite';

/** Builds the `playhead` command: one ES module for Node, its packages left in node_modules. */
export default defineConfig({
  build: {
    ssr: 'src/cli/playhead.ts',
    outDir: 'dist/cli',
    emptyOutDir: true,
    copyPublicDir: false,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      output: { format: 'es', entryFileNames: 'playhead.js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
