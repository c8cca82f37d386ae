/** Whether a text stands for a file that Git LFS keeps elsewhere (https://git-lfs.com, "version 1"). */
export function isLfsPointer(text: string): boolean {
  return text.startsWith('version https://git-lfs.github.com/spec/');
}
