/** Gives the person a text as a file. */
export function saveText(name: string, text: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun; its bytes are held by it.
  setTimeout(() => URL.revokeObjectURL(url));
}
