import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { singlePage } from './tools/single-page.ts';

/**
 * Builds dist/app/single.html: the whole app in one file, into which `playhead export --single` puts a trace. To be run
 * after the app itself is built, whose workers it takes.
 */
export default defineConfig({
  base: './',
  publicDir: false,
  plugins: [react(), singlePage({ app: 'dist/app' })],
  build: {
    outDir: 'dist/app',
    emptyOutDir: false,
    target: 'es2023',
    // Everything within: code that is loaded later elsewhere, style sheets, fonts.
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: Number.MAX_SAFE_INTEGER,
    rolldownOptions: { output: { codeSplitting: false } },
  },
});
