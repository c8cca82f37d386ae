/** Which pages may drive this one from around it. */

/**
 * The origins of pages that may: this page's own, and those that whoever runs it lists in
 * `<meta name="playhead-embedders" content="https://docs.example …">`. A pattern, a path or a scheme of no web server is
 * no origin, and lets nobody in; nor is `null`, which any sandboxed frame and any file has.
 */
export function allowedEmbedders(page: Document): ReadonlySet<string> {
  const listed = page.querySelector<HTMLMetaElement>('meta[name="playhead-embedders"]')?.content ?? '';
  return new Set([page.location.origin, ...listed.split(/\s+/)].filter(isOrigin));
}

function isOrigin(text: string): boolean {
  return /^https?:\/\/[\w.:[\]-]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
