/** Names of files as the schema's paths allow them. Pure. */

/** A file name as the schema's paths allow it: lower case, ASCII, no dot or dash in front. */
export function cleanName(name: string): string {
  const clean = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(-80)
    .replace(/^[.-]+/, '');
  return clean === '' ? 'file' : clean;
}

/** `name` with the ending `.ending`, unless it has one of `accepted` already. */
export function withEnding(name: string, ending: string, accepted: readonly string[] = [ending]): string {
  return accepted.some((other) => name.endsWith(`.${other}`))
    ? name
    : `${name.replace(/\.[a-z0-9]{1,5}$/, '')}.${ending}`;
}
