/** The texts that a plan wants removed: those that it names, and those that only the bundle tells. */
import { TraceError } from '../../base/errors.ts';
import type { Facts } from '../../qc/facts.ts';
import type { Profile } from '../../qc/profile.ts';
import { searchesOf, seenTexts, valuesIn, valuesThatStay } from '../../qc/secrets/values.ts';
import { terminalInput, typedLines } from '../../qc/secrets/typed-text.ts';
import type { TimedText } from '../../qc/secrets/timed-text.ts';
import { LEAST_LENGTH, type Removed } from '../../share/redact/finder.ts';
import { cookieValues, valuesInHeader } from '../../share/redact/har.ts';
import type { Rules } from '../../share/redact/plan.ts';
import { removes, type RemovedTime } from '../../share/redact/ranges.ts';

/** Every text, once for each redaction that wants it. Rejects with what reading the bundle rejects with. */
export async function collectTexts(
  facts: Facts,
  rules: Rules,
  profile: Profile,
): Promise<readonly Removed[]> {
  const found = new Map<string, Removed>();
  const add = (id: string, text: string): void => {
    if (text.trim().length >= LEAST_LENGTH) found.set(`${id} ${text.trim()}`, { id, text: text.trim() });
  };
  for (const { id, texts } of rules.of('text')) {
    for (const text of texts) {
      if (text.trim().length < LEAST_LENGTH)
        throw new TraceError('redaction-plan-invalid', {
          source: id,
          reason: `one of its texts has fewer than ${LEAST_LENGTH} characters that are no blanks`,
        });
      add(id, text);
    }
  }
  for (const { id, url } of rules.of('url')) add(id, url);
  await addTyped(facts, rules, add);
  await addCookies(facts, rules, add);
  await addSeen(facts, rules, profile, add);
  return [...found.values()];
}

type Add = (id: string, text: string) => void;

async function addTyped({ inputs, terminals }: Facts, rules: Rules, add: Add): Promise<void> {
  const times = rules
    .of('keystrokes')
    .filter(({ everywhere }) => everywhere)
    .map(({ id, t: [start = 0, end = 0] }): RemovedTime => ({ id, start, end }));
  if (times.length === 0) return;
  for (const { holds } of inputs) for (const line of typedLines(holds)) addWithin(line, times, add);
  for (const { holds } of terminals)
    for await (const lines of terminalInput(holds)) for (const line of lines) addWithin(line, times, add);
}

/** The part of a line that was typed then. */
function addWithin(line: TimedText, times: readonly RemovedTime[], add: Add): void {
  for (const time of times) {
    const within = Array.from({ length: line.text.length }, (_, at) => {
      const range = line.rangeAt(at, at + 1);
      return range && removes([time], range.start) !== undefined ? line.text.charAt(at) : '';
    });
    add(time.id, within.join(''));
  }
}

async function addCookies({ trace }: Facts, rules: Rules, add: Add): Promise<void> {
  for (const { id, names } of rules.cookies)
    for (const { layer } of trace.networks)
      for (const path of layer.paths ?? []) {
        const archive = JSON.parse((await trace.bundle.readText(path)).replace(/^\uFEFF/, '')) as unknown;
        for (const value of cookieValues(archive, names)) add(id, value);
      }
}

const COOKIE_LINE = /\b(?:set-)?cookie:[ \t]*([^\r\n"'\\]+)/gi;
const KEY_BEGIN = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
const KEY_END = /-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;

/** What is found in the texts: values that look secret, whole addresses, cookies in lines of any program. */
async function addSeen(facts: Facts, rules: Rules, profile: Profile, add: Add): Promise<void> {
  const { family } = facts.manifest.task;
  const sought = await Promise.all(
    rules.of('found').map(async ({ id, rules: ids, except = [] }) => ({
      id,
      searches: searchesOf(profile, family, ids),
      stays: await valuesThatStay(facts, profile, ids, except),
      takesKeys: ids.includes('secrets'),
      isKey: false,
    })),
  );
  const { cookies, urls } = rules;
  if (sought.length === 0 && cookies.length === 0 && urls.length === 0) return;
  for await (const text of seenTexts(facts)) {
    for (const one of sought) {
      const { id, searches, stays } = one;
      for (const value of valuesIn(text, searches))
        if (!stays.has(value) || KEY_BEGIN.test(value)) add(id, value);
      if (!one.takesKeys) continue;
      // A form tells only where a key begins, and so do findings, for which one key is like another: all go.
      for (const line of text.split('\n')) {
        one.isKey ||= KEY_BEGIN.test(line);
        if (one.isKey)
          for (const part of line.split(/\\[nr]|-----/)) if (part.trim().length >= 16) add(id, part);
        one.isKey &&= !KEY_END.test(line);
      }
    }
    for (const { id, name } of urls)
      for (const whole of text.matchAll(new RegExp(String.raw`${escaped(name)}[^\s"'<>\\)\]}]*`, 'g')))
        add(id, whole[0]);
    for (const { id, names } of cookies)
      for (const [, header = ''] of text.matchAll(COOKIE_LINE))
        for (const value of valuesInHeader(header, names)) add(id, value);
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
