import { serve } from '../../src/cli/serve.ts';

/** Serves the built app for the whole run; its address goes to the tests by environment. */
export default async function start(): Promise<() => Promise<void>> {
  const serving = await serve({ app: 'dist/app' });
  process.env['PLAYHEAD_URL'] = serving.url;
  return () => serving.close();
}
