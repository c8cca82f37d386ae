/** The words for people, made here, in describe-format-error.ts and describe-review-error.ts, and nowhere else: what is wrong and where, and what to do. */
import { FORMAT_WORDS } from './describe-format-error.ts';
import { REVIEW_WORDS } from './describe-review-error.ts';
import { bytes, formatBytes, more, plural, shown, type Description, type Words } from './error-words.ts';
import type { ErrorCode, ErrorDetails, TraceError } from './errors.ts';
import { formatDuration, formatTimecode } from './time.ts';

const REPORT = 'Please report it with the bundle, if you may share it.';
/** For what may be a bundle, or a file of another format. */
const COPY_IT = 'Copy or download it again; if it stays so, it was damaged before that.';
const COPY_AGAIN = 'Copy or download the bundle again; if it stays so, it was damaged before it was packed.';

const SIGN_ANEW =
  'Ask its sender for a new link to the same file; one that is signed anew opens at the same moment if you keep what stands behind the # of this one.';

const UNDECODED = {
  'no-webcodecs': 'this page has no WebCodecs',
  'no-decoder': 'its codec cannot be decoded frame by frame here',
  'decoder-failed': 'its decoder failed',
} as const;

const WAY_OUT = {
  'no-webcodecs': () =>
    'Open the page over https or from localhost, in Chromium 94, Safari 16.4, Firefox 130 or newer.',
  'no-decoder': (path: string) => `To have it everywhere: ${conversion(path)}`,
  'decoder-failed': (path: string) =>
    `Opening the trace again may help; if not, the file is damaged, or: ${conversion(path)}`,
} as const;

