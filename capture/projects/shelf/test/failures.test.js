import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { open } from '../src/index.js';

const nowhere = () => join(mkdtempSync(join(tmpdir(), 'shelf-')), 'later', 'shelf.json');

test('a write that fails does not stop the next', (t, done) => {
  const path = nowhere();
  open(path, (error, shelf) => {
    if (error) return done(error);
    shelf.put('book/1', {}, (error) => {
      assert.equal(error.code, 'ENOENT');
      mkdirSync(dirname(path));
      shelf.put('book/2', {}, done);
    });
  });
});
