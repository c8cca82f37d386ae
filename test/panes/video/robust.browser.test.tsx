/** What is done to the pane in the middle of its seeks: whatever it is, no wrong frame is ever called exact. */
import { afterEach, expect, it, vi } from 'vitest';
import type { TraceTime } from '../../../src/base/time.ts';
import vfrUrl from '../../fixtures/video/vfr-h264.mp4?url';
import { fault, openPane, until, type Shown } from './harness.tsx';
import { random } from './random.ts';

let shown: Shown | undefined;

afterEach(() => {
  shown?.unmount();
  shown = undefined;
  vi.unstubAllGlobals();
});

const frame = () => new Promise(requestAnimationFrame);

/** Looks at every animation frame until stopped; returns what was called exact and was not. */
function watch({ report, stamp }: Shown): () => readonly string[] {
  const lies: string[] = [];
  let looking = true;
  const look = (): void => {
    if (!looking) return;
    const { exact, frame: told } = report();
    const pixels = stamp();
    if (exact === true && pixels !== told)
      lies.push(`${String(told)} was called exact, and ${pixels} stood there`);
    requestAnimationFrame(look);
  };
  look();
  return () => {
    looking = false;
    return lies;
  };
}

const moment = (part: number) => Math.floor(600_000 + part * 5_000_000) as TraceTime;

it.each([
  ['its size changes', (host: HTMLElement, part: number) => (host.style.width = `${200 + part * 600}px`)],
  [
    'it is hidden and shown',
    (host: HTMLElement, part: number) => (host.style.display = part < 0.5 ? 'none' : ''),
  ],
])('while %s', async (_, disturb) => {
  const pane = await openPane(vfrUrl, 'screen.mp4');
  shown = pane;
  const lies = watch(pane);
  const numbers = random(3);
  for (let count = 0; count < 40; count += 1) {
    pane.clock.seek(moment(numbers.next().value));
    disturb(pane.host, numbers.next().value);
    await frame();
    disturb(pane.host, numbers.next().value);
    await frame();
  }
  disturb(pane.host, 1);
  await until(() => pane.report()['exact'] !== null);
  await pane.clock.settled();
  expect(lies()).toEqual([]);
  expect(fault(pane, pane.frames)).toBeUndefined();
});

it('when the worker that decodes is killed', async () => {
  const workers: Worker[] = [];
  vi.stubGlobal(
    'Worker',
    class extends Worker {
      constructor(...args: ConstructorParameters<typeof Worker>) {
        super(...args);
        workers.push(this);
      }
    },
  );
  const pane = await openPane(vfrUrl, 'screen.mp4');
  shown = pane;
  expect(pane.report()['proof']).toBe('decoder');
  const lies = watch(pane);
  pane.clock.seek(moment(0.7));
  await frame();
  for (const worker of workers) worker.terminate();
  pane.clock.seek(moment(0.4));
  await pane.clock.settled();
  await pane.go(moment(0.6));
  expect(lies()).toEqual([]);
  expect(pane.report()['proof']).toBe('element');
  expect(fault(pane, pane.frames)).toBeUndefined();
  expect(pane.host.textContent).toContain('its decoder failed');
});

it('when the file is taken away', async () => {
  const revoked: string[] = [];
  const made: string[] = [];
  const create = URL.createObjectURL.bind(URL);
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const address = create(blob);
    made.push(address);
    return address;
  });
  const pane = await openPane(vfrUrl, 'screen.mp4');
  shown = pane;
  const lies = watch(pane);
  for (const address of made) {
    URL.revokeObjectURL(address);
    revoked.push(address);
  }
  for (const part of [0.9, 0.1, 0.5]) await pane.go(moment(part));
  expect(revoked.length).toBeGreaterThan(0);
  expect(lies()).toEqual([]);
  expect(fault(pane, pane.frames)).toBeUndefined();
  vi.restoreAllMocks();
});
