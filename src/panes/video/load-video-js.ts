import type { VideoJs } from 'video.js/dist/alt/video.core.js';

/** video.js without its style elements and without its own messages: errors are shown by the pane. */
export async function loadVideoJs(): Promise<VideoJs> {
  // Before the import: it is read while the module runs.
  window.VIDEOJS_NO_DYNAMIC_STYLE = true;
  const { default: videojs } = await import('video.js/dist/alt/video.core.js');
  videojs.log.level('off');
  return videojs;
}
