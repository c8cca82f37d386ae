/** Files by other people that are one layer each: all of what is counted here was counted by other programs. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asTraceError } from '../../src/base/errors.ts';
import { onlyFile } from '../../src/importers/foreign.ts';
import { faultsOf, importedFolder, unitOnDisk } from './foreign-files.ts';

const DATA = '../shared/data';

/** Folder → file → the length of its trace in microseconds, or the code of its refusal. */
const EXPECTED: Readonly<Record<string, Readonly<Record<string, number | string>>>> = {
  'captions-media': {
    'Apollo11_countdown.en.srt': 31_517_000,
    'Apollo11_countdown.en.vtt': 31_517_000,
    'Apollo11_countdown.mp3': 24_816_327,
    'elephantsdream-captions.ar.vtt': 540_000_000,
    'elephantsdream-captions.en.vtt': 539_867_000,
    'elephantsdream-chapters.en.vtt': 653_000_000,
  },
  ctrf: { '3d-scan-calc__F8Fc7fn.ctrf.json': 15_457 },
  har: {
    'browsertime_sitespeed.io.har': 9_046_000,
    'capture-har_redirect-loop.har': 103_507,
    'chrome_enorm-magazin.de.har': 10_676_593,
    'firefox_www.nghttp2.org.har': 1_010_000,
    'har-fulfill.har': 44_998,
    'wpt_h2_www.nghttp2.org.har': 1_895_000,
  },
  'junit-xml': {
    // A second, where a report tells no times.
    'bazel-suite-logs.xml': 1_000_000,
    'junit-empty.xml': 'import-refused',
    'junit.multiresult.xml': 1_000_000,
    'mocha-latex-utensils.xml': 290_000,
    'mocha-tests.json': 'import-refused',
    'no-attributes.xml': 1_000_000,
    'pytest-junit.fail.xml': 2_481_000,
    'pytest-junit.spark.integration.1.xml': 165_184_000,
    'testsuite-root.xml': 4_807_419,
    'xUnit-netcoreapp3.1-sample.trx': 'import-refused',
  },
  rrweb: {
    'bad-style.json': 3_000,
    'hover.json': 155_000,
    'input.json': 4_000_000,
    'player-demo-81s.json': 81_080_000,
    'scroll.json': 2_000_000,
    'shadow-dom.json': 1_000_000,
    'style-sheet-rule-events.json': 3_100_000,
  },
  sarif: {
    'CodeFlows.sarif': 1_000_000,
    'EmbeddedTextContent.sarif': 1_000_000,
    'No-runs.sarif': 1_000_000,
    'Suppressions.sarif': 1_000_000,
    'simple-example.sarif': 1_000_000,
  },
  'screen-video': {
    'cursed-vfr.mp4': 8_725_504,
    'getting-started-use-popup.webm': 5_038_000,
    'sar_2x1.mp4': 5_000_000,
    'ui-tour-selection.webm': 8_982_000,
  },
};

describe('real files of one layer', () => {
  if (!existsSync(DATA))
    it('are absent', ({ skip }) => {
      skip(`${DATA} is absent`);
    });
  else
    it.each(Object.entries(EXPECTED))('%s', async (folder, files) => {
      const found: Record<string, number | string> = {};
      for (const name of readdirSync(join(DATA, folder)).sort()) {
        const unit = unitOnDisk(join(DATA, folder, name));
        if (!onlyFile(unit)) continue;
        try {
          const { trace, bundle } = await importedFolder(unit);
          expect([name, await faultsOf(bundle)]).toEqual([name, []]);
          found[name] = trace.duration;
        } catch (error) {
          found[name] = asTraceError(error) === error ? asTraceError(error).code : String(error);
        }
      }
      expect(found).toEqual(files);
    });
});
