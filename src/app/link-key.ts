/**
 * The keys of encrypted bundles that this page was given. A link ends with its key, in the fragment, which no server is
 * told. It is taken off the page's address before anything else reads that, and is then here alone: in memory, as long as
 * the page is open.
 */
import { isBareKey, KEY_PART } from '../bundle/encrypted-name.ts';
import type { TraceInput } from './find-bundle.ts';

const given: string[] = [];
/** By the whole address of a bundle, which may be signed: the end of a link that opens it. */
const opened = new Map<string, string>();

/** As they were given, which may be no whole key; the one that was given last stands first. */
export function givenKeys(): readonly string[] {
  return [...given].reverse();
}

export function keepKey(text: string): void {
  const before = given.indexOf(text);
  if (before >= 0) given.splice(before, 1);
  given.push(text);
}

/** `fragment`: opens the bundle at that address. */
export function keepOpened(address: string, fragment: string): void {
  opened.set(address, fragment);
}

/** The end of a link, by which whoever has it opens the bundle; undefined for one that needs no key. */
export function keyFragmentOf(address: string): string | undefined {
  return opened.get(address);
}

/** Takes all keys off the page's address, where there are any. */
export function takeLinkKey(): void {
  const { keys, rest } = splitFragment(location.hash);
  if (keys.length === 0) return;
  keys.forEach(keepKey);
  history.replaceState(history.state, '', location.pathname + location.search + rest);
}

/** What was named, without its address's fragment, of which a key is kept: it must not stand in what is shown of an address. */
export function withoutKey(input: TraceInput): TraceInput {
  if (typeof input !== 'string' && !(input instanceof URL)) return input;
  const [address = '', fragment = ''] = String(input).split(/#(.*)/s);
  splitFragment(fragment).keys.forEach(keepKey);
  return address;
}

/** Each part that names a key, or is one without its name. */
function splitFragment(fragment: string): { readonly keys: readonly string[]; readonly rest: string } {
  const start = `${KEY_PART}=`;
  // A key that was put behind a link with a fragment of its own has its `#` still.
  const parts = fragment.replace(/^#/, '').split(/[&#]/);
  const isKey = (part: string): boolean => part.startsWith(start) || isBareKey(part);
  const rest = parts.filter((part) => !isKey(part)).join('&');
  return {
    keys: parts.filter(isKey).map((part) => (part.startsWith(start) ? part.slice(start.length) : part)),
    rest: rest === '' ? '' : `#${rest}`,
  };
}
