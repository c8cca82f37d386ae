/** Stills, and the menu that makes them. */
import axe from 'axe-core';
import { userEvent } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Lazy } from '../../../src/base/lazy.ts';
import type { TraceTime } from '../../../src/base/time.ts';
import { clockMap } from '../../../src/trace/clock-map.ts';
import type { TraceLayer } from '../../../src/trace/layers.ts';
import type { Voice } from '../../../src/trace/trace.ts';
import { dotData, dotOf, centroid, core, timeIn, yellow } from './dot.ts';
import { show, stampOf, until, type Shown } from './harness.tsx';

interface Saved {
  readonly name: string;
  readonly file: Blob;
}

let pane: Shown;
let saved: Saved[];

beforeEach(() => {
  localStorage.clear();
  saved = [];
});

afterEach(() => {
  pane.unmount();
  vi.restoreAllMocks();
});

async function open(more: Partial<Parameters<typeof show>[0]> = {}): Promise<void> {
  const data = await dotData();
  vi.restoreAllMocks();
  pane = show({ ...data, ...more });
  await until(() => pane.host.querySelector('video') !== null);
  await pane.clock.settled();
  // From here on, what is given to the browser's downloads is kept here.
  const blobs = new Map<string, Blob>();
  // Addresses stay real: the player takes its own after the first picture.
  const make = URL.createObjectURL.bind(URL);
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const address = make(blob);
    blobs.set(address, blob as Blob);
    return address;
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, file: blobs.get(this.href) ?? new Blob() });
  });
}

function press(name: string | RegExp): void {
  const button = [...pane.host.querySelectorAll('button')].find((one) =>
    (one.getAttribute('aria-label') ?? one.textContent).match(name),
  );
  if (!button) throw new Error(`no button ${String(name)}`);
  button.click();
}

const menu = (): HTMLElement | null => pane.host.querySelector('[popover]');
const status = (): string => menu()?.querySelector('[role=status]')?.textContent ?? '';

async function imageOf({ file }: Saved): Promise<ImageData> {
  const picture = await createImageBitmap(file);
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(picture, 0, 0);
  return context.getImageData(0, 0, picture.width, picture.height);
}

async function save(): Promise<Saved> {
  const before = saved.length;
  press('Save picture or clip');
  press(/^ ?Save picture$/);
  await until(() => saved.length > before);
  await until(() => status() !== '');
  menu()?.hidePopover();
  return saved.at(-1) ?? { name: '', file: new Blob() };
}

describe('a saved picture', () => {
  it('is the exact frame at full resolution, named by it, with what was drawn over it', async () => {
    await open();
    await pane.go(timeIn(37));
    const picture = await save();
    expect(picture.name).toMatch(/^the-dot-f37-0m01\.\d{3}s\.png$/);
    expect(picture.file.type).toBe('image/png');
    expect(stampOf(await createImageBitmap(picture.file))).toBe(37);
    const image = await imageOf(picture);
    expect(image).toMatchObject({ width: 320, height: 180 });
    for (let at = 0; at < 25 * 320; at += 1) if (at % 320 < 109) image.data.fill(0, at * 4, at * 4 + 3);
    expect(centroid(image, core)?.x).toBeCloseTo(dotOf(37).x, 0);
    expect(centroid(image, core)?.y).toBeCloseTo(dotOf(37).y, 0);
  });

  it('is the picture alone where no overlays are wanted, and that is remembered', async () => {
    await open();
    await pane.go(timeIn(37));
    press('Save picture or clip');
    menu()?.querySelector('input')?.click();
    menu()?.hidePopover();
    const image = await imageOf(await save());
    expect(centroid(image, yellow)?.x).toBeCloseTo(dotOf(37).x, 0);
    for (let at = 0; at < 25 * 320; at += 1) if (at % 320 < 109) image.data.fill(0, at * 4, at * 4 + 3);
    expect(centroid(image, core)).toBeUndefined();
    pane.unmount();
    await open();
    expect(menu()?.querySelector('input')?.checked).toBe(false);
  });

  it('says in its name that it is not verified, and is not there where no frame is', async () => {
    await open();
    await pane.go(timeIn(10));
    pane.clock.play(1);
    await until(() => pane.clock.now() > timeIn(14));
    const { name } = await save();
    pane.clock.pause();
    expect(name).toMatch(/^the-dot-unverified-0m/);
    await pane.go(0 as TraceTime);
    press('Save picture or clip');
    press(/^ ?Save picture$/);
    await until(() => status() !== '');
    expect(status()).toBe('There is no frame at this moment.');
    expect(saved).toHaveLength(1);
  });
});

describe('a copied picture', () => {
  it('goes to the clipboard', async () => {
    await open();
    await pane.go(timeIn(20));
    const write = vi.spyOn(navigator.clipboard, 'write').mockResolvedValue();
    press('Save picture or clip');
    press('Copy picture');
    await until(() => status() !== '');
    expect(status()).toBe('Copied frame 20');
    const item = write.mock.calls[0]?.[0][0];
    expect(stampOf(await createImageBitmap((await item?.getType('image/png')) ?? new Blob()))).toBe(20);
  });

  it('says where the browser does not allow it', async () => {
    await open();
    await pane.go(timeIn(20));
    vi.spyOn(navigator.clipboard, 'write').mockRejectedValue(new DOMException('', 'NotAllowedError'));
    press('Save picture or clip');
    press('Copy picture');
    await until(() => status() !== '');
    expect(status()).toBe('The browser did not allow it.');
  });
});

