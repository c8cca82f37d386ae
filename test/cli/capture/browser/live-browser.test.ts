/** A browser in a capture: a form is filled in, the recorder is killed, and the capture paused. */
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { field, listField, parsedJson, textField } from '../../../../src/base/json.ts';
import { closeBrowser } from '../../../../src/cli/capture/browser/command.ts';
import { placesOf } from '../../../../src/cli/capture/capture-folder.ts';
import { readLines } from '../../../../src/cli/capture/jsonl-file.ts';
import type { Manifest } from '../../../../src/schema/generated/types.ts';
import { contents, playhead, scratch } from '../../helpers.ts';
import { configFor } from '../capture-fixtures.ts';
import { CAN_RECORD, isThere, LiveCapture, until } from '../live-capture.ts';

const folder = await scratch();
const live = new LiveCapture(folder);
const places = placesOf(live.folder);
const SECRETS = ['sesame42', 'letmein', 'of-the-body', 'of-the-cookie', 'of-the-answer'];
/** A field over all of the page, so that it is hit wherever one clicks. */
const FORM = `<title>Sign in</title><form action="/next"><input type="password" name="door" style="position:fixed;inset:0"></form>`;
const NEXT = `<title>Signed in</title><script>
  console.log('came by ' + location.search);
  fetch('/api', { method: 'POST', headers: { authorization: 'Bearer letmein' }, body: 'of-the-body' });
</script>`;
const PAGES: Readonly<Record<string, string>> = { '/': FORM, '/next': NEXT, '/api': 'of-the-answer' };

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '', 'http://localhost');
  response.writeHead(pathname in PAGES ? 200 : 404, {
    ...{ 'content-type': 'text/html', 'set-cookie': 'visit=of-the-cookie' },
  });
  response.end(PAGES[pathname] ?? '<title>Nothing</title>');
});
afterAll(async () => {
  await closeBrowser(places);
  server.closeAllConnections();
  server.close();
  live.end();
});

/** What the recorder wrote, of all its files. */
const lines = (): readonly Readonly<Record<string, unknown>>[] =>
  live.began('browser').flatMap(({ file }) => readLines(join(live.folder, file)));
const told = (part: object): Promise<object> =>
  until(JSON.stringify(part), () =>
    lines().find((line) => Object.entries(part).every(([name, value]) => field(line, name) === value)),
  );

