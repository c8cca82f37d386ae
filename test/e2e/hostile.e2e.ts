/** Whatever a bundle says stays text: no script runs, no request leaves, the page stays as it is. */
import { expect, test, watch } from './playhead-page.ts';
import { page as recordedPage, type TestNode } from '../panes/browser/dom-data.ts';
import { HOSTILE_STREAMS } from '../trace/emulator/hostile-streams.ts';
import { placeEveryPane } from './every-pane.ts';
import { SampleCopy } from './altered-sample.ts';

const PAYLOAD =
  '<img src="https://attacker.example/x" onerror="window.hacked=1"><script>window.hacked=1</script>';
const ESCAPES = [...Object.values(HOSTILE_STREAMS), `\u001b]0;${PAYLOAD}\u0007`, PAYLOAD].join('');

test('a bundle full of markup and escapes', async ({ page }) => {
  const copy = new SampleCopy();
  copy.editManifest((manifest) => ({
    ...manifest,
    task: { ...manifest.task, title: PAYLOAD },
    layers: manifest.layers.map((layer) => ({ ...layer, title: PAYLOAD })),
    [PAYLOAD]: 1,
  }));
  const rewrite = (layer: string, edit: (line: Record<string, unknown>) => unknown): void => {
    const lines = copy.read(copy.pathOf(layer)).toString('utf8').trimEnd().split('\n');
    const edited = lines.map((line) => JSON.stringify(edit(JSON.parse(line) as Record<string, unknown>)));
    copy.replaceHonestly(copy.pathOf(layer), edited.join('\n') + '\n');
  };
  rewrite('commands', (line) => ({ ...line, command: PAYLOAD, cwd: PAYLOAD }));
  rewrite('input', (line) => ('key' in line ? { ...line, key: PAYLOAD } : line));
  rewrite('browser', (line) =>
    'url' in line ? { ...line, url: `javascript:window.hacked=1//${PAYLOAD}` } : line,
  );
  rewrite('edits', (line) => ('file' in line ? { ...line, file: PAYLOAD } : line));
  rewrite('notes', (line) => ({ ...line, text: PAYLOAD }));
  rewrite('terminal', (line) => (Array.isArray(line) ? [line[0], line[1], ESCAPES] : line));
  const cues = copy
    .read(copy.pathOf('transcript'))
    .toString('utf8')
    .replaceAll(/^(?=[A-Z])(?!WEBVTT).*$/gm, PAYLOAD);
  copy.replaceHonestly(copy.pathOf('transcript'), cues);

  const serving = await copy.serve();
  const watched = watch(page, serving.url);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(serving.url);
  await page.evaluate(() => window.playhead.ready());
  await page.evaluate(() => navigator.clipboard.writeText('mine'));
  for (const time of [30, 60, 120, 200, 20])
    await page.evaluate((seconds) => window.playhead.seek(seconds), time);
  // Hover cards and lists draw the same strings.
  const box = await page.getByRole('slider', { name: 'Playhead' }).boundingBox();
  for (let part = 0.05; box && part < 1; part += 0.05)
    await page.mouse.move(box.x + box.width * part, box.y + box.height * (1 - part));
  await page.getByRole('button', { name: /problem/i }).click();

  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('mine');
  expect(
    await page.evaluate(() => document.querySelectorAll('img[src*="attacker"], #root script').length),
  ).toBe(0);
  expect(new URL(page.url()).origin).toBe(new URL(serving.url).origin);
  expect(watched.foreign).toEqual([]);

  // Even where a mistake of ours would make markup or script of a text, the browser refuses (Trusted Types).
  const sinks = await page.evaluate(() => {
    const names = (work: () => unknown): string => {
      try {
        work();
        return 'taken';
      } catch (error) {
        return (error as Error).name;
      }
    };
    const script = document.createElement('script');
    return {
      markup: names(() => document.createElement('div').insertAdjacentHTML('beforeend', '<b>x</b>')),
      frame: names(() => (document.createElement('iframe').srcdoc = 'x')),
      code: names(() => (script.text = '1')),
      worker: names(() => new Worker('samples/bug-fix/manifest.json')),
      blob: names(() => new Worker(URL.createObjectURL(new Blob(['1'])))),
      policy: names(() =>
        (
          window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
        ).trustedTypes.createPolicy('mine', {}),
      ),
    };
  });
  expect(new Set(Object.values(sinks))).toEqual(new Set(['TypeError']));
  expect(Object.keys(sinks)).toHaveLength(6);
  await serving.close();
  copy.dispose();
});

test('a recorded page in quirks mode, with script in it, is shown, and nothing of it runs', async ({
  page,
}) => {
  const copy = new SampleCopy();
  const path = 'layers/browser/recording.json';
  const script = {
    type: 2,
    id: 11,
    tagName: 'script',
    attributes: {},
    childNodes: [text(12, 'top.hacked=1')],
  };
  const heading = {
    type: 2,
    id: 13,
    tagName: 'h1',
    attributes: { onclick: PAYLOAD },
    childNodes: [text(14, PAYLOAD)],
  };
  const [meta, whole] = recordedPage(1_000, [script, heading] as readonly TestNode[]);
  if (!meta || !whole) throw new Error('no page');
  const { node } = whole.data as { readonly node: { readonly childNodes: readonly object[] } };
  // Without its type of document.
  const quirks = { ...node, compatMode: 'BackCompat', childNodes: node.childNodes.slice(1) };
  copy.editManifest((manifest) => ({
    ...manifest,
    layers: [
      ...manifest.layers.filter(({ kind }) => !kind.startsWith('browser')),
      {
        id: 'dom',
        kind: 'browser_dom',
        status: 'present',
        clock: { domain: 'monotonic', native_unit: 'ms', sync_quality: 'measured' },
        format: { name: 'rrweb', version: '2' },
        paths: [path],
      },
    ],
    files: [...manifest.files, { path, bytes: 0, sha256: '', media_type: 'application/json' }],
  }));
  copy.replaceHonestly(path, JSON.stringify([meta, { ...whole, data: { ...whole.data, node: quirks } }]));

  const serving = await copy.serve();
  const watched = watch(page, serving.url);
  await placeEveryPane(page);
  await page.goto(serving.url);
  await page.evaluate(() => window.playhead.ready());
  await page.evaluate(() => window.playhead.seek(2));
  const shown = page.frameLocator('[data-pane="browser"] iframe:not([aria-hidden])');
  await expect(shown.getByRole('heading')).toHaveText(PAYLOAD);
  expect(await shown.locator('html').evaluate((html) => html.ownerDocument.compatMode)).toBe('BackCompat');
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  expect(watched).toEqual({ complaints: [], foreign: [] });
  await serving.close();
  copy.dispose();
});

function text(id: number, textContent: string): object {
  return { type: 3, id, textContent };
}
