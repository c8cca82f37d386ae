/** Numbers and names as the search shows them. Pure. */

export function number(value: number): string {
  return value.toLocaleString('en');
}

/** `Terminal`, `Terminal and Edits`, `Terminal, Edits and 2 more`. */
export function listed(names: readonly string[]): string {
  const [first = '', second, ...others] = names;
  if (second === undefined) return first;
  if (others.length === 0) return `${first} and ${second}`;
  return `${first}, ${second} and ${others.length} more`;
}
