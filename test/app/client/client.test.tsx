import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { clientShortcuts, clientVerbs } from '../../../src/app/client/commands.ts';
import { isClientPage } from '../../../src/app/client/is-client-page.ts';
import { loadClient } from '../../../src/app/client/load-client.ts';
import { TitlePage } from '../../../src/app/client/TitlePage.tsx';
import { createTour } from '../../../src/app/client/tour.ts';
import { SHORTCUTS, type ShortcutVerbs } from '../../../src/app/shortcuts.ts';
import { collect, MANIFEST_PATH } from '../../../src/bundle/bundle-source.ts';
import { writeZip } from '../../../src/bundle/zip-write.ts';
import { ReviewReading } from '../../../src/review/ReviewReading.tsx';
import { reviewState } from '../../../src/review/state.ts';
import type { ClientFile } from '../../../src/schema/generated/types.ts';
import { writeClient } from '../../../src/share/client-file.ts';
import { clientPage } from '../../../src/share/client-page.ts';
import { DATA_PLACE, singleFile } from '../../../src/share/single-file.ts';
import type { Trace } from '../../../src/trace/trace.ts';

const CLIENT: ClientFile = {
  schema: { name: 'playhead-client', version: 1 },
  title: 'A </script> fix',
  text: 'One.\n\n<b>Two.</b>',
  tour: [{ time: 61.5, title: 'Here' }],
};
afterEach(cleanup);

const NEVER = new AbortController().signal;

/** A zip of some parts in the page. */
async function zip(): Promise<Uint8Array> {
  const content = crypto.getRandomValues(new Uint8Array(60_000));
  const bytes = Uint8Array.from({ length: 1_800_000 }, (_, index) => content[index % 60_000] ?? 0);
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const item = {
    path: MANIFEST_PATH,
    bytes: bytes.length,
    mediaType: 'application/json',
    stream: () => Promise.resolve(new Blob([bytes]).stream()),
  };
  const [packed] = await Promise.all([collect(readable), writeZip([item], writable)]);
  return packed;
}

function single(bytes: Uint8Array): Document {
  const template = `<head><title>x</title></head><body>${DATA_PLACE}</body>`;
  const html = [
    ...singleFile(template, {
      title: CLIENT.title,
      client: writeClient(CLIENT),
      review: '{"<": 1}',
      zip: bytes,
    }),
  ].join('');
  return new DOMParser().parseFromString(html, 'text/html');
}

