/** Where a SARIF result points to. Pure. */
import { field, listField, numberField } from '../base/json.ts';
import { textField } from './json-report.ts';
import { plainText } from './plain-text.ts';

/** A place in a file. Whatever the report does not tell is undefined. */
export interface DiagnosticPlace {
  /** Relative to the outermost base where there is one. */
  readonly file: string | undefined;
  /** From 1; undefined where the region counts characters or bytes, or there is none. */
  readonly line: number | undefined;
  readonly column: number | undefined;
  /** The last line of the region; undefined where it is the first one too. */
  readonly endLine: number | undefined;
  /** Where in a file without lines, in words: `character 120`, `byte 4096`. */
  readonly offset: string | undefined;
  /** What the code calls the place: `app::Parser::next`. */
  readonly scope: string | undefined;
  /** The text at the place, as the report quotes it. */
  readonly snippet: string | undefined;
}

export function placeOf(location: unknown, run: unknown): DiagnosticPlace {
  const place = field(location, 'physicalLocation');
  const region = field(place, 'region');
  const line = numberField(region, 'startLine');
  const endLine = numberField(region, 'endLine');
  const [logical] = listField(location, 'logicalLocations');
  const scope = textField(logical, 'fullyQualifiedName') ?? textField(logical, 'name');
  const snippet =
    textField(region, 'snippet', 'text') ?? textField(place, 'contextRegion', 'snippet', 'text');
  return {
    file: fileOf(field(place, 'artifactLocation'), run),
    line,
    column: line === undefined ? undefined : numberField(region, 'startColumn'),
    endLine: endLine === line ? undefined : endLine,
    offset: line === undefined ? offsetOf(region) : undefined,
    scope: scope === undefined ? undefined : plainText(scope),
    snippet: snippet === undefined ? undefined : plainText(snippet).trimEnd(),
  };
}

/** Offsets count from 0; -1 stands for none. */
function offsetOf(region: unknown): string | undefined {
  const character = numberField(region, 'charOffset') ?? -1;
  if (character >= 0) return `character ${character}`;
  const byte = numberField(region, 'byteOffset') ?? -1;
  return byte >= 0 ? `byte ${byte}` : undefined;
}

function fileOf(location: unknown, run: unknown): string | undefined {
  const index = numberField(location, 'index') ?? -1;
  const listed = field(listField(run, 'artifacts')[index], 'location');
  const named = textField(location, 'uri') === undefined ? listed : location;
  let path = textField(named, 'uri');
  if (path === undefined) return undefined;
  // Bases lead from one to the next; one that was seen before is a circle.
  const seen = new Set<string>();
  let base = textField(named, 'uriBaseId');
  while (base !== undefined && !seen.has(base) && !isAbsolute(path)) {
    seen.add(base);
    const above = field(run, 'originalUriBaseIds', base);
    const uri = textField(above, 'uri');
    // An absolute base is the recorder's machine: the path inside it is what tells.
    if (uri === undefined || isAbsolute(uri)) break;
    path = uri.replace(/\/?$/, '/') + path;
    base = textField(above, 'uriBaseId');
  }
  return readable(path);
}

function isAbsolute(uri: string): boolean {
  return /^[a-z][a-z\d+.-]*:/i.test(uri);
}

/** A file's address as a path: without `file://`, and decoded where that is possible. */
function readable(uri: string): string {
  const path = uri.replace(/^file:\/\/(?:\/(?=[a-z]:))?/i, '');
  try {
    return plainText(decodeURIComponent(path));
  } catch {
    // A percent sign that is none of an encoding: it stands for itself.
    return plainText(path);
  }
}
