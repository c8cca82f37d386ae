/** Where a text stops being JSON (RFC 8259): engines tell it differently, or not at all. Pure. */

/** From 1; columns in UTF-16 units. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** What may come next. */
type Next = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end';

const TOKEN = /[ \t\n\r]*(?:([{}[\],:])|(true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|("))?/y;
const IN_STRING = /[^"\\\u0000-\u001F]+|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;

/** The place of the first character, or of the beginning of the string, that cannot stand there; undefined for JSON. */
export function jsonFault(text: string): TextPlace | undefined {
  const open: ('{' | '[')[] = [];
  let next: Next = 'value';
  for (let at = 0; ;) {
    TOKEN.lastIndex = at;
    const found: readonly (string | undefined)[] | null = TOKEN.exec(text);
    if (!found) return placeAt(text, at);
    const [all = '', mark, word, quote] = found;
    const token = mark ?? word ?? quote ?? '';
    const start = at + all.length - token.length;
    at += all.length;
    const isDone: boolean = open.length === 0 && next === 'comma-or-end';
    if (token === '') return isDone && start === text.length ? undefined : placeAt(text, start);
    if (quote !== undefined) at = endOfString(text, at);
    const after: Next | undefined = isDone || at < 0 ? undefined : follow(token, next, open);
    if (after === undefined) return placeAt(text, start);
    next = after;
  }
}

/** What comes after a token, if it may stand there; keeps account of what is open. */
function follow(token: string, next: Next, open: ('{' | '[')[]): Next | undefined {
  const inside = open.at(-1);
  const isValue = next === 'value' || next === 'value-or-end';
  if (token === '{' || token === '[') {
    if (!isValue) return undefined;
    open.push(token);
    return token === '{' ? 'key-or-end' : 'value-or-end';
  }
  if (token === '}' || token === ']') {
    const isEnd = next === 'comma-or-end' || next === (token === '}' ? 'key-or-end' : 'value-or-end');
    if (!isEnd || inside !== (token === '}' ? '{' : '[')) return undefined;
    open.pop();
    return 'comma-or-end';
  }
  if (token === ':') return next === 'colon' ? 'value' : undefined;
  if (token === ',') return next !== 'comma-or-end' ? undefined : inside === '{' ? 'key' : 'value';
  if (token === '"' && (next === 'key' || next === 'key-or-end')) return 'colon';
  return isValue ? 'comma-or-end' : undefined;
}

/** Index after the string of which `at` is the first character; -1 where it is broken or does not end. */
function endOfString(text: string, at: number): number {
  let end = at;
  while (text.charAt(end) !== '"') {
    IN_STRING.lastIndex = end;
    const [some] = IN_STRING.exec(text) ?? [];
    if (some === undefined) return -1;
    end += some.length;
  }
  return end + 1;
}

function placeAt(text: string, at: number): TextPlace {
  const before = text.slice(0, at).split(/\r\n|\n|\r/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
