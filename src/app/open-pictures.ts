import type { OpenPictures } from '../timeline/video-pictures.ts';

/** The pictures of the timeline are drawn where videos are decoded; loaded when the first of them is wanted. */
export const openPictures: OpenPictures = async (video, lifetime) => {
  const { openThumbnails } = await import('../panes/video/thumbnails.client.ts');
  return openThumbnails(video, lifetime);
};