const WORDS: Words = {
  'network-failed': ({ url, crossOrigin, expired }) => ({
    title: `${shown(url)} could not be reached${expired === undefined ? '' : `, and its link expired at ${formatInstant(expired)}`}.`,
    advice:
      expired !== undefined
        ? SIGN_ANEW
        : crossOrigin
          ? 'Check the address; if it is right, its server must send CORS headers (Access-Control-Allow-Origin), or download the file and drop it here.'
          : 'Check the address and your connection, then try again.',
  }),
  'network-broken': ({ url, received, stalled }) => ({
    title: `${shown(url)} ${stalled ? 'stopped sending' : 'broke off'} after ${formatBytes(received)}, and trying again did not help.`,
    advice: 'Check your connection, then try again; or download the file and drop it here.',
  }),
  'source-changed': ({ url, what }) => ({
    title: `${shown(url)} has changed on its server since it was opened: its ${what} is another one.`,
    advice: 'Open it again: parts of two files are never put together.',
  }),
  'http-status': ({ url, status, expires }) => ({
    title: `The server answered ${status} for ${shown(url)}.`,
    advice:
      status === 404
        ? 'Check the address: there is no such file.'
        : status === 401 || status === 403
          ? expires === undefined
            ? 'You may not read it, or the link has expired: ask its sender for a new one.'
            : `Its link is signed until ${formatInstant(expires)}, so it was not copied whole, or was withdrawn: ask its sender for a new one.`
          : 'Try again later, or ask whoever runs the server.',
  }),
  'address-expired': ({ url, status, expires }) => ({
    title: `The link to ${shown(url)} expired at ${formatInstant(expires)}: its server answers ${status}.`,
    advice: SIGN_ANEW,
  }),
  'http-bad-range': ({ url, reason }) => ({
    title: `The server of ${shown(url)} answers a range request wrongly: ${reason}.`,
    advice: 'Download the file and drop it here, or serve it from another server.',
  }),
  'export-too-large': ({ bytes: actual, most }) => ({
    title: `The trace has ${bytes(actual)}, and one HTML file takes up to ${bytes(most)}.`,
    advice: 'Leave out layers, or export it as a folder.',
  }),
  'http-no-range': ({ url, bytes, limit }) => ({
    title: `The server of ${shown(url)} cannot send parts of a file, and ${formatBytes(bytes)} is over the limit of ${formatBytes(limit)}.`,
    advice: 'Download the file and drop it here, or serve it from a server that supports range requests.',
  }),
  'source-refused': ({ url, reason }) => ({
    title: `${shown(url)} is not opened: ${reason}.`,
    advice: 'Download the file and drop it here, or ask whoever hosts this page to allow that address.',
  }),
  'manifest-missing': ({ source }) => ({
    title: `${shown(source)} holds no trace_schema_v2.json, so it is not a trace bundle.`,
    advice: 'Choose the folder or .trace.zip that has trace_schema_v2.json at its top.',
  }),
  'manifest-not-json': ({ source, reason }) => ({
    title: `The manifest of ${shown(source)} cannot be read: ${reason}.`,
    advice: COPY_AGAIN,
  }),
  'manifest-foreign': ({ source }) => ({
    title: `The manifest of ${shown(source)} is no trace manifest: its schema is not named "trace".`,
    advice: 'Choose a bundle made by Playhead, or make one with `playhead new`.',
  }),
  'schema-too-new': ({ found, supported }) => ({
    title: `This trace follows schema ${found}, and this Playhead reads up to ${supported}.`,
    advice: 'Open it with a newer Playhead.',
  }),
  'schema-too-old': ({ found, supported }) => ({
    title: `This trace follows schema ${found}, which cannot be upgraded to ${supported}.`,
    advice: 'Open it with an older Playhead, or capture it again.',
  }),
  'reader-too-old': ({ found, needs, supported }) => ({
    title: `This trace follows schema ${found} and asks for a reader of ${needs}; this one knows ${supported}.`,
    advice: 'Something that matters may be missing: open it with a newer Playhead.',
  }),
  'manifest-invalid': ({ pointer, reason, dropped }) => ({
    title: `The manifest breaks the schema at ${pointer}: ${reason}${dropped ? '; that part is left out' : ''}.`,
    advice: 'Run `playhead validate` on the bundle and mend what it lists.',
  }),
  'unknown-fields': ({ where, count, examples }) => ({
    title: `${plural(count, 'field')} of ${where} ${count === 1 ? 'is' : 'are'} not known to this version (${examples.join(', ')}).`,
    advice: 'They are kept; a newer Playhead may show them.',
  }),
  'artifact-missing': ({ path }) => ({
    title: `${path} is missing from the bundle.`,
    advice: 'What it holds is not shown. ' + COPY_AGAIN,
  }),
  'artifact-unreadable': ({ path, reason }) => ({
    title: `${path} cannot be read: ${reason}.`,
    advice: 'What it holds is not shown. Allow it to be read, and open the bundle again.',
  }),
  'artifact-truncated': ({ path, expected, actual }) => ({
    title: `${path} has ${bytes(actual)}, but ${bytes(expected)} were recorded.`,
    advice: COPY_AGAIN,
  }),
  'artifact-hash': ({ path }) => ({
    title: `${path} is not the file that was recorded: its SHA-256 differs.`,
    advice: `Do not rely on what it shows. ${COPY_AGAIN}`,
  }),
  'artifact-chunk-hash': ({ path, start, end, count }) => ({
    title: `A part of ${path} (bytes ${start} to ${end}${more(count, 'part')}) is not what was recorded: its SHA-256 differs.`,
    advice: `Do not rely on what it shows. ${COPY_AGAIN}`,
  }),
  'artifact-unlisted': ({ path }) => ({
    title: `${path} is used, but the manifest does not list it.`,
    advice: 'It is not read. Run `playhead validate` on the bundle and mend what it lists.',
  }),
  'path-refused': ({ path, reason }) => ({
    title: `The path ${JSON.stringify(path)} is refused: ${reason}.`,
    advice: 'Do not trust what it came with unless you know who made it.',
  }),
  'zip-invalid': ({ source, reason }) => ({
    title: `${shown(source)} is not a zip that can be read: ${reason}.`,
    advice: COPY_IT,
  }),
  'crypto-missing': () => ({
    title:
      'The bundle is encrypted, and cannot be decrypted here: browsers decrypt on https and on localhost alone.',
    advice:
      'Open the same link over https; or have it decrypted with `playhead decrypt`, and open what comes of it.',
  }),
  'bundle-key-missing': ({ source }) => ({
    title: `${shown(source)} is encrypted, and no key was given.`,
    advice: 'Open the whole link that you were sent: the key stands at its end, after #key=.',
  }),
  'bundle-key-invalid': () => ({
    title: 'That is not a whole key: it has 43 letters, digits, - and _.',
    advice: 'Copy the link again, up to its very end.',
  }),
  'bundle-key-wrong': ({ source }) => ({
    title: `The key does not open ${shown(source)}.`,
    advice:
      'Take the link that was made for this file; if it is the one, the file is not what was encrypted.',
  }),
  'encrypted-cut': ({ source }) => ({
    title: `${shown(source)} does not end as it did when it was encrypted: something was cut off, added or changed.`,
    advice:
      'Nothing of it is shown. Copy it to its server again; if it stays so, ask its sender for a new one.',
  }),
  'encrypted-changed': ({ source, chunk }) => ({
    title: `${shown(source)} was changed after it was encrypted, at chunk ${chunk}.`,
    advice:
      'What lies there is not shown. Copy it to its server again; if it stays so, ask its sender for a new one.',
  }),
  'zip-limit': ({ source, reason }) => ({
    title: `${shown(source)} is refused: ${reason}.`,
    advice: 'Do not trust it unless you know who made it.',
  }),
  'line-broken': ({ path, line, reason, count }) => ({
    title: `${path}, line ${line} cannot be read: ${reason}${more(count, 'line')}.`,
    advice: `${count === 1 ? 'That line is' : 'Those lines are'} left out; the rest is shown.`,
  }),
  'last-line-torn': ({ path, line }) => ({
    title: `${path} ends in the middle of line ${line}, as when a recorder stops suddenly.`,
    advice: 'That line is left out; the rest is shown.',
  }),
  'record-invalid': ({ path, line, reason, count }) => ({
    title: `${path}, line ${line} breaks the schema: ${reason}${more(count, 'line')}.`,
    advice: `${count === 1 ? 'That line is' : 'Those lines are'} left out; the rest is shown.`,
  }),
  ...FORMAT_WORDS,
  'format-unsupported': ({ path, format, supported }) => ({
    title: `${path} is ${format}, which is not supported.`,
    advice: `Convert it: ${supported} can be shown.`,
  }),
  'report-too-large': ({ path, limit, together }) => ({
    title: together
      ? `${path} is not read: the reports before it, and it, are more than is read together (${bytes(limit)}, or too many files).`
      : `${path} is not read: it is a report of more than ${bytes(limit)}.`,
    advice: 'What it says is not shown and not compared.',
  }),
  'format-broken': ({ path, format, reason, foreign = false }) => ({
    title: `${path} cannot be read as ${format}: ${reason}.`,
    advice: foreign
      ? 'Nothing of it is imported. Copy or download the file again; if it stays so, get it anew from the program that made it.'
      : `What it holds is not shown. ${COPY_AGAIN}`,
  }),
  'edit-out-of-range': ({ path, count }) => ({
    title: `Unsaved changes of ${path} name ${plural(count, 'position')} outside its text.`,
    advice: 'They are made at the nearest one, so its text may not be what was typed, up to the next save.',
  }),
  'agent-step-invalid': ({ path, step, reason, count }) => ({
    title: `${path}: step ${step} ${reason}${more(count, 'step')}.`,
    advice: 'It is shown as far as it can be read. Look into the program that wrote the file.',
  }),
  'layer-empty': ({ layer, kind }) => ({
    title: `Layer ${layer} (${kind.replaceAll('_', ' ')}) is listed as present, but holds nothing.`,
    advice: 'If something should be there, capture it again.',
  }),
  'time-backwards': ({ layer, count, maxMicros }) => ({
    title: `Times in layer ${layer} go back ${plural(count, 'time')}, by up to ${formatDuration(maxMicros)}.`,
    advice: 'The order of the file is kept; those items are shown at the latest time before them.',
  }),
  'time-outside': ({ layer, count }) => ({
    title: `${plural(count, 'time')} of layer ${layer} ${count === 1 ? 'lies' : 'lie'} outside the trace.`,
    advice: "They are shown at its edge. Check the layer's clock map and the trace's duration.",
  }),
  'codec-unsupported': ({ path, codec }) => ({
    title: `This browser cannot decode ${path} (${codec}).`,
    advice: `Convert it, with every frame at its time: ${conversion(path)}`,
  }),
  'order-only': ({ layer }) => ({
    title: `Layer ${layer} has no times: only the order of its items is known.`,
    advice: 'It is not drawn on the time axis.',
  }),
  'trace-order-only': ({ steps }) => ({
    title: `This trace has no times: only the order of its ${plural(steps, 'step')} is known.`,
    advice: 'It is played by step, one a second. How long anything took is not known.',
  }),
  'video-shorter': ({ layer, endsAt, missingMicros }) => ({
    title: `The video of layer ${layer} ends at ${formatTimecode(endsAt)}, ${formatDuration(missingMicros)} before the trace.`,
    advice: 'After that the other layers go on without a picture.',
  }),
  'frame-table-differs': ({ path, video, reason }) => ({
    title: `${path} is not the frame table of ${video}: ${reason}.`,
    advice: 'The frames are read from the video itself, which takes longer.',
  }),
  'frame-unlisted': ({ path, seconds }) => ({
    title: `${path} has a frame at ${seconds.toFixed(3)} s that its frame table lacks, so none is called exact.`,
    advice: 'Pack the bundle anew: playhead pack --frames.',
  }),
  'media-whole': ({ path }) => ({
    title: `${path} is downloaded whole before it plays: this browser does not take it in parts.`,
    advice:
      'The rest is there meanwhile. It starts at once where the bundle is a folder on the server, and not a zip.',
  }),
  'media-failed': ({ path, reason }) => ({
    title: `${path} cannot be played: ${reason}.`,
    advice: COPY_AGAIN,
  }),
  'frames-undecoded': ({ path, why, told }) => ({
    title: told
      ? `The frames of ${path} are shown by the video element: ${UNDECODED[why]}.`
      : `No frame of ${path} can be called exact: ${UNDECODED[why]}, and this browser does not tell which frame it shows.`,
    advice: `${told ? 'Each is confirmed before it is called exact; stepping is slower, and clips cannot be saved.' : 'Playing and seeking work; a frame on screen may be a neighbour of the one that is named.'} ${WAY_OUT[why](path)}`,
  }),
  'corrections-invalid': ({ source, reason }) => ({
    title: `${shown(source)} cannot be read as corrections of layers' times: ${reason}.`,
    advice: 'Nothing was changed. Export them again from where they were made.',
  }),
  'corrections-foreign': ({ source, made, open }) => ({
    title: `${shown(source)} was made for another bundle, ${shown(made)}; the open one is ${shown(open)}.`,
    advice: 'Apply it only if you know that both were recorded by the same clocks.',
  }),
  'correction-dropped': ({ source, layer, reason }) => ({
    title: `${shown(source)}: the correction of layer ${shown(layer)} is left out, since ${reason}.`,
    advice: 'The layer has the times that the bundle gives it.',
  }),
  'correction-refused': ({ reason }) => ({
    title: `That cannot be: ${reason}.`,
    advice: 'Nothing was changed. Check the event and the frame, or remove the other moment first.',
  }),
  ...REVIEW_WORDS,
  'pattern-invalid': ({ reason }) => ({
    title: `This is no regular expression: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}.`,
    advice: 'Correct it, or switch .* off to look for the text as it stands.',
  }),
  'pattern-slow': ({ seconds }) => ({
    title: `This pattern gave no answer within ${seconds} s, and was given up.`,
    advice: 'Repetitions within repetitions, (a+)+ for example, can take for ever: write it without them.',
  }),
  'clip-unsupported': ({ path, first, last, reason }) => ({
    title:
      reason === 'no-webcodecs'
        ? 'Clips cannot be made here: this page has no WebCodecs, which needs https or localhost and a recent browser.'
        : 'Clips cannot be made here: this browser encodes no video of this size.',
    advice: `Cut the original, frame by frame: ffmpeg -i ${shellWord(path.split('/').at(-1) ?? path)} -vf trim=start_frame=${first}:end_frame=${last + 1},setpts=PTS-STARTPTS -an -c:v libx264 -crf 18 -pix_fmt yuv420p -fps_mode passthrough -enc_time_base -1 -movflags +faststart clip.mp4`,
  }),
  'migration-missing': ({ from, to }) => ({
    title: `No step leads from schema ${from} to ${to}: this is a defect of Playhead.`,
    advice: REPORT,
  }),
  'unsupported-here': ({ what, reason }) => ({ title: `${what} cannot be shown: ${reason}.`, advice: '' }),
  'bad-arguments': ({ reason, command = 'playhead' }) => ({
    title: reason,
    advice: `Run \`${command} --help\` for the options.`,
  }),
  'call-invalid': ({ reason }) => ({ title: `The call is not understood: ${reason}.`, advice: '' }),
  'address-invalid': ({ part, value }) => ({
    title: `The address has ${part}=${JSON.stringify(value)}, which cannot be read.`,
    advice: 'That part is passed over. Check that the link was copied whole.',
  }),
  'address-unknown': ({ count, names }) => ({
    title: `The link has ${plural(count, 'part')} that this version does not know (${names.join(', ')}).`,
    advice: `${count === 1 ? 'It is' : 'They are'} passed over; a newer Playhead may know ${count === 1 ? 'it' : 'them'}.`,
  }),
  'address-lost': ({ what }) => ({
    title:
      what === 'hit'
        ? 'The hit that the link leads to is not found in this trace.'
        : 'The finding that the link leads to is not made of this trace.',
    advice: 'The moment is that of the link all the same.',
  }),
  aborted: () => ({ title: 'It was cancelled.', advice: '' }),
  internal: ({ reason }) => ({ title: `Something went wrong inside Playhead: ${reason}.`, advice: REPORT }),
};