describe('the menu', () => {
  it('opens by its button, closes with Escape, and stays inside the window', async () => {
    await open();
    pane.host.style.width = '230px';
    const button = pane.host.querySelector<HTMLElement>('[data-save]');
    button?.focus();
    button?.click();
    await until(() => menu()?.matches(':popover-open') ?? false);
    await until(() => (menu()?.getBoundingClientRect().top ?? 0) > 0);
    const box = menu()?.getBoundingClientRect();
    expect(box?.left).toBeGreaterThanOrEqual(0);
    expect(box?.right).toBeLessThanOrEqual(innerWidth);
    for (const target of menu()?.querySelectorAll('button, label') ?? [])
      expect(target.getBoundingClientRect().height).toBeGreaterThanOrEqual(24);
    const { violations } = await axe.run(pane.host, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
    });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    await userEvent.keyboard('{Escape}');
    await until(() => !(menu()?.matches(':popover-open') ?? true));
    expect(document.activeElement).toBe(button);
  });
});

describe('the clip dialog', () => {
  it('offers the frames around now, makes the clip, and saves it under its frames', async () => {
    await open();
    await pane.go(timeIn(20));
    press('Save picture or clip');
    press('Save clip');
    const dialog = (): HTMLDialogElement | null => pane.host.querySelector('dialog');
    await until(() => dialog()?.open ?? false);
    expect(dialog()?.textContent).toContain('Frames 0 to');
    const [from, to] = dialog()?.querySelectorAll<HTMLInputElement>('input:not([type=checkbox])') ?? [];
    type(from, '1');
    type(to, 'never');
    await until(() => dialog()?.textContent.includes('No frame lies between these times.') ?? false);
    type(to, '1.5');
    await until(() => dialog()?.textContent.includes('Frames 20 to 39') ?? false);
    const { violations } = await axe.run(pane.host, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
    });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    dialog()?.querySelector<HTMLElement>('[type=submit]')?.click();
    await until(() => saved.length > 0);
    expect(saved[0]?.name).toMatch(/^the-dot-f20-f39-0m01\.000s\.(mp4|webm)$/);
    expect(saved[0]?.file.size).toBeGreaterThan(1_000);
    await until(() => dialog()?.textContent.includes('Saved as the-dot-f20-f39') ?? false);
  });

  it('says where the voice does not keep pace, and leaves it out', async () => {
    const clock = { domain: 'media', native_unit: 's', sync_quality: 'measured' } as const;
    const voiceOf = (seconds: number): TraceLayer<Voice> => ({
      layer: { id: 'voice', kind: 'speech_audio', status: 'present', clock },
      clock: clockMap({
        ...clock,
        map: [1, 2].map((native) => ({ native, trace_us: native * seconds * 1e6 })),
      }),
      content: new Lazy(() => Promise.reject(new Error('nobody reads it'))),
    });
    const box = (): HTMLInputElement | undefined =>
      [...pane.host.querySelectorAll('label')]
        .find(({ textContent }) => textContent === 'With the voice')
        ?.querySelector('input') ?? undefined;
    const ask = async (seconds: number): Promise<string> => {
      await open({ voices: [voiceOf(seconds)] });
      await pane.go(timeIn(20));
      press('Save picture or clip');
      press('Save clip');
      await until(() => box() !== undefined);
      return pane.host.querySelector('dialog')?.textContent ?? '';
    };
    expect(await ask(1)).not.toContain('The voice is left out');
    expect(box()).toMatchObject({ checked: true, disabled: false });
    pane.unmount();
    vi.restoreAllMocks();
    expect(await ask(1.1)).toContain('The voice is left out: it does not keep pace');
    expect(box()).toMatchObject({ checked: false, disabled: true });
    pane.host.querySelector<HTMLElement>('dialog [type=submit]')?.click();
    await until(() => saved.length > 0);
  });

  it('says where the page cannot make one, and how else to cut the original', async () => {
    await open();
    const { VideoEncoder } = globalThis;
    Reflect.deleteProperty(globalThis, 'VideoEncoder');
    try {
      await pane.go(timeIn(20));
      press('Save picture or clip');
      press('Save clip');
      await until(() => pane.host.querySelector('dialog [role=alert]') !== null);
      const text = pane.host.querySelector('dialog [role=alert]')?.textContent ?? '';
      expect(text).toContain('https or localhost');
      expect(text).toMatch(/ffmpeg -i dot\.mp4 -vf trim=start_frame=0:end_frame=\d+,/);
      expect(pane.host.querySelector<HTMLButtonElement>('dialog [type=submit]')?.disabled).toBe(true);
    } finally {
      Object.assign(globalThis, { VideoEncoder });
    }
  });
});

/** Types as a person does, for React to hear. */
function type(input: HTMLInputElement | undefined, text: string): void {
  if (!input) throw new Error('no field');
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