describe('a page for a client', () => {
  it('is known by what makes it', () => {
    const index = '<head><meta name="viewport"><title>x</title></head><body><div id="root"></div></body>';
    const page = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');
    expect(isClientPage(page(index))).toBe(false);
    expect(isClientPage(page(clientPage(index, 'A fix', 'client.json')))).toBe(true);
    expect(isClientPage(single(new Uint8Array(1)))).toBe(true);
  });

  it('has the trace, what is shown of it and the reviews in itself', async () => {
    const bytes = await zip();
    const page = single(bytes);
    expect(page.querySelectorAll('script.playhead-trace').length).toBeGreaterThan(1);
    const { file, find, review, address } = await loadClient(NEVER, page);
    expect(file).toEqual(CLIENT);
    expect(address).toBeUndefined();
    expect(JSON.parse((await review?.(NEVER)) ?? '')).toEqual({ '<': 1 });
    const bundle = await find(
      () => undefined,
      NEVER,
      () => undefined,
    );
    expect(bundle.label).toBe('A _-script_ fix.trace.zip');
    expect((await bundle.open(MANIFEST_PATH)).size).toBe(1_800_000);
    // It is there once, and not as text besides.
    expect(page.querySelectorAll('script.playhead-trace')).toHaveLength(0);
  });

  it('says which part of it is damaged', async () => {
    const page = single(await zip());
    const second = page.querySelectorAll('script.playhead-trace')[1];
    if (second) second.textContent = `${second.textContent}!`;
    await expect(loadClient(NEVER, page)).rejects.toMatchObject({
      code: 'client-invalid',
      details: { reason: 'part 2 of its trace is damaged' },
    });
  });

  it('has no command that changes or opens anything', () => {
    const has = { tour: true, review: false, address: false };
    const shortcuts = clientShortcuts(SHORTCUTS, has);
    const ids = shortcuts.map(({ id }) => id);
    expect(
      ids.filter((id) => /^verdict|^review$|do-review$|^(?:comment|quality|sync|open)$|^sign|link$/.test(id)),
    ).toEqual([]);
    expect(shortcuts.filter(({ keys }) => keys.some((key) => key === 'N' || key === 'P'))).toMatchObject([
      { title: 'Next stop of the tour' },
      { title: 'Previous stop of the tour' },
    ]);
    expect(clientShortcuts(SHORTCUTS, { ...has, tour: false }).map(({ id }) => id)).not.toContain(
      'next-trace',
    );
    const readable = clientShortcuts(SHORTCUTS, { ...has, review: true, address: true }).map(({ id }) => id);
    expect(readable).toEqual(expect.arrayContaining(['review', 'copy-link', 'share-link']));
  });

  it('does nothing by the verbs that are off, and walks the tour by those of a batch', () => {
    const called = vi.fn();
    const all = new Proxy({} as ShortcutVerbs, { get: () => called, ownKeys: () => ['open', 'stepTrace'] });
    const tour = createTour(2);
    const verbs = clientVerbs({ ...all }, tour, false);
    verbs.open();
    verbs.sync();
    verbs.quality();
    verbs.review();
    verbs.comment();
    verbs.giveVerdict('accept');
    verbs.undoReview();
    verbs.signOff();
    expect(called).not.toHaveBeenCalled();
    verbs.stepTrace(1);
    verbs.stepTrace(1);
    expect(tour.getState().at?.index).toBe(1);
  });

  it('shows the words of the sender as they are written', () => {
    const onStart = vi.fn();
    render(<TitlePage file={CLIENT} begun={false} onStart={onStart} />);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('A </script> fix');
    expect(screen.getByText('<b>Two.</b>')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Start' }));
    screen.getByRole('button', { name: /1:01\s*Here/ }).click();
    expect(onStart).toHaveBeenLastCalledWith(0);
  });

  it('counts the steps of a trace that tells no times', () => {
    render(<TitlePage file={{ ...CLIENT, steps: 80 }} begun={false} onStart={vi.fn()} />);
    expect(screen.getByRole('button', { name: /^step 62\s*Here/ })).toBeTruthy();
  });

  it('shows reviews to be read', () => {
    const said = { clock: 1, at: '2026-01-01T00:00:00Z', by: 'Ann' };
    const review = {
      bundleId: `sha256:${'0'.repeat(64)}`,
      events: [
        {
          ...said,
          id: '7d2f3a34-7f0b-4c3c-9f2b-0d1f0f6f2b11',
          kind: 'comment' as const,
          target: { kind: 'moment' as const, time_us: 61_500_000 },
          text: '<i>Look</i>',
        },
        {
          ...said,
          clock: 2,
          id: '7d2f3a34-7f0b-4c3c-9f2b-0d1f0f6f2b12',
          kind: 'verdict' as const,
          verdict: 'accept' as const,
          note: 'Well done',
          replaces: [],
        },
      ],
    };
    const seek = vi.fn();
    const clock = { seek } as unknown as Parameters<typeof ReviewReading>[0]['clock'];
    render(
      <ReviewReading
        review={reviewState(review)}
        trace={{ manifest: { clock: {}, layers: [] } } as unknown as Trace}
        clock={clock}
      />,
    );
    expect(screen.getByText('<i>Look</i>')).toBeTruthy();
    expect(screen.getByText(/Well done/)).toBeTruthy();
    const [go, ...more] = screen.getAllByRole('button');
    expect(more).toEqual([]);
    go?.click();
    expect(seek).toHaveBeenCalledWith(61_500_000, true);
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});
