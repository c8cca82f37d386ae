import { describe, expect, it } from 'vitest';
import type { BrowserData } from '../../../src/panes/browser/browser-data.ts';
import { DomBench } from './dom-bench.tsx';
import { domLayers, recordingOf } from './dom-data.ts';
import { browserData } from './pane-data.ts';

const FILES = import.meta.glob<string>('../../../../shared/data/rrweb/*.json', {
  query: '?raw',
  import: 'default',
});
const NAMES = Object.keys(FILES).map((path) => path.split('/').at(-1) ?? '');

const bench = new DomBench();

const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE;

/** The page with what its markup does not tell: values, choices, scroll positions, style rules. */
function picture(): string {
  const parts: string[] = [];
  const walk = (node: Node): void => {
    // Not by instanceof: rrweb makes an element of its own in the app's realm.
    if (isElement(node)) {
      const attributes = [...node.attributes].map(({ name, value }) => `${name}=${value}`).toSorted();
      const { value, checked } = node as HTMLInputElement;
      const rules = [...((node as HTMLStyleElement).sheet?.cssRules ?? [])].map(({ cssText }) => cssText);
      parts.push(
        `<${node.localName} ${attributes.join(' ')}|${value}|${checked}|${node.scrollTop},${node.scrollLeft}|${rules.join()}>`,
      );
      if (node.shadowRoot) node.shadowRoot.childNodes.forEach(walk);
    } else parts.push(node.textContent ?? '');
    node.childNodes.forEach(walk);
    parts.push('/');
  };
  walk(bench.page.documentElement);
  const adopted = bench.page.adoptedStyleSheets.map(({ cssRules }) => cssRules.length);
  const { scrollX = 0, scrollY = 0 } = bench.frame?.contentWindow ?? {};
  return `${parts.join('\n')}\n${adopted.join()}${scrollX},${scrollY}`;
}

async function fileData(name: string): Promise<BrowserData> {
  const text = (await FILES[`../../../../shared/data/rrweb/${name}`]?.()) ?? '';
  const first = (JSON.parse(text) as readonly { readonly timestamp: number }[])[0]?.timestamp ?? 0;
  return browserData({ doms: domLayers(recordingOf(text, first)) });
}

describe.skipIf(NAMES.length === 0)('real recordings', () => {
  it.each(NAMES)('%s is the same from both sides', async (name) => {
    const data = await fileData(name);
    const recording = await data.doms[0]?.content.get();
    await bench.open(data);
    const first = recording?.pages.items[0]?.time ?? 0;
    const last = recording?.events.items.at(-1)?.time ?? 0;
    const times = Array.from({ length: 10 }, (_, index) => first + ((last - first) * index) / 9);
    const seen: string[] = [];
    for (const time of times) {
      await bench.atMicros(time);
      expect(bench.shown).toMatchObject({ dom: 'dom-0', snapshot: null });
      seen.push(picture());
    }
    for (const [index, time] of [...times.entries()].toReversed()) {
      await bench.atMicros(time);
      expect(picture()).toBe(seen[index]);
    }
    expect(new Set(seen).size).toBeGreaterThan(1);
  });

  it('player-demo-81s.json shows its editor, and counts on', async () => {
    await bench.open(await fileData('player-demo-81s.json'));
    // The page counts seconds; near the end it begins anew.
    const COUNTED: Readonly<Record<number, string>> = { 5: '5', 20: '20', 40: '40', 60: '60', 81: '9' };
    for (const time of [5, 20, 40, 60, 81, 40, 5]) {
      expect(await bench.at(time)).toMatchObject({
        url: 'https://demoit.app/e/react#ReactHooks.js',
        title: 'demoit',
        tabs: 1,
        dom: 'dom-0',
      });
      expect(bench.page.querySelector('.CodeMirror-code')?.textContent).toContain(
        'class App extends React.Component',
      );
      const counted = /Time (\d+)/.exec(bench.page.querySelector('#output')?.textContent ?? '')?.[1];
      expect(counted).toBe(COUNTED[time]);
    }
  });
});

describe.skipIf(NAMES.length === 0)('what real recordings show', () => {
  const style = (selector: string): CSSStyleDeclaration => {
    const found = bench.page.querySelector(selector);
    if (!found) throw new Error(`${selector} is not on the page`);
    return getComputedStyle(found);
  };

  it('values of fields', async () => {
    await bench.open(await fileData('input.json'));
    const values = async (seconds: number): Promise<readonly string[]> => {
      await bench.at(seconds);
      return [...bench.page.querySelectorAll<HTMLInputElement>('select, input')].map(({ value }) => value);
    };
    expect(await values(1.2)).toEqual(['valueB']);
    expect(await values(1.7)).toEqual(['valueA']);
    expect(await values(2.2)).toEqual(['valueC']);
    expect(await values(3.2)).toEqual(['valueC', 'test input']);
    expect(await values(3.7)).toEqual(['test input']);
    expect(await values(1.7)).toEqual(['valueA']);
  });

  it('what is under the pointer', async () => {
    await bench.open(await fileData('hover.json'));
    await bench.at(0.05);
    expect(style('div').backgroundColor).toBe('rgba(0, 0, 0, 0)');
    await bench.at(0.12);
    expect(style('div').backgroundColor).toBe('rgb(255, 215, 0)');
    await bench.at(0.05);
    expect(style('div').backgroundColor).toBe('rgba(0, 0, 0, 0)');
  });

  it('where one scrolled to', async () => {
    await bench.open(await fileData('scroll.json'));
    const places = async (seconds: number): Promise<unknown> => {
      await bench.at(seconds);
      return [bench.page.querySelector('#container')?.scrollTop, bench.frame?.contentWindow?.scrollY];
    };
    expect(await places(0.7)).toEqual([0, 0]);
    expect(await places(1.2)).toEqual([2500, 0]);
    expect(await places(1.7)).toEqual([2500, 250]);
    expect(await places(1.2)).toEqual([2500, 0]);
    expect(await places(2)).toEqual([undefined, 0]);
  });

  it('shadow trees, one in another', async () => {
    await bench.open(await fileData('shadow-dom.json'));
    const text = async (seconds: number): Promise<unknown> => {
      await bench.at(seconds);
      const outer = bench.page.querySelector('div')?.shadowRoot;
      const inner = outer?.querySelector('div')?.shadowRoot;
      return [outer?.querySelector('span')?.textContent, inner?.querySelector('span')?.textContent];
    };
    expect(await text(0.7)).toEqual(['shadow dom one', undefined]);
    expect(await text(1)).toEqual(['shadow dom one', 'shadow dom two']);
  });

  it('rules that came and went', async () => {
    await bench.open(await fileData('style-sheet-rule-events.json'));
    const color = async (seconds: number): Promise<string> => {
      await bench.at(seconds);
      return style('a').color;
    };
    expect(await color(0.9)).not.toBe('rgb(0, 0, 255)');
    expect(await color(1.2)).toBe('rgb(0, 0, 255)');
    expect(await color(2.6)).not.toBe('rgb(0, 0, 255)');
    expect(await color(1.2)).toBe('rgb(0, 0, 255)');
  });

  it('the sheet that was read, where a text of it stands too', async () => {
    await bench.open(await fileData('bad-style.json'));
    await bench.at(0.001);
    expect([style('#one').color, style('#two').color]).toEqual(['rgb(255, 0, 0)', 'rgb(255, 0, 0)']);
    await bench.at(0.003);
    expect([style('#one').color, style('#two').color]).toEqual(['rgb(255, 255, 0)', 'rgb(255, 255, 0)']);
  });
});
