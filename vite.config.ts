import react from '@vitejs/plugin-react';
import { readFile } from 'node:fs/promises';
import { defineConfig, transformWithOxc, type Plugin } from 'vite';
import { serviceWorker } from './tools/service-worker-plugin.ts';
import { trustedTypes } from './tools/trusted-types.ts';

/**
 * The policy of the built page. Content of a bundle gets no script and no network: `connect-src` is also the list of
 * origins that the page opens bundles from (src/app/allowed-origins.ts reads it). A deployment that adds one adds it to
 * `media-src` too, which video and sound are played under; `playhead open --connect` does (src/cli/page-policy.ts).
 * 'unsafe-inline' styles are what Monaco needs to draw; `data:` fonts and images carry no request.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "frame-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  ...trustedTypes(),
].join('; ');

/** Puts the policy into the built page only: the development server injects inline scripts. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
          injectTo: 'head-prepend',
        },
      ],
    },
  };
}

const EMBED_CLIENT = 'src/share/embed/playhead-embed.ts';

/** The client for pages that show this one in a frame: a file by itself, as it is and with its types taken off. */
function embedClient(): Plugin {
  return {
    name: 'embed-client',
    apply: 'build',
    async generateBundle() {
      const source = await readFile(EMBED_CLIENT, 'utf8');
      const { code } = await transformWithOxc(source, EMBED_CLIENT, { sourcemap: false });
      this.emitFile({ type: 'asset', fileName: 'embed/playhead-embed.ts', source });
      this.emitFile({ type: 'asset', fileName: 'embed/playhead-embed.js', source: code });
    },
  };
}

export default defineConfig({
  // Relative, so that the built folder works under any path.
  base: './',
  plugins: [react(), contentSecurityPolicy(), embedClient(), serviceWorker()],
  build: {
    outDir: 'dist/app',
    target: 'es2023',
    // Inlined modules would need a looser policy, and no chunk here is small enough to be worth it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: true,
  },
});
