import { describe, expect, it } from 'vitest';
import { parseConfig, PARTS } from '../../../src/cli/capture/config.ts';
import { CommandError } from '../../../src/cli/command.ts';

const HEAD = '"schema": { "name": "playhead-capture", "version": 1 }';
const read = (fields: string) => parseConfig(`{ ${HEAD}${fields} }`, 'capture.json', '/home/a', {});

describe('capture.json', () => {
  it('fills in what is left out', () => {
    const config = read('');
    expect(config).toMatchObject({
      title: 'Untitled',
      family: 'x-unknown',
      display: undefined,
      screen: { x: 0, y: 0, size: undefined, fps: 15 },
      workTree: '/home/a',
      shell: '/bin/bash',
      microphone: { system: 'pulse', device: 'default' },
      reports: ['reports/*'],
      retentionDays: undefined,
    });
    expect(PARTS.every((part) => config.layers[part])).toBe(true);
  });

  it('is the same where there is none, at the display of the environment', () => {
    expect(parseConfig(undefined, 'capture.json', '/home/a', { DISPLAY: ':3' })).toEqual({
      ...read(''),
      display: ':3',
    });
  });

  it('reads what it says', () => {
    const config = read(
      ', "display": ":1", "screen": { "width": 800, "height": 600, "fps": 30 }, "work_tree": "../b", "microphone": "alsa:hw:0,1", "layers": { "voice": false }, "retention_days": 0',
    );
    expect(config).toMatchObject({
      display: ':1',
      screen: { x: 0, size: { width: 800, height: 600 }, fps: 30 },
      workTree: '/home/b',
      microphone: { system: 'alsa', device: 'hw:0,1' },
      retentionDays: 0,
    });
    expect(config.layers).toMatchObject({ voice: false, screen: true });
  });

  it.each([
    ['{ "schema": 1,\n oops }', 'capture.json: it is no JSON: look at line 2, column 2'],
    ['[]', 'capture.json: it must be object'],
    [
      '{ "schema": { "name": "other", "version": 1 } }',
      'capture.json: schema.name must be equal to constant',
    ],
    [`{ ${HEAD}, "screen": { "fps": 90 } }`, 'capture.json: screen.fps must be <= 60'],
    [`{ ${HEAD}, "screen": { "width": 800 } }`, 'capture.json: screen must have property height'],
    [`{ ${HEAD}, "layers": { "vioce": true } }`, 'capture.json: layers.vioce is no key of a capture file'],
    [`{ ${HEAD}, "reports": ["a", "/etc/*"] }`, 'capture.json: reports[1] must match pattern'],
    [`{ ${HEAD}, "display": "; rm" }`, 'capture.json: display must match pattern'],
  ])('tells the place of what is wrong: %s', (text, message) => {
    const parse = () => parseConfig(text, 'capture.json', '/', {});
    expect(parse).toThrow(CommandError);
    expect(parse).toThrow(message);
  });
});
