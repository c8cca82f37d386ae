import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { userEvent } from 'vitest/browser';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { VirtualList, type VirtualListProps } from '../../src/ui/VirtualList.tsx';

const rows = Array.from({ length: 100_000 }, (_, index) => `row ${index}`);
const activated = vi.fn<(row: string, index: number) => void>();
let root: Root | undefined;

afterEach(() => {
  root?.unmount();
  root = undefined;
  activated.mockClear();
  vi.restoreAllMocks();
});

type Props = Partial<VirtualListProps<string>>;

function render(list: readonly string[], activeIndex: number, more: Props = {}): void {
  if (!root) {
    const place = document.createElement('div');
    place.style.cssText = 'width:300px;height:200px';
    document.body.replaceChildren(place);
    root = createRoot(place);
  }
  root.render(
    <StrictMode>
      <VirtualList
        rows={list}
        rowHeight={20}
        activeIndex={activeIndex}
        label="Rows"
        onActivate={activated}
        renderRow={(row) => row}
        {...more}
      />
    </StrictMode>,
  );
}

/** Pixels from the top of the list to the row. */
function topOf(text: string): number {
  const row = [...document.querySelectorAll('[data-row]')].find(({ textContent }) => textContent === text);
  const list = document.querySelector('[role=listbox], [role=tree]');
  return (row?.getBoundingClientRect().top ?? NaN) - (list?.getBoundingClientRect().top ?? NaN);
}

const listbox = (): HTMLElement | null => document.querySelector('[role=listbox]');
const texts = (): readonly (string | null)[] =>
  [...document.querySelectorAll('[role=option]')].map(({ textContent }) => textContent);

