import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { open } from '../src/index.js';

const fresh = () => join(mkdtempSync(join(tmpdir(), 'shelf-')), 'shelf.json');

test('what was put is there when it is opened again', (t, done) => {
  const path = fresh();
  open(path, (error, shelf) => {
    if (error) return done(error);
    shelf.put('book/1', { title: 'Emma' }, (error) => {
      if (error) return done(error);
      open(path, (error, again) => {
        if (error) return done(error);
        again.get('book/1', (error, book) => {
          if (error) return done(error);
          assert.deepEqual(book, { title: 'Emma' });
          done();
        });
      });
    });
  });
});

test('what was removed is gone', (t, done) => {
  open(fresh(), (error, shelf) => {
    if (error) return done(error);
    shelf.put('book/1', { title: 'Emma' }, (error) => {
      if (error) return done(error);
      shelf.remove('book/1', (error) => {
        if (error) return done(error);
        shelf.list('', (error, records) => {
          if (error) return done(error);
          assert.deepEqual(records, []);
          done();
        });
      });
    });
  });
});

test('lists what begins with a prefix, with its key', (t, done) => {
  open(fresh(), (error, shelf) => {
    if (error) return done(error);
    shelf.put('book/1', { title: 'Emma' }, (error) => {
      if (error) return done(error);
      shelf.put('member/ann', { phone: '12' }, (error) => {
        if (error) return done(error);
        shelf.list('book/', (error, books) => {
          if (error) return done(error);
          assert.deepEqual(books, [{ key: 'book/1', title: 'Emma' }]);
          done();
        });
      });
    });
  });
});