/** The ffmpeg line that makes a file which browsers play: each frame at its own time, a key frame each second. */
function conversion(path: string): string {
  return `ffmpeg -copyts -i ${path.split('/').at(-1) ?? path} -map 0:v:0 -an -c:v libx264 -crf 18 -pix_fmt yuv420p -fps_mode passthrough -enc_time_base -1 -force_key_frames "expr:gte(t,n_forced)" -movflags +faststart out.mp4`;
}

/** Words for an error or a problem. */
export function describeProblem(problem: {
  readonly code: ErrorCode;
  readonly details: unknown;
}): Description {
  const words = WORDS[problem.code] as (details: unknown) => Description;
  return words(problem.details);
}

/** What is said while it is tried again; undefined where nothing is wrong. */
export function describeTrouble(error: TraceError | undefined): string | undefined {
  if (!error) return undefined;
  if (error.code === 'http-status')
    return `The server answers ${(error.details as ErrorDetails['http-status']).status} for now: trying again`;
  const stalled =
    error.code === 'network-broken' && (error.details as ErrorDetails['network-broken']).stalled;
  return stalled
    ? 'Nothing comes from the server: trying again'
    : 'No connection to the server: trying again';
}

/** A file name as a shell takes it for nothing else: it comes from a bundle, and is there to be pasted. */
function shellWord(name: string): string {
  const plain = /^[\w.][\w.-]*$/.test(name);
  return plain ? name : `'./${name.replaceAll("'", String.raw`'\''`)}'`;
}

/** A moment of the world for people, to the minute; `millis` since 1970. */
export function formatInstant(millis: number): string {
  return `${new Date(millis).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
