/** Monaco's models of texts, kept for when they are shown again. */
import type { editor } from 'monaco-editor/editor/editor.api.js';
import styles from './code.module.css';
import type { Code } from './code.ts';
import { monaco } from './monaco.ts';

export type Side = 'original' | 'modified';

/** UTF-16 code units of all that is kept and not shown; Monaco needs about twice as many bytes. */
const LIMIT = 4_000_000;

interface Kept {
  readonly path: string;
  readonly side: Side;
  readonly text: string;
  readonly numbers: readonly (number | undefined)[] | undefined;
  readonly model: editor.ITextModel;
  /** How many show it. */
  users: number;
}

/** Counts the models, so that no two have the same address. */
let models = 0;

/**
 * The same text of the same file is one model a side: its colours need not be found again, and of two moments of a file
 * the original is mostly the same. What is shown is never dropped.
 */
export class ModelCache {
  /** The least recently used first. */
  #kept: readonly Kept[] = [];

  get size(): number {
    return this.#kept.length;
  }

  /** To be given back with `release`. */
  take(code: Code, side: Side): editor.ITextModel {
    const { path, numbers: all } = code;
    const [text, numbers] = [code[side], all?.[side]];
    const known = this.#kept.find(
      (one) => one.side === side && one.path === path && one.numbers === numbers && one.text === text,
    );
    const taken = known ?? { path, side, text, numbers, model: makeModel(code, side), users: 0 };
    taken.users += 1;
    this.#kept = [...this.#kept.filter((one) => one !== known), taken];
    return taken.model;
  }

  release(model: editor.ITextModel): void {
    for (const one of this.#kept) if (one.model === model) one.users -= 1;
    const idle = this.#kept.filter(({ users }) => users === 0);
    let length = idle.reduce((sum, { text }) => sum + text.length, 0);
    const dropped = new Set<Kept>();
    for (const one of idle) {
      if (length <= LIMIT) break;
      length -= one.text.length;
      dropped.add(one);
    }
    this.#drop(dropped);
  }

  /** Drops all, also what is shown. */
  clear(): void {
    this.#drop(new Set(this.#kept));
  }

  #drop(dropped: ReadonlySet<Kept>): void {
    this.#kept = this.#kept.filter((one) => !dropped.has(one));
    for (const { model } of dropped) model.dispose();
  }
}

/** The path's ending tells Monaco the language. */
function makeModel(code: Code, side: Side): editor.ITextModel {
  models += 1;
  const uri = monaco.Uri.from({ scheme: 'trace', authority: `${side}-${models}`, path: `/${code.path}` });
  const model = monaco.editor.createModel(code[side], undefined, uri);
  const gaps = (code.numbers?.[side] ?? []).flatMap((line, index) => (line === undefined ? [index + 1] : []));
  const inlineClassName = styles['gapText'] ?? '';
  model.deltaDecorations(
    [],
    gaps.map((row) => ({
      range: new monaco.Range(row, 1, row, model.getLineMaxColumn(row)),
      options: { isWholeLine: true, className: styles['gap'] ?? '', inlineClassName },
    })),
  );
  return model;
}
