/** Notes between agents. Each waits until the engineer passes it on; only then its reader finds it. */
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Beside the repository, where the agents have their own folders too. */
export const AGENTS = join(import.meta.dirname, '../../agents');

const WAITING = 'waiting';
const READ = 'read';

/** Gives the number of the note. */
export function send(note) {
  const id = nextId();
  put(WAITING, { ...note, id });
  return id;
}

/** The notes that nobody has passed on yet, oldest first. */
export function waiting() {
  return list(WAITING);
}

export function pass(id, remark) {
  const note = list(WAITING).find((one) => one.id === id);
  if (!note) throw new Error(`no note ${id} waits`);
  const passed = remark ? { ...note, remark } : note;
  put(WAITING, passed);
  move(passed, WAITING, passed.to);
  return passed;
}

/** Straight to an agent: nobody has to pass it on. */
export function tell(to, text) {
  put(to, { id: nextId(), from: 'engineer', to, text, last: true });
}

/** The oldest note to `reader`, which is read by that; undefined: there is none. */
export function take(reader) {
  const [note] = list(reader);
  if (note) move(note, reader, READ);
  return note;
}

/** The engineer's own: read where it waits. */
export function keep(note) {
  move(note, WAITING, READ);
}

function folder(name) {
  const path = join(AGENTS, 'mail', name);
  mkdirSync(path, { recursive: true });
  return path;
}

function list(place) {
  return readdirSync(folder(place))
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder(place), name), 'utf8')))
    .toSorted((a, b) => a.id - b.id);
}

/** In one step, so that no reader meets half of it. */
function put(place, note) {
  const path = pathOf(place, note);
  writeFileSync(`${path}.new`, JSON.stringify(note));
  renameSync(`${path}.new`, path);
}

function move(note, from, to) {
  renameSync(pathOf(from, note), pathOf(to, note));
}

function pathOf(place, { id }) {
  return join(folder(place), `${id}.json`);
}

/** Two agents may ask at once: who makes the file has the number. */
function nextId() {
  for (let id = 1; ; id += 1) {
    try {
      writeFileSync(join(folder('numbers'), String(id)), '', { flag: 'wx' });
      return id;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
  }
}
