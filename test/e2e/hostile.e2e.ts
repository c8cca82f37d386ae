/** Whatever a bundle says stays text: no script runs, no request leaves, the page stays as it is. */
import { expect, test, watch } from './playhead-page.ts';
import { HOSTILE_STREAMS } from '../trace/emulator/hostile-streams.ts';
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
  await serving.close();
  copy.dispose();
});
