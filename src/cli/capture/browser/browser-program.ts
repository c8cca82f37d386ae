/** Which browser is recorded, and how it is started. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Of Chromium, where the configuration names no browser. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PROBE_TIME = 8_000;

/** The program and its version, or what is missing, as the rest of a sentence. */
export type FoundBrowser =
  { readonly program: string; readonly version: string } | { readonly missing: string };

/** `named`: by the configuration. */
export async function findBrowser(named: string | undefined): Promise<FoundBrowser> {
  for (const program of named === undefined ? NAMES : [named]) {
    const said = await versionOf(program);
    if (said === undefined) continue;
    const [, version] = /\bChrom(?:e|ium)\b\D*(\d[\d.]*)/i.exec(said) ?? [];
    return version === undefined ? { missing: `${program} is no Chromium` } : { program, version };
  }
  return { missing: named === undefined ? 'Chromium is not installed' : `${named} cannot be run` };
}

async function versionOf(program: string): Promise<string | undefined> {
  try {
    return (await promisify(execFile)(program, ['--version'], { timeout: PROBE_TIME })).stdout;
  } catch {
    return undefined; // which is the answer
  }
}

/** Of a browser that keeps to itself: no questions at its start, and no requests but those of its pages. */
export function browserArgs(profile: string): readonly string[] {
  return [
    ...[`--user-data-dir=${profile}`, '--no-first-run', '--no-default-browser-check'],
    ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ...['--password-store=basic', '--hide-crash-restore-bubble', '--disable-search-engine-choice-screen'],
  ];
}
