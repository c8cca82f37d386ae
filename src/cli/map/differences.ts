/** Where two JSON values differ, as JSON pointers (RFC 6901), at most `most` of them. Pure. */
export function differences(before: unknown, after: unknown, most = 20): readonly string[] {
  const found: string[] = [];
  const visit = (a: unknown, b: unknown, pointer: string): void => {
    if (found.length >= most || Object.is(a, b)) return;
    if (!isNested(a) || !isNested(b) || Array.isArray(a) !== Array.isArray(b)) {
      found.push(pointer === '' ? '/' : pointer);
      return;
    }
    const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
    for (const key of new Set([...left.keys(), ...right.keys()]))
      visit(left.get(key), right.get(key), `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  };
  visit(before, after, '');
  return found;
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
