import { TraceError } from '../base/errors.ts';
import { withoutSecrets } from '../base/signed-address.ts';

/**
 * The origins that this page may open bundles from: its own, and those in the `connect-src` of its policy, which is
 * what the browser enforces; wildcards are not understood. In development there is no policy, and only the page's own origin is allowed.
 */
export function allowedOrigins(page: Document = document): ReadonlySet<string> {
  const policy =
    page.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')?.content ?? '';
  const sources = /(?:^|;)\s*connect-src\s+([^;]*)/.exec(policy)?.[1]?.split(/\s+/) ?? [];
  const origins = sources.filter((source) => URL.canParse(source)).map((source) => new URL(source).origin);
  return new Set([page.location.origin, ...origins.filter((origin) => origin !== 'null')]);
}

/**
 * The address of a bundle that a link or a person named, relative to the page. Throws `source-refused` for schemes,
 * credentials and origins that are not allowed.
 */
export function bundleAddress(text: string, page: Document = document): URL {
  const refuse = (reason: string): never => {
    throw new TraceError('source-refused', { url: withoutSecrets(text), reason });
  };
  let url: URL;
  try {
    url = new URL(text, page.baseURI);
  } catch (cause) {
    throw new TraceError(
      'source-refused',
      { url: withoutSecrets(text), reason: 'it is not an address' },
      cause,
    );
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return refuse('only http and https addresses are');
  if (url.username !== '' || url.password !== '') return refuse('it holds a user name or password');
  if (!allowedOrigins(page).has(url.origin))
    return refuse(`this page opens traces from ${[...allowedOrigins(page)].join(', ')} only`);
  return url;
}
