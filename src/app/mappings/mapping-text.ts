/** A mapping file under the name that it was saved by, or that of its file. It is checked by whoever uses it. */
export interface MappingText {
  readonly name: string;
  readonly text: string;
}
