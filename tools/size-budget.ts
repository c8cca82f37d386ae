/** Fails the build where a chunk outgrows its budget. Sizes are gzipped, in kB of 1000 bytes, as browsers fetch them. */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const FOLDER = 'dist/app/assets';

/** First match wins. What matches none is held to `OTHER`. */
const BUDGETS: readonly (readonly [pattern: RegExp, kilobytes: number])[] = [
  // The landing page, what an open trace needs besides it, and the words of every error.
  [/^index-.*\.js$/, 96],
  // The dock, the timeline, the dialogs, the palette, and what keeps a search.
  [/^Workbench-.*\.js$/, 114],
  [/^(?:open|prepare)-trace-.*\.js$/, 75],
  // The table of a batch, with the validators of its file, what reviews amount to and what waivers leave open.
  [/^BatchFrame-.*\.js$/, 23],
  // The schemas' validators, which corrections of layers' times are read with too.
  [/^(?:validators|corrections-file)-.*\.js$/, 40],
  // zip.js, which writes a zip when a trace is exported.
  [/^make-single-.*\.js$/, 74],
  [/^zip-bundle-.*\.js$/, 8],
  // Input is shown as it is read.
  [/^VideoPane-.*\.js$/, 21],
  [/^video\.core-.*\.js$/, 80],
  // Monaco, loaded when the code pane is first shown.
  [/^CodeEditor-.*\.js$/, 750],
  [/^editor\.worker-.*\.js$/, 100],
  [/^DiffPane-.*\.js$/, 25],
  [/^codicon-.*\.ttf$/, 80],
  [/^BrowserPane-.*\.js$/, 25],
  // rrweb, with the style sheet reader inside it; loaded when the first recorded page is shown.
  [/^dom-player-.*\.js$/, 96],
  [/^VoicePane-.*\.js$/, 30],
  // What the panes and the timeline share.
  [/^(?:clock-map|track|peaks)-.*\.js$/, 30],
  // uPlot, loaded with the first plot.
  [/^plot-.*\.js$/, 24],
  // mediabunny once more: a worker shares no chunk with the page.
  [/^media\.worker-.*\.js$/, 192],
  // What of it reads containers and writes mp4, for media that are played in parts.
  [/^remux\.worker-.*\.js$/, 112],
  // The same for decoding frames and, loaded when one is saved, for clips.
  [/^video\.worker-.*\.js$/, 102],
  [/^clip\.worker-.*\.js$/, 190],
  // What of it decodes pictures of the timeline.
  [/^thumbnails\.worker-.*\.js$/, 95],
  // What reads records and reports, with the schemas' validators; what plays terminals, and the emulator in it with its widths of characters (10).
  [/^files\.worker-.*\.js$/, 79],
  [/^(?:terminal\.worker|xterm-headless)-.*\.js$/, 67],
  // The readers of all layers with text, the schemas' validators and the terminal's emulator, once more.
  [/^search\.worker-.*\.js$/, 161],
  // All readers, those of media among them, the validators, the emulator and the rules, once more: loaded to judge a trace.
  [/^judge\.worker-.*\.js$/, 392],
  // All importers, with what reads containers of media, the schemas' validators, and JSONata for clients' mappings: loaded
  // when something is no bundle.
  [/^import\.worker-.*\.js$/, 204],
  // All readers and validators once more, all that writes other formats, and JSONata: loaded to write data.
  [/^export-data\.worker-.*\.js$/, 380],
  // mediabunny, whose entry is called src.
  [/^src-.*\.js$/, 90],
  [/^CodeEditor-.*\.css$/, 17],
  [/\.css$/, 15],
  [/\.woff2$/, 90],
];
const OTHER = 20;

let over = 0;
for (const file of readdirSync(FOLDER).sort()) {
  if (file.endsWith('.map')) continue;
  const kilobytes = gzipSync(readFileSync(`${FOLDER}/${file}`), { level: 9 }).length / 1000;
  const budget = BUDGETS.find(([pattern]) => pattern.test(file))?.[1] ?? OTHER;
  const fits = kilobytes <= budget;
  if (!fits) over += 1;
  console.log(`${fits ? ' ' : '✗'} ${kilobytes.toFixed(1).padStart(7)} of ${budget} kB  ${file}`);
}
if (over > 0) {
  console.error(
    `${over} of the chunks above ${over === 1 ? 'is' : 'are'} over budget: split, drop, or raise it with a reason.`,
  );
  process.exitCode = 1;
}
