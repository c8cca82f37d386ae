/** What tool calls did to the world: commands, files, pages. Each format names its tools in a table. Pure. */
import { isObject, numberField, textField } from '../../base/json.ts';

export interface Exit {
  readonly code: number | null;
  readonly source: 'shell' | 'parsed' | 'unknown';
}

export type ToolAction =
  | {
      readonly kind: 'shell';
      readonly command: string;
      readonly cwd: string | null;
      readonly exit: Exit;
      readonly output: string;
    }
  /** Typed into a program that still runs. */
  | { readonly kind: 'typed'; readonly text: string; readonly output: string }
  /** The file holds this. `created`: it did not exist. `before`: what it held, where that is told. */
  | {
      readonly kind: 'write';
      readonly file: string;
      readonly text: string;
      readonly created: boolean;
      readonly before?: string;
    }
  /** `from` stands where `to` was, once, or everywhere. `before`: the whole text before, where it is told. */
  | {
      readonly kind: 'replace';
      readonly file: string;
      readonly from: string;
      readonly to: string;
      readonly everywhere: boolean;
      readonly before?: string;
    }
  /** `text` after line `line`, from 1; 0: at the beginning. */
  | { readonly kind: 'insert'; readonly file: string; readonly line: number; readonly text: string }
  | { readonly kind: 'delete'; readonly file: string }
  | { readonly kind: 'visit'; readonly url: string };

/** A call with its answer, as far as there is one. */
export interface ToolUse {
  readonly id: string;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly result: ToolAnswer | undefined;
}

export interface ToolAnswer {
  readonly text: string;
  /** undefined: the original does not say it in a field. */
  readonly failed: boolean | undefined;
  readonly exitCode: number | undefined;
}

type Tool = (use: ToolUse) => readonly ToolAction[];

/** By the names that a format's tools have. */
export type ToolTable = ReadonlyMap<string, Tool>;

export function actionsOf(table: ToolTable, use: ToolUse): readonly ToolAction[] {
  return table.get(use.name)?.(use) ?? [];
}

/** A shell whose command stands in one of these arguments. `exit`: how its output tells the exit code, in group 1. */
export function shell(names: readonly string[], exit?: RegExp, cwd: readonly string[] = []): Tool {
  return ({ args, result }) => {
    const command = firstText(args, names);
    if (command === undefined) return [];
    const output = result?.text ?? '';
    return [
      { kind: 'shell', command, cwd: firstText(args, cwd) ?? null, exit: exitOf(result, exit), output },
    ];
  };
}

/** An explicit field, else the output's text, else unknown: never 0 by default. */
export function exitOf(result: ToolAnswer | undefined, pattern?: RegExp): Exit {
  if (result?.exitCode !== undefined) return { code: result.exitCode, source: 'shell' };
  const told = pattern?.exec(result?.text ?? '')?.[1];
  const code = told === undefined ? NaN : Number(told);
  return Number.isSafeInteger(code) ? { code, source: 'parsed' } : { code: null, source: 'unknown' };
}

/** True where a change was made for all that is known: one without an answer may never have happened. */
export function isDone({ result }: ToolUse): boolean {
  return result !== undefined && result.failed !== true && (result.exitCode ?? 0) === 0;
}

export function write(file: string, text: string): Tool {
  return (use) => {
    const [path, content] = [textField(use.args, file), use.args[text]];
    if (!isDone(use) || path === undefined || typeof content !== 'string') return [];
    return [{ kind: 'write', file: path, text: content, created: false }];
  };
}

export function replace(file: string, from: string, to: string, everywhere = 'replace_all'): Tool {
  return (use) => {
    const { args } = use;
    const path = textField(args, file);
    // Without the old text nothing is known of the change; without a new one it is deleted.
    const before = args[from];
    const after = args[to] ?? (before === '' ? undefined : '');
    if (!isDone(use) || path === undefined || typeof before !== 'string' || typeof after !== 'string')
      return [];
    if (before === '') return [{ kind: 'write', file: path, text: after, created: true }];
    return [{ kind: 'replace', file: path, from: before, to: after, everywhere: args[everywhere] === true }];
  };
}

export function visit(url: string): Tool {
  return (use) => {
    const address = textField(use.args, url);
    if (!isDone(use) || address === undefined || !/^https?:\/\//i.test(address)) return [];
    return [{ kind: 'visit', url: address }];
  };
}

/** The editor tool of many models: one tool with a `command` of its own. */
export const strReplaceEditor: Tool = (use) => {
  const { args } = use;
  const file = textField(args, 'path');
  // It says in its text alone that it failed.
  if (!isDone(use) || file === undefined || /^\s*(?:ERROR|Error|No replacement)/.test(use.result?.text ?? ''))
    return [];
  switch (args['command']) {
    case 'create': {
      const text = args['file_text'];
      return typeof text === 'string' ? [{ kind: 'write', file, text, created: true }] : [];
    }
    case 'str_replace':
      return replace('path', 'old_str', 'new_str')(use);
    case 'insert': {
      const line = numberField(args, 'insert_line');
      const text = args['new_str'] ?? args['insert_text'];
      return line !== undefined && typeof text === 'string' ? [{ kind: 'insert', file, line, text }] : [];
    }
    default:
      return [];
  }
};

/** A text, or a list of words as programs are started with: of a shell that is given a script, the script. */
export function commandText(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const words = value.filter((word) => typeof word === 'string');
  if (words.length !== value.length) return undefined;
  const [program = '', option = '', script] = words;
  if (
    words.length === 3 &&
    script !== undefined &&
    /(?:^|\/)(?:ba|z|da)?sh$/.test(program) &&
    /^-l?c$/.test(option)
  )
    return script;
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}

function firstText(args: unknown, names: readonly string[]): string | undefined {
  if (!isObject(args)) return undefined;
  for (const name of names) {
    const text = Object.hasOwn(args, name) ? commandText(args[name]) : undefined;
    if (text !== undefined) return text;
  }
  return undefined;
}
