/** The page of the app, as it stands in a folder that is sent to a client. Pure. */
import { TraceError } from '../base/errors.ts';
import { escapeText } from './single-file.ts';

/** By this the page knows that it is to play one trace only, and where what it shows stands. */
export const CLIENT_META = 'playhead-client';
/** What of the built app a client does not need: samples, schemas, source maps, the page of single files. */
const LEFT_OUT = /^(?:samples|schema)(?:\/|$)|\.map$|^single\.html$/;

/** Whether a file of the built app goes into the folder; `path` from the app's folder. */
export function isForClient(path: string): boolean {
  return !LEFT_OUT.test(path);
}

/**
 * Opened from a disk a browser runs nothing of the page: after some seconds without the app, it says so by itself. The app
 * takes the place of these words.
 */
const HINT =
  '<p style="max-width: 34em; margin: 20vh auto; padding: 0 24px; font: 16px/1.5 system-ui, sans-serif; opacity: 0; animation: hint 1s 4s forwards">This page is shown by a web server. Put its folder on one and open its address; from a disk, browsers do not run it.</p>';
const HINT_STYLE = '<style>@keyframes hint { to { opacity: 1 } }</style>';

/** `html`: index.html of the built app. `client`: name of the client file beside it. */
export function clientPage(html: string, title: string, client: string): string {
  const replaced: readonly (readonly [from: RegExp, to: string])[] = [
    [
      /(?=<meta name="viewport")/,
      `<meta name="${CLIENT_META}" content="${client}" />\n    ${HINT_STYLE}\n    `,
    ],
    [/<title>[^<]*<\/title>/, `<title>${escapeText(title)}</title>`],
    [/(?<=<div id="root">)(?=<\/div>)/, HINT],
  ];
  return replaced.reduce((page, [from, to]) => {
    if (!from.test(page))
      throw new TraceError('internal', { reason: `index.html of the app has no ${String(from)}` });
    return page.replace(from, () => to);
  }, html);
}
