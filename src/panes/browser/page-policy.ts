/** What a recorded page may do in its frame: be seen. Pages and their recordings are held to the same. */
import { typePoliciesOf } from '../../base/trusted-types.ts';

/** Nothing but pictures, styles, fonts and media that came with it. */
export const PAGE_POLICY =
  "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline' data:; font-src data: blob:; " +
  "media-src data: blob:; form-action 'none'; base-uri 'none'";

/** Stands first in every document, so that nothing is parsed before it. */
export const POLICY_META = `<meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY}">`;

/** What rrweb writes before the elements of a document in quirks mode. */
const QUIRKS = /^<!DOCTYPE html PUBLIC "-\/\/W3C\/\/DTD (?:XHTML 1\.0|HTML 4\.0) Transitional\/\/EN" "">$/;

/** Lets rrweb write that into a frame, where the app's own policy, which the frame has too, refuses every text. */
export function allowQuirks(frame: object): void {
  typePoliciesOf(frame)?.createPolicy('default', { createHTML: (text) => (QUIRKS.test(text) ? text : null) });
}
