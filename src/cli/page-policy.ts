/** The Content-Security-Policy that the built page carries, as a header and with added origins. */
import { badArguments } from './command.ts';

const META = /(<meta\b(?=[^>]*\bhttp-equiv="Content-Security-Policy")[^>]*\bcontent=")([^"]*)("[^>]*>)/i;

/** The page with `origins` added to what it may fetch and play, and its policy for the header; undefined where it has none. */
export function withOrigins(
  html: string,
  origins: readonly string[],
): { readonly html: string; readonly policy: string | undefined } {
  const found = META.exec(html);
  if (!found) return { html, policy: undefined };
  const [, before = '', content = '', after = ''] = found;
  const policy = allow(unescapeAttribute(content), origins);
  return { html: html.replace(found[0], () => before + escapeAttribute(policy) + after), policy };
}

const EMBEDDERS = /(<meta\b(?=[^>]*\bname="playhead-embedders")[^>]*\bcontent=")([^"]*)("[^>]*>)/i;

/** The page with `origins` added to those whose pages may drive it from around it (src/app/embed/embedders.ts). */
export function withEmbedders(html: string, origins: readonly string[]): string {
  return html.replace(EMBEDDERS, (_, before: string, content: string, after: string) => {
    return before + [...new Set([...words(content), ...origins])].join(' ') + after;
  });
}

/** The origins that the page lists so; undefined where it has no such list. */
export function embeddersOf(html: string): readonly string[] | undefined {
  const content = EMBEDDERS.exec(html)?.[2];
  return content === undefined ? undefined : words(content);
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** What reads a bundle: `fetch`, and the media elements that play its files by their address. */
const READING: Readonly<Record<string, string>> = {
  'connect-src': "'self'",
  'media-src': "'self' blob:",
};

function allow(policy: string, origins: readonly string[]): string {
  if (origins.length === 0) return policy;
  const directives = policy.split(';').map((directive) => directive.trim());
  for (const [name, usual] of Object.entries(READING)) {
    const named = new RegExp(`^${name}(?:\\s|$)`, 'i');
    const index = directives.findIndex((directive) => named.test(directive));
    const directive = directives[index]?.replace(/\s*'none'/, '') ?? `${name} ${usual}`;
    const allowed = [...new Set([...words(directive), ...origins])].join(' ');
    directives.splice(index === -1 ? directives.length : index, 1, allowed);
  }
  return directives.join('; ');
}

/** An origin as `option` takes it. Throws `bad-arguments`: a path or a wildcard would say more than it does. */
export function checkOrigin(text: string, option = '--connect'): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // A host of plain characters: what stands in a policy must not be able to end the directive, or be a pattern.
  if (
    !url ||
    !/^https?:\/\/[\w.:[\]-]+$/.test(url.origin) ||
    url.origin !== text.replace(/\/$/, '').toLowerCase()
  )
    throw badArguments(
      `${option} takes an origin such as https://traces.example.com, not ${JSON.stringify(text)}`,
    );
  return url.origin;
}

function unescapeAttribute(text: string): string {
  return text.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
