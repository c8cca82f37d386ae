/** Pointing at something in one place shows it in the others. */
import { expect, SAMPLE, test } from './playhead-page.ts';

test('pointing at a row shows its moment on the timeline, and in the other lists', async ({
  page,
  playhead,
}) => {
  await playhead.goto(SAMPLE);
  await playhead.seek(100);
  const hair = page.getByTestId('hair');
  await expect(hair).toBeHidden();
  const command = page.getByRole('listbox', { name: 'Commands' }).getByRole('option').first();
  await command.hover();
  await expect(hair).toBeVisible();
  await expect(hair).toHaveText(/\d/);
  const time = await hair.textContent();
  await expect(command).toContainText(time?.slice(0, -1) ?? '');
  // Nothing is sought, and nothing scrolls.
  expect((await playhead.state()).time).toBe(100);
  await page.mouse.move(0, 0);
  await expect(hair).toBeHidden();
});

test('pointing at the timeline marks the rows of that moment, and the place in the sound', async ({
  page,
  playhead,
}) => {
  await playhead.goto(SAMPLE);
  await playhead.seek(92.5);
  const slider = page.getByRole('slider', { name: 'Playhead' });
  const box = await slider.boundingBox();
  expect(box).not.toBeNull();
  if (!box) return;
  await page.mouse.move(box.x + box.width * (46 / 230.594), box.y + 100);
  const marked = page.getByRole('listbox', { name: 'Commands' }).locator('[data-hover]');
  await expect(marked).toContainText('0:45.436');
  await expect(page.locator('[data-pane=voice] [role=slider] > div[class*=hair]')).toBeVisible();
  await page.mouse.move(0, 0);
  await expect(marked).toHaveCount(0);
});
