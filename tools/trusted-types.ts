/**
 * What the policies of the page and of the one file say of Trusted Types: no text becomes script or markup but by a policy
 * with one of these names. `default` is our own (src/app/trusted-types.ts). The others are made by libraries: DOMPurify, for
 * what it has cleaned, and Monaco, for the lines that it draws and the help that it reads out.
 */
const NAMES = [
  'default',
  'defaultWorkerFactory',
  'dompurify',
  'diffEditorWidget',
  'diffReview',
  'domLineBreaksComputer',
  'editorViewLayer',
  'richScreenReaderContent',
  'standaloneColorizer',
  'tokenizeToString',
] as const;

/** The directives. `more`: names of further policies. */
export function trustedTypes(...more: readonly string[]): readonly string[] {
  return ["require-trusted-types-for 'script'", `trusted-types ${[...NAMES, ...more].join(' ')}`];
}