it.skipIf(!CAN_RECORD || !isThere('chromium'))(
  'is recorded with its requests, without passwords, and with its gaps declared',
  async () => {
    vi.stubEnv('XDG_STATE_HOME', join(folder, 'state'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const display = await live.startDisplay('800x600');
    const hand = join(folder, 'hand');
    execFileSync('gcc', ['-o', hand, 'capture/native/hand.c', '-lX11', '-lXtst']);
    const program = join(folder, 'chromium');
    // Tests may run as root, where it has no sandbox.
    await writeFile(program, '#!/bin/sh\nexec chromium --no-sandbox --disable-gpu "$@"\n');
    await chmod(program, 0o755);
    const off = { screen: false, input: false, terminal: false, edits: false, reports: false, voice: false };
    await live.begin(configFor(folder, { display, layers: off }), program);

    await told({ type: 'ready' });
    expect(await playhead('capture', 'browser', `${origin}/`)).toMatchObject({ code: 0, err: '' });
    expect((await playhead('capture', 'status')).out).toContain('Recorders: browser.');
    await told({ type: 'title', title: 'Sign in' });
    vi.stubEnv('DISPLAY', display);
    const device = live.start(hand);
    const put = (...acts: readonly string[]): void =>
      void device.stdin?.write(acts.map((act) => `${act}\n`).join(''));
    await until('the click', () => {
      put('move 300 400', 'button 1 1', 'button 1 0');
      return lines().find((line) => field(line, 'report', 'kind') === 'click');
    });
    put(
      ...Array.from('sesame42', (key) => [`key ${key} 1`, `key ${key} 0`]).flat(),
      'key Return 1',
      'key Return 0',
    );
    await told({ type: 'navigated', url: `${origin}/next?door=***` });
    await until('the answer', () =>
      lines().find((line) => field(line, 'params', 'response', 'url') === `${origin}/api`),
    );
    // A title is told on its own, later than the address.
    await told({ type: 'title', title: 'Signed in' });

    const [first] = live.began('browser');
    process.kill(first?.pid ?? 0, 'SIGKILL');
    await until('another recorder', () => {
      const second = live.began('browser')[1];
      return second && readLines(join(live.folder, second.file)).find(({ type }) => type === 'tabs');
    });
    expect(await playhead('capture', 'browser', `${origin}/other`)).toMatchObject({ code: 0 });
    await told({ type: 'navigated', url: `${origin}/other` });
    await told({ type: 'title', title: 'Nothing' });
    await playhead('capture', 'pause', 'telephone');
    expect((await playhead('capture', 'browser')).err).toContain('playhead capture resume');
    await playhead('capture', 'resume');
    await until('the recorder after the pause', () => live.began('browser')[2]);
    expect(await playhead('capture', 'stop')).toMatchObject({ code: 0 });
    expect([existsSync(places.browserSocket), existsSync(places.browserProfile)]).toEqual([false, false]);

    const files = await contents(places.bundle);
    const found = [...files].flatMap(([path, bytes]) =>
      SECRETS.filter((secret) => bytes.includes(secret)).map((secret) => `${secret} in ${path}`),
    );
    expect(found).toEqual([]);
    expect(JSON.stringify(lines())).not.toMatch(new RegExp(SECRETS.join('|')));
    const text = await readFile(join(places.bundle, 'trace_schema_v2.json'), 'utf8');
    const { layers, clock } = JSON.parse(text) as Manifest;
    const [browser, network] = ['browser', 'network'].map((id) => layers.find((layer) => layer.id === id));
    for (const layer of [browser, network]) {
      expect(layer?.status).toBe('present');
      const reasons = listField(layer, 'x-gaps').map((gap) => textField(gap, 'reason'));
      expect(reasons).toContain('The browser was not recorded: its recorder ended by SIGKILL.');
      expect(reasons).toContain('Recording was paused: telephone');
    }
    const events = readLines(join(places.bundle, 'layers/browser/browser-events.jsonl'));
    const visits = events.filter(({ type }) => type === 'navigated');
    expect(visits.map(({ tab, url, title }) => [tab, url, title])).toEqual([
      ['tab-1', `${origin}/`, 'Sign in'],
      ['tab-1', `${origin}/next?door=***`, 'Signed in'],
      ['tab-2', `${origin}/other`, 'Nothing'],
    ]);
    const har = parsedJson(files.get('layers/network/session.har')?.toString() ?? '');
    const started = new Map(
      listField(har, 'log', 'entries').map((entry) => [
        `${String(field(entry, 'request', 'method'))} ${String(field(entry, 'request', 'url'))}`,
        Date.parse(String(field(entry, 'startedDateTime'))),
      ]),
    );
    expect([...started.keys()]).toEqual(
      expect.arrayContaining([`GET ${origin}/`, `GET ${origin}/next?door=***`, `POST ${origin}/api`]),
    );
    // A page is there after it was asked for, and within the trace.
    const zero = Date.parse(clock.origin.wall_utc ?? '');
    for (const { url, t } of visits) {
      const asked = started.get(`GET ${String(url)}`) ?? NaN;
      expect(Number(t) / 1000).toBeGreaterThanOrEqual(asked - zero - 2);
      expect(Number(t)).toBeLessThan(clock.duration);
    }
    expect(events.filter(({ type }) => type === 'tab_activated').map(({ tab }) => tab)).toEqual([
      'tab-1',
      'tab-2',
    ]);
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'input',
        masked: true,
        target: expect.objectContaining({ input_type: 'password' }) as object,
      }),
    );
    expect((await playhead('validate', places.bundle)).code).toBe(0);
  },
);
