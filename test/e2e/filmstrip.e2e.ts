/** The filmstrip of the sample, and the picture of the moment that is pointed at. */
import { expect, SAMPLE, test } from './playhead-page.ts';

test('the video lane shows the video, and the card under the pointer what was on screen', async ({
  page,
  playhead,
}) => {
  await playhead.goto(SAMPLE);
  await playhead.seek(0);
  const slider = page.getByRole('slider', { name: 'Playhead' });
  // The sample's screen has a white window on a dark desktop from its first second to its last.
  const whites = (): Promise<number> =>
    slider.evaluate((plot) => {
      const canvas = plot.querySelectorAll('canvas')[1];
      if (!canvas) return 0;
      // From a copy: Chromium complains of a canvas that is read over and over.
      const copy = new OffscreenCanvas(canvas.width, 1).getContext('2d', { willReadFrequently: true });
      copy?.drawImage(canvas, 0, -12 * devicePixelRatio);
      const data = copy?.getImageData(0, 0, canvas.width, 1).data ?? [];
      let runs = 0;
      for (let at = 4; at < data.length; at += 4)
        if ((data[at] ?? 0) > 200 && (data[at - 4] ?? 0) <= 200) runs += 1;
      return runs;
    });
  await expect.poll(whites).toBeGreaterThan(20);

  const box = await slider.boundingBox();
  expect(box).not.toBeNull();
  if (!box) return;
  await page.mouse.move(box.x + box.width * (100 / 230.594), box.y + 100);
  const card = page.getByRole('region', { name: 'Time' }).locator('[class*=_picture_]');
  await expect(card).toBeVisible();
  const lit = (): Promise<number> =>
    card.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
      copy?.drawImage(canvas, 0, 0);
      const data = copy?.getImageData(0, 0, width, height).data ?? [];
      return data.filter((value, index) => index % 4 === 1 && value > 200).length;
    });
  await expect.poll(lit).toBeGreaterThan(500);
  // The pointer rests: the frame itself, which needs no other time.
  await expect(card).toHaveText('');
  await page.mouse.move(0, 0);
  await expect(card).toBeHidden();
  expect(playhead.foreign).toEqual([]);
  expect(playhead.complaints).toEqual([]);
});
