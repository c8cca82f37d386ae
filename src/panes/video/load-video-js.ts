import type { VideoJs } from 'video.js/dist/alt/video.core.js';

let loaded: VideoJs | undefined;

/**
 * video.js without its style elements and without its own messages: errors are shown by the pane. Once it was loaded, it is
 * there in the same task: import() would answer in a later one.
 */
export async function loadVideoJs(): Promise<VideoJs> {
  if (loaded) return loaded;
  // Before the import: it is read while the module runs.
  window.VIDEOJS_NO_DYNAMIC_STYLE = true;
  const { default: videojs } = await import('video.js/dist/alt/video.core.js');
  videojs.log.level('off');
  loaded = videojs;
  return videojs;
}
