import { describe, expect, it } from 'vitest';
import { ownParts } from '../../src/timeline/lane-names.ts';

/** Each name with a bar before what is its own. */
function cut(...names: readonly string[]): readonly string[] {
  return ownParts(names).map((at, index) => {
    const name = names[index] ?? '';
    return at === 0 ? name : `${name.slice(0, at)}|${name.slice(at)}`;
  });
}

describe('names of lanes', () => {
  it('are cut before the word in which they differ', () => {
    expect(cut('Explore: the parser', 'Explore: the printer', 'Commands')).toEqual([
      'Explore: the |parser',
      'Explore: the |printer',
      'Commands',
    ]);
    expect(cut('Sub-agent 11', 'Sub-agent 12', 'Sub-agent 2')).toEqual([
      'Sub-agent |11',
      'Sub-agent |12',
      'Sub-agent |2',
    ]);
    expect(cut('Terminal · agent-1', 'Terminal · agent-2')).toEqual([
      'Terminal · agent-|1',
      'Terminal · agent-|2',
    ]);
  });

  it('are not cut within a character', () => {
    expect(cut('Screen \u{1F600} a', 'Screen \u{1F601} b')).toEqual([
      'Screen |\u{1F600} a',
      'Screen |\u{1F601} b',
    ]);
  });

  it('stand whole where they have little in common, are the same, or one begins as another', () => {
    const names = ['Input', 'Inbox', 'Claude Code', 'Claude Code', 'Edits'];
    expect(cut(...names)).toEqual(names);
    expect(cut('Claude Code', 'Claude Code · review')).toEqual(['Claude Code', 'Claude Code| · review']);
    expect(cut('Commands')).toEqual(['Commands']);
    expect(cut()).toEqual([]);
  });
});
