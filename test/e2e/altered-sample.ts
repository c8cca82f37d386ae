/** Copies of the sample with one thing wrong, served like any other bundle. */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest } from '../../src/schema/generated/types.ts';
import { serve } from '../../src/cli/serve.ts';

const SAMPLE_FOLDER = 'public/samples/bug-fix';
const MANIFEST = 'trace_schema_v2.json';

/** A copy of the sample on disk, to be altered. */
export class SampleCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'playhead-e2e-'));

  constructor() {
    cpSync(SAMPLE_FOLDER, this.folder, { recursive: true });
  }

  /** Path of a layer's first file. */
  pathOf(layer: string): string {
    const path = this.manifest().layers.find(({ id }) => id === layer)?.paths?.[0];
    if (path === undefined) throw new Error(`the sample has no file for layer ${layer}`);
    return path;
  }

  manifest(): Manifest {
    return JSON.parse(readFileSync(join(this.folder, MANIFEST), 'utf8')) as Manifest;
  }

  editManifest(edit: (manifest: Record<string, unknown> & Manifest) => unknown): void {
    const manifest = this.manifest() as Record<string, unknown> & Manifest;
    const edited = edit(manifest) ?? manifest;
    writeFileSync(join(this.folder, MANIFEST), JSON.stringify(edited));
  }

  read(path: string): Buffer {
    return readFileSync(join(this.folder, path));
  }

  /** Replaces a file, and leaves the manifest as it was. */
  replace(path: string, bytes: Uint8Array | string): void {
    writeFileSync(join(this.folder, path), bytes);
  }

  /** Replaces a file, and says so in the manifest. */
  replaceHonestly(path: string, bytes: Uint8Array | string): void {
    this.replace(path, bytes);
    const written = this.read(path);
    const sha256 = createHash('sha256').update(written).digest('hex');
    this.editManifest((manifest) => ({
      ...manifest,
      files: manifest.files.map((file) =>
        file.path === path ? { ...file, bytes: written.length, sha256 } : file,
      ),
    }));
  }

  remove(path: string): void {
    rmSync(join(this.folder, path));
  }

  /** Serves the app with this copy; the address opens it. */
  serve(connect: readonly string[] = []): ReturnType<typeof serve> {
    return serve({ app: 'dist/app', bundle: this.folder, connect });
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
