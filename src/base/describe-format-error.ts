/** The words for people about other formats: what is imported, written and mapped. */
import { bytes, shown, type Words } from './error-words.ts';

type FormatCode =
  | 'import-refused'
  | 'traces-several'
  | 'import-unsupported'
  | 'import-too-large'
  | 'export-layer'
  | 'export-empty'
  | 'mapping-invalid'
  | 'mapping-declined'
  | 'mapping-slow'
  | 'mapping-alone';

export const FORMAT_WORDS: Words<FormatCode> = {
  'import-refused': ({ source, refusals }) => ({
    title: `${shown(source)} is neither a trace bundle nor of a format that can be imported.`,
    advice: 'Check that it is the right file: each format says why it is none of its own.',
    more: refusals.map(({ format, reason }) => `No ${format}: ${reason}.`),
  }),
  'traces-several': ({ source, count }) => ({
    title: `${shown(source)} holds ${count} traces.`,
    advice: 'Drop it on the page to have all of them as a batch, or choose one of them.',
  }),
  'import-unsupported': ({ path, format, found, supported }) => ({
    title: `${path} is ${format} ${found}, which is not read.`,
    advice: `Supported: ${supported}.`,
  }),
  'import-too-large': ({ path, bytes: size, limit }) => ({
    title: `${path} is too large to be imported: ${bytes(size)}, where ${bytes(limit)} is the most.`,
    advice: 'Cut it into parts, or leave out what need not be seen.',
  }),
  'export-layer': ({ kinds, wanted, found }) => ({
    title:
      wanted !== undefined
        ? `The layer ${shown(wanted)} is none of the kind ${kinds.join(' or ').replaceAll('_', ' ')} that is present.`
        : found.length > 0
          ? `The trace has ${found.length} layers that can be written so.`
          : `The trace has no layer that can be written so: it needs one of the kind ${kinds.join(' or ').replaceAll('_', ' ')}.`,
    advice: found.length > 0 ? `Name one of them: ${found.join(', ')}.` : 'Choose another format.',
  }),
  'export-empty': ({ layer }) => ({
    title: `There is nothing to write in ${layer === undefined ? 'the trace' : `the layer ${layer}`}, or in the range of it.`,
    advice: 'Choose a longer range, or another format.',
  }),
  'mapping-invalid': ({ source, at, reason }) => ({
    title: `The mapping ${shown(source)} cannot be used: ${at} ${reason}.`,
    advice: 'Mend it there, and check it with playhead map check.',
  }),
  'mapping-declined': ({ source, title, reason }) => ({
    title: `${shown(source)} is not taken by the mapping of ${title}: ${reason}.`,
    advice: 'Try it on a file of its format, or mend the mapping.',
  }),
  'mapping-slow': ({ source, seconds }) => ({
    title: `An expression of the mapping ${shown(source)} did not end within ${seconds} seconds, and was given up.`,
    advice: 'Look for a regular expression that tries too much, or try a smaller file.',
  }),
  'mapping-alone': ({ source }) => ({
    title: `${shown(source)} is a mapping file, which is no trace.`,
    advice: 'Drop it together with a file of its format.',
  }),
};