describe('VirtualList', () => {
  it('puts only the rows in sight into the document', async () => {
    render(rows, 0);
    await vi.waitFor(() => expect(texts()[0]).toBe('row 0'));
    expect(texts().length).toBeLessThan(25);
    expect(document.querySelector('[role=option]')?.getAttribute('aria-setsize')).toBe('100000');
  });

  it('brings the active row into sight, and marks it', async () => {
    render(rows, 0);
    render(rows, 99_999);
    await vi.waitFor(() => expect(texts().at(-1)).toBe('row 99999'));
    expect(document.querySelector('[aria-selected=true]')?.textContent).toBe('row 99999');
  });

  it('goes through more rows than a browser can lay out', async () => {
    const many = Array.from({ length: 3_000_000 }, (_, index) => `row ${index}`);
    render(many, 2_345_678);
    await vi.waitFor(() => expect(topOf('row 2345678')).toBe(90));
    render(many, 5);
    await vi.waitFor(() => expect(topOf('row 5')).not.toBeNaN());
    listbox()?.focus();
    await userEvent.keyboard('{End}');
    await vi.waitFor(() => expect(topOf('row 2999999')).toBe(180));
    expect(document.querySelector('[data-cursor=true]')?.getAttribute('aria-posinset')).toBe('3000000');
  });

  it('scrolls on where another part of very many rows begins', async () => {
    const many = Array.from({ length: 3_000_000 }, (_, index) => `row ${index}`);
    render(many, 0);
    await vi.waitFor(() => expect(texts()[0]).toBe('row 0'));
    const box = listbox();
    // By hand, so that a list which hears late how high it is stays there.
    box?.dispatchEvent(new WheelEvent('wheel', { bubbles: true }));
    // Close to the end of what is laid out: the rows stay where they are while others are laid out.
    box?.scrollTo({ top: 20 * 399_900 });
    await vi.waitFor(() => expect(topOf('row 399900')).toBe(0));
    await vi.waitFor(() => expect(box?.scrollTop).toBeLessThan(20 * 300_000));
    // The rows of the other part come with its scroll event, which may be a frame later.
    await vi.waitFor(() => expect(topOf('row 399900')).toBe(0));
    box?.scrollBy({ top: 20 * 150 });
    await vi.waitFor(() => expect(topOf('row 400050')).toBe(0));
  });

  it('keeps the active row in the middle, wherever the list stood before', async () => {
    for (const before of [0, 49_990, 50_003, 99_999]) {
      render(rows, before);
      await vi.waitFor(() => expect(topOf(`row ${before}`)).not.toBeNaN());
      render(rows, 50_000);
      await vi.waitFor(() => expect(topOf('row 50000')).toBe(90));
    }
  });

  it('keeps it there when rows come below it, and begins at the top without one', async () => {
    render(rows.slice(0, 31), 30);
    await vi.waitFor(() => expect(topOf('row 30')).toBe(180));
    render(rows.slice(0, 60), 30);
    await vi.waitFor(() => expect(topOf('row 30')).toBe(90));
    render(rows.slice(0, 61), -1);
    await vi.waitFor(() => expect(topOf('row 0')).toBe(0));
  });

  it('leaves a row under the pointer that was clicked, and follows again after that', async () => {
    render(rows, 50_000);
    await vi.waitFor(() => expect(topOf('row 50000')).toBe(90));
    // It is left for a part of a second, which a busy machine takes for the click alone.
    let millis = performance.now();
    vi.spyOn(performance, 'now').mockImplementation(() => millis);
    await userEvent.click(
      [...document.querySelectorAll('[data-row]')].find((row) => row.textContent === 'row 50003') as Element,
    );
    render(rows, 50_003);
    await vi.waitFor(() =>
      expect(document.querySelector('[aria-selected=true]')?.textContent).toBe('row 50003'),
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(topOf('row 50003')).toBe(150);
    millis += 300;
    render(rows, 50_004);
    await vi.waitFor(() => expect(topOf('row 50004')).toBe(90));
  });

  it('tells which row is pointed at, marks one that is pointed at elsewhere, and lets go when it goes', async () => {
    const onHover = vi.fn<(row: string | undefined) => void>();
    render(rows, 0, { onHover, hoverIndex: 3 });
    await vi.waitFor(() => expect(texts().length).toBeGreaterThan(0));
    expect(document.querySelector('[data-hover]')?.textContent).toBe('row 3');
    await userEvent.hover(document.querySelector('[data-row="2"]') as Element);
    expect(onHover).toHaveBeenLastCalledWith('row 2');
    root?.unmount();
    root = undefined;
    expect(onHover).toHaveBeenLastCalledWith(undefined);
  });

  it('leaves the list where a person scrolled it', async () => {
    render(rows, 0);
    await vi.waitFor(() => expect(texts().length).toBeGreaterThan(0));
    listbox()?.dispatchEvent(new WheelEvent('wheel', { bubbles: true, deltaY: 1 }));
    render(rows, 50_000);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(texts()[0]).toBe('row 0');
  });

  it('moves by keys and activates with Enter', async () => {
    render(rows, 2);
    await vi.waitFor(() => expect(texts().length).toBeGreaterThan(0));
    listbox()?.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{Enter}');
    expect(activated).toHaveBeenCalledExactlyOnceWith('row 3', 3);
    await userEvent.keyboard('{End}{Enter}');
    expect(activated).toHaveBeenLastCalledWith('row 99999', 99_999);
    await userEvent.keyboard('{Home}{Enter}');
    expect(activated).toHaveBeenLastCalledWith('row 0', 0);
  });

  it('names only a row that is in the document as the one under the keyboard', async () => {
    render(rows, 5);
    const named = (): HTMLElement | null =>
      document.getElementById(listbox()?.getAttribute('aria-activedescendant') ?? '');
    await vi.waitFor(() => expect(named()?.textContent).toBe('row 5'));
    // A person's scrolling: the list leaves it, also when it hears only now how high it is.
    listbox()?.dispatchEvent(new WheelEvent('wheel', { bubbles: true, deltaY: 1 }));
    listbox()?.scrollTo({ top: 100_000 });
    await vi.waitFor(() => expect(listbox()?.hasAttribute('aria-activedescendant')).toBe(false));
  });

  it('is an empty list where there are no rows, also for keys', async () => {
    const failed = vi.fn();
    window.addEventListener('error', failed);
    render([], -1);
    await vi.waitFor(() => expect(listbox()).not.toBeNull());
    expect(texts()).toEqual([]);
    listbox()?.focus();
    await userEvent.keyboard('{ArrowDown}{End}{PageUp}{Enter}');
    expect(activated).not.toHaveBeenCalled();
    expect(failed).not.toHaveBeenCalled();
    window.removeEventListener('error', failed);
  });
});

describe('a tree', () => {
  const tree = ['a/', ' b/', '  c', ' d', 'e'];
  const levelOf = (row: string) => ({
    level: row.search(/\S/) + 1,
    expanded: row.endsWith('/') ? true : undefined,
    place: 1,
    siblings: 2,
  });
  const cursor = (): string | null | undefined => document.querySelector('[data-cursor=true]')?.textContent;

  it('has its roles, levels and places', async () => {
    render(tree, -1, { levelOf });
    await vi.waitFor(() => expect(document.querySelectorAll('[role=treeitem]')).toHaveLength(5));
    const row = document.querySelector('[data-row="1"]');
    expect(
      ['level', 'expanded', 'posinset', 'setsize'].map((name) => row?.getAttribute(`aria-${name}`)),
    ).toEqual(['2', 'true', '1', '2']);
    expect(document.querySelector('[data-row="2"]')?.hasAttribute('aria-expanded')).toBe(false);
  });

  it('goes into and out of its rows by the arrows, and closes them', async () => {
    const onToggle = vi.fn<(row: string, expanded: boolean) => void>();
    render(tree, -1, { levelOf, onToggle });
    await vi.waitFor(() => expect(document.querySelector('[role=tree]')).not.toBeNull());
    document.querySelector<HTMLElement>('[role=tree]')?.focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(cursor()).toBe('  c');
    await userEvent.keyboard('{ArrowLeft}');
    expect(cursor()).toBe(' b/');
    await userEvent.keyboard('{ArrowLeft}');
    expect(onToggle).toHaveBeenCalledExactlyOnceWith(' b/', false);
    await userEvent.keyboard('{End}{ArrowLeft}');
    expect(cursor()).toBe('e');
  });
});
