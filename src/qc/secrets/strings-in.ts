/** Every text in what was JSON, in its order, but for the names of keys. Pure. */
export function stringsIn(value: unknown): readonly string[] {
  const found: string[] = [];
  // No recursion: what is read here may be nested without end.
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string') found.push(next);
    else if (typeof next === 'object' && next !== null)
      for (const part of Object.values(next).reverse()) open.push(part);
  }
  return found;
}
