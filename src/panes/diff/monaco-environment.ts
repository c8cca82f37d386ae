/**
 * Where Monaco finds its worker: bundled with the page, so that `worker-src 'self'` is enough. To be imported from the
 * page's entry, since Monaco looks for it when its own modules run.
 */
// oxlint-disable-next-line import/default -- Vite makes this export.
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };
