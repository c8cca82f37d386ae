/**
 * Every text in what was JSON, in its order, each behind the name that it was given: `password: x`. What stands in a list
 * has the name of the list, and `{name, value}`, as headers and cookies are written, is one text. Names of anything else
 * stand alone. Pure.
 */
import { append } from '../../base/long-lists.ts';
export function namedStrings(value: unknown): readonly string[] {
  const found: string[] = [];
  // No recursion: what is read here may be nested without end.
  const open: (readonly [string, unknown])[] = [['', value]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [name, held] = next;
    if (typeof held === 'string') found.push(name === '' ? held : `${name}: ${held}`);
    else if (Array.isArray(held)) for (const item of held.toReversed()) open.push([name, item]);
    else {
      if (name !== '') found.push(name);
      if (typeof held === 'object' && held !== null) append(open, membersOf(held).toReversed());
    }
  }
  return found;
}

function membersOf(object: object): readonly (readonly [string, unknown])[] {
  const members = Object.entries(object) as [string, unknown][];
  const { name, value } = object as { readonly name?: unknown; readonly value?: unknown };
  if (typeof name !== 'string' || typeof value !== 'string') return members;
  return [[name, value], ...members.filter(([key]) => key !== 'name' && key !== 'value')];
}
