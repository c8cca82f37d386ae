/** What became of a want. */
export interface Landing {
  readonly target: number;
  /** The frame that is shown: the one that was told of, else, unverified, the target. */
  readonly frame: number;
  /** True where the browser confirmed that it is the target. */
  readonly exact: boolean;
}

/** Something that brings the picture to a frame while time does not run forwards. */
export interface FrameSource {
  /** Where the last want ended; undefined while none has. */
  readonly landing: Landing | undefined;
  /** Goes to frame `target`. `running`: time goes on, so that each picture counts, and the last one not more than others. */
  want(target: number, running: boolean): void;
  /** The picture is driven otherwise from here on: what it shows is no longer known. */
  forget(): void;
  dispose(): void;
}
