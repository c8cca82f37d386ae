/** The words for people about profiles, batches, sign-offs, re-runs, reviews, redactions and samples. */
import { shown, type Words } from './error-words.ts';

type ReviewCode =
  | 'profile-invalid'
  | 'redaction-plan-invalid'
  | 'redaction-unproven'
  | 'batch-invalid'
  | 'bundle-name'
  | 'signoff-invalid'
  | 'signing-unloaded'
  | 'open-changed'
  | 'signoff-replaced'
  | 'key-stays'
  | 'nonce-invalid'
  | 'keys-invalid'
  | 'earlier-invalid'
  | 'gold-invalid'
  | 'key-invalid'
  | 'verifier-not-independent'
  | 'verifications-broken'
  | 'review-invalid'
  | 'review-foreign'
  | 'client-invalid'
  | 'samples-invalid'
  | 'rubric-invalid';

export const REVIEW_WORDS: Words<ReviewCode> = {
  'profile-invalid': ({ source, reason }) => ({
    title: `${shown(source)} cannot be used as a profile of quality control: ${reason}.`,
    advice: 'Nothing was judged. docs/QC.md lists the rules and their parameters.',
  }),
  'redaction-plan-invalid': ({ source, reason }) => ({
    title: `${shown(source)} cannot be used as a plan of redactions: ${reason}.`,
    advice: 'Nothing was copied. docs/REDACTION.md says what a plan holds.',
  }),
  'redaction-unproven': ({ places }) => ({
    title: `What was to be removed may be in the copy still: ${places.slice(0, 5).map(shown).join('; ')}${places.length > 5 ? `; and ${places.length - 5} more places` : ''}.`,
    advice: 'The copy was not kept. Name these layers or files in the plan, to remove them as a whole.',
  }),
  'batch-invalid': ({ source, reason }) => ({
    title: `${shown(source)} cannot be read as a batch of traces: ${reason}.`,
    advice: 'Make it anew with `playhead batch index`, in the folder that holds the bundles.',
  }),
  'bundle-name': ({ name }) => ({
    title: `The name ${shown(name)} holds a line break or another control character.`,
    advice: 'A batch names each trace on one line. Rename its folder or file, and index the batch again.',
  }),
  'signoff-invalid': ({ source, reason }) => ({
    title: `${shown(source)} cannot be read as the sign-off of a batch: ${reason}.`,
    advice: 'Nothing of it counts: ask for the file again.',
  }),
  'signing-unloaded': () => ({
    title: 'The sign-off could not be opened.',
    advice: 'Try again, or load the page anew: its server may have another version by now.',
  }),
  'open-changed': () => ({
    title: 'Not signed: what stands open has changed since it was shown.',
    advice: 'Look at what is listed now, and sign again.',
  }),
  'signoff-replaced': ({ source }) => ({
    title: `Not signed: ${shown(source)} is no longer the sign-off that was compared.`,
    advice: 'Look again, and compare the one that is there now.',
  }),
  'key-stays': ({ keyid }) => ({
    title: `The browser did not forget the key ${shown(keyid.slice(0, 16))}.`,
    advice: 'It still signs here. Try again, or clear what the browser keeps for this site.',
  }),
  'nonce-invalid': ({ source }) => ({
    title: `${shown(source)} holds no random number of 64 hexadecimal digits.`,
    advice: 'Choose the file that `playhead batch sample --promise` made before the batch was complete.',
  }),
  'keys-invalid': ({ source, reason }) => ({
    title: `${shown(source)} cannot be used as a list of trusted keys: ${reason}.`,
    advice: 'Ask whoever hands it out for a sound one.',
  }),
  'earlier-invalid': ({ source, reason }) => ({
    title: `${shown(source)} cannot be counted as the sign-off of an earlier batch: ${reason}.`,
    advice: 'Give those of other batches alone, each as it was signed last.',
  }),
  'gold-invalid': ({ source, reason }) => ({
    title: `${shown(source)} cannot be read as a list of traces with known defects: ${reason}.`,
    advice: 'public/schema/gold.v1.json says what one looks like.',
  }),
  'key-invalid': ({ source, reason }) => ({
    title: `${shown(source)} cannot be used as a key: ${reason}.`,
    advice: 'Choose the PEM file of an Ed25519 key; `playhead batch keys new` makes one.',
  }),
  'verifier-not-independent': ({ verifier, part }) => ({
    title: `${shown(verifier)} is ${part}, and cannot be the one who verifies it.`,
    advice: 'Nothing was run. Have somebody else run it again, under their own name.',
  }),
  'verifications-broken': ({ source, line, reason }) => ({
    title: `${shown(source)} cannot be relied on, from line ${line} on: ${reason}.`,
    advice: 'Nothing was added to it. Get it back as it was, or move it away and verify again.',
  }),
  'review-invalid': ({ source, reason }) => ({
    title: `${shown(source)} cannot be read as reviews: ${reason}.`,
    advice: 'Nothing was changed. Save it again from where it was made.',
  }),
  'review-foreign': ({ source, made, open }) => ({
    title: `${shown(source)} reviews another bundle, ${made.slice(0, 23)}…; this one is ${open.slice(0, 23)}….`,
    advice: 'Nothing was changed. If the bundle itself was changed since, it has to be reviewed anew.',
  }),
  'client-invalid': ({ source, reason }) => ({
    title: `${shown(source)} cannot be used as what a client is shown: ${reason}.`,
    advice: 'docs/EXPORT.md says what may stand in it.',
  }),
  'samples-invalid': ({ source, reason }) => ({
    title: `${shown(source)} cannot be read as a list of samples: ${reason}.`,
    advice: 'Traces of your own open all the same. `npm run samples` makes the list anew.',
  }),
  'rubric-invalid': ({ source, reason }) => ({
    title: `${shown(source)} cannot be used as a rubric: ${reason}.`,
    advice: 'The rubric stays what it was. public/schema/rubric.v1.json says what one looks like.',
  }),
};
