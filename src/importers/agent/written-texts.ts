/** What files hold after each change of an agent, as far as the original tells their texts. Pure. */
import type { ToolAction } from './tools.ts';

/** A text after a change. */
export interface WrittenText {
  readonly text: string;
  /** What the file held before the agent's first change of it; null: it did not exist; undefined: unknown. */
  readonly base: string | null | undefined;
  /** The change made the file. */
  readonly created: boolean;
}

type TextAction = Extract<ToolAction, { readonly kind: 'write' | 'replace' | 'insert' }>;

interface KnownFile {
  readonly base: string | null | undefined;
  /** What it holds; null: it is deleted; undefined: unknown. */
  readonly text: string | null | undefined;
}

export class WrittenTexts {
  readonly #files = new Map<string, KnownFile>();
  readonly #longest: number;

  /** `longest`: no replacement may make a text longer, in UTF-16 units. */
  constructor(longest: number) {
    this.#longest = longest;
  }

  /** The text after the change; or why it cannot be told. */
  apply(action: TextAction): WrittenText | string {
    const known = this.#files.get(action.file);
    const before = ('before' in action ? action.before : undefined) ?? known?.text ?? undefined;
    const text = textAfter(action, before, this.#longest);
    if (typeof text !== 'object') {
      // The change was made: what the file held before it is not what it holds now.
      if (known) this.#files.set(action.file, { base: known.base, text: undefined });
      return text;
    }
    const created =
      action.kind === 'write' &&
      action.created &&
      before === undefined &&
      (known === undefined || known.text === null);
    const base = known ? known.base : created ? null : before;
    this.#files.set(action.file, { base, text: text.text });
    return { text: text.text, base, created };
  }

  delete(file: string): void {
    const known = this.#files.get(file);
    this.#files.set(file, { base: known?.base, text: null });
  }
}

function textAfter(
  action: TextAction,
  before: string | undefined,
  longest: number,
): { readonly text: string } | string {
  if (action.kind === 'write') return { text: action.text };
  if (before === undefined) return 'what the file held before is not told';
  if (action.kind === 'insert') {
    const lines = before.split('\n');
    if (!Number.isInteger(action.line) || action.line < 0 || action.line > lines.length)
      return 'it names a line that the file does not have';
    const inserted = action.text.replace(/\n$/, '');
    return { text: [...lines.slice(0, action.line), inserted, ...lines.slice(action.line)].join('\n') };
  }
  const { from, to, everywhere } = action;
  const first = before.indexOf(from);
  if (from === '' || first < 0) return 'the text that it replaces is not in the file';
  const count = everywhere ? countOf(before, from, first) : 1;
  if (before.length + count * (to.length - from.length) > longest)
    return 'it makes the file longer than is kept';
  if (everywhere) return { text: before.split(from).join(to) };
  if (before.includes(from, first + 1)) return 'the text that it replaces stands in the file more than once';
  return { text: before.slice(0, first) + to + before.slice(first + from.length) };
}

/** How often `part` stands in `text`, side by side; `first`: where it stands first. */
function countOf(text: string, part: string, first: number): number {
  let count = 0;
  for (let at = first; at >= 0; at = text.indexOf(part, at + part.length)) count += 1;
  return count;
}
