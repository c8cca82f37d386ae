import { expect, it } from 'vitest';
import { parseCues, type SpokenCue } from '../../src/trace/cues.ts';

async function cueOf(text: string): Promise<SpokenCue | undefined> {
  const [cue] = await parseCues(`WEBVTT\n\n00:01.000 --> 00:02.000\n${text}\n`, 'words.vtt');
  return cue;
}

it.each([
  ['<v Ann>one <b>two</b>', 'one two', 'Ann'],
  ['<v.loud.first Ann Lee >one', 'one', 'Ann Lee'],
  ['<i>one</i> <v Bob>two', 'one two', 'Bob'],
  ['one &lt;two&gt; &nope;', 'one <two> &nope;', undefined],
  ['one < two', 'one < two', undefined],
  ['<video>one', 'one', undefined],
])('%j is said as %j by %s', async (text, said, speaker) => {
  expect(await cueOf(text)).toMatchObject({ text: said, speaker });
});

it('names of what objects have by themselves are text', async () => {
  expect(await cueOf('&constructor; &toString;')).toMatchObject({ text: '&constructor; &toString;' });
});

// A pattern that tries every way to part the classes would never end.
it('tags that do not end, or of many classes, cost no more than their length', async () => {
  const classes = `<v${'.a'.repeat(50_000)}>one`;
  expect(await cueOf(classes)).toMatchObject({ text: 'one', speaker: undefined });
  const open = '<v '.repeat(100_000);
  expect((await cueOf(open))?.text).toContain('<v <v');
});

// Node's queues of streams take a time for each line that grows with those behind it.
it('a cue of very many lines costs no more than its length', async () => {
  const lines = 'so it goes\n'.repeat(400_000);
  expect((await cueOf(lines))?.text).toHaveLength(lines.length - 1);
}, 30_000);
