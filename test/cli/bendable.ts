/** What the tests of `playhead validate` read and bend. */
export interface Found {
  readonly severity: string;
  readonly code: string;
  readonly where: string;
  readonly title: string;
}
export interface Result {
  readonly digest: string | null;
  readonly valid: boolean;
  readonly problems: readonly Found[];
}
// The tests bend manifests in every way, so that they are plain JSON here.
export interface Json {
  [key: string]: Json;
}
/** A manifest, as far as the tests reach into it by name. */
export type Bendable = Json & { readonly layers: Json[]; readonly files: Json[] };
