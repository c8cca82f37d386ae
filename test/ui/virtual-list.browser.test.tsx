import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { userEvent } from 'vitest/browser';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { VirtualList } from '../../src/ui/VirtualList.tsx';

const rows = Array.from({ length: 100_000 }, (_, index) => `row ${index}`);
const activated = vi.fn<(row: string, index: number) => void>();
let root: Root | undefined;

afterEach(() => {
  root?.unmount();
  root = undefined;
  activated.mockClear();
});

function render(list: readonly string[], activeIndex: number): void {
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
      />
    </StrictMode>,
  );
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
    await vi.waitFor(() => expect(texts().length).toBeGreaterThan(0));
    const id = listbox()?.getAttribute('aria-activedescendant') ?? '';
    expect(document.getElementById(id)?.textContent).toBe('row 5');
    listbox()?.scrollTo({ top: 100_000 });
    await vi.waitFor(() => expect(listbox()?.hasAttribute('aria-activedescendant')).toBe(false));
  });

  it('is an empty list where there are no rows', async () => {
    render([], -1);
    await vi.waitFor(() => expect(listbox()).not.toBeNull());
    expect(texts()).toEqual([]);
  });
});
