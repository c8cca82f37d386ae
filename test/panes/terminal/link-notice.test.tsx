import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { LinkNotice } from '../../../src/panes/terminal/LinkNotice.tsx';

afterEach(cleanup);

function show(address: string): string {
  render(<LinkNotice address={address} onClose={() => undefined} />);
  return screen.getByRole('alertdialog').textContent;
}

describe('LinkNotice', () => {
  it('leads to another place once it is read', () => {
    expect(show('https://example.com/a')).toContain('example.com');
    expect(screen.getByRole('link', { name: 'Open' }).getAttribute('href')).toBe('https://example.com/a');
  });

  it.each(['/bundle/x.html', ''])('refuses a link to this page’s own origin, in words: %j', (path) => {
    expect(show(new URL(path, location.href).href)).toContain('This page opens no links to itself.');
    expect(screen.queryByRole('link')).toBeNull();
  });

  it.each(['javascript:alert(1)', 'file:///etc/passwd', 'blob:https://example.com/1', 'no address'])(
    'refuses %s, in words',
    (address) => {
      expect(show(address)).toContain('Only web addresses are opened.');
      expect(screen.queryByRole('link')).toBeNull();
    },
  );
});
