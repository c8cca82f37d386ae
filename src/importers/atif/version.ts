/** `1.7` of a text in which a trajectory names its version; undefined where it names none. Pure. */
export function atifVersion(text: string): string | undefined {
  return /"schema_version"\s*:\s*"ATIF-v?(\d{1,4}(?:\.\d{1,4})*)"/i.exec(text)?.[1];
}
