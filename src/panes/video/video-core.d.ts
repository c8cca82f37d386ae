/** The little of video.js that is used; its own types cover only its full build, and much of them is `any`. */
declare module 'video.js/dist/alt/video.core.js' {
  export interface Player {
    ready(callback: () => void): void;
    src(source: { readonly src: string; readonly type: string }): void;
    on(event: string, listener: () => void): void;
    error(): { readonly code: number; readonly message: string } | null;
    /** `true` says that the caller knows what it does with the technology below the player. */
    tech(iKnowWhatIAmDoing: true): { el(): Element };
    dispose(): void;
  }

  export interface VideoJs {
    (element: Element, options: Readonly<Record<string, unknown>>): Player;
    readonly log: { level(level: 'off'): string };
  }

  const videojs: VideoJs;
  export { videojs as default };
}

interface Window {
  /** Read by video.js when it loads: true keeps it from adding style elements, which the CSP forbids. */
  VIDEOJS_NO_DYNAMIC_STYLE?: boolean;
}
