/**
 * What of the page may become script or markup. Its policy has browsers that know Trusted Types refuse every text at the
 * places where one would; they then ask here. Our own code writes no markup but that of recorded pages, into their frames.
 */
import { typePoliciesOf } from '../base/trusted-types.ts';
import { POLICY_META } from '../panes/browser/page-policy.ts';

/** What wavesurfer.js writes, the frame of a waveform, and nothing at all: no other element, and no other attribute. */
const MARKUP = /^(?:[^<]|<style>|<div class="\w+" part="\w+">|<\/(?:style|div)>)*$/;
/** What the build calls workers, and the one that keeps the page for later. */
const WORKERS = /^(?:assets\/[\w.-]+\.worker-[\w-]+\.js|service-worker\.js)$/;

/** To be called before anything else runs, and once. `page`: the address of the page, or its base. */
export function trustOwnTexts(owner: object = window, page: string = document.baseURI): void {
  typePoliciesOf(owner)?.createPolicy('default', {
    createHTML: (text, _, place) => (isHarmless(text, place) ? text : null),
    createScriptURL: (text) => (isOwnWorker(text, page) ? text : null),
  });
}

/** A frame takes only a recorded page, which forbids itself everything before anything else of it is read. */
function isHarmless(text: string, place: string): boolean {
  return place === 'HTMLIFrameElement srcdoc' ? text.startsWith(POLICY_META) : MARKUP.test(text);
}

function isOwnWorker(text: string, page: string): boolean {
  const folder = new URL('./', page).href;
  const { href } = new URL(text, page);
  return href.startsWith(folder) && WORKERS.test(href.slice(folder.length));
}
