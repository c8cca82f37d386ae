import assert from 'node:assert/strict';
import test from 'node:test';
import { TokenBucket } from '../src/index.js';

const clock = { ms: 0 };
const bucket = () =>
  new TokenBucket({ capacity: 3, perSecond: 2, now: () => clock.ms });
