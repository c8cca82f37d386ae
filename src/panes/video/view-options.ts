/** What is drawn over the picture, and how large the picture is. */
export interface ViewOptions {
  /** Clicks, drags and scrolling. */
  readonly clicks: boolean;
  readonly trail: boolean;
  readonly keys: boolean;
  /** Bullets in place of typed characters. */
  readonly mask: boolean;
  readonly captions: boolean;
  readonly zoom: 'fit' | 'actual';
}

export const DEFAULT_OPTIONS: ViewOptions = {
  clicks: true,
  trail: true,
  keys: true,
  mask: false,
  captions: true,
  zoom: 'fit',
};
