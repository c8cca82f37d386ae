/** What this page has to do without where it came over plain http; nothing where it came over https or from localhost. */
export function PlainHttpNote({ className }: { readonly className: string | undefined }) {
  if (isSecureContext) return null;
  return (
    <div className={className}>
      <p>
        This page came over plain http, where browsers hold some things back: frames are shown by the video
        element, the timeline has no pictures, clips cannot be saved, encrypted traces cannot be opened, and
        nothing can be signed, copied by a button or kept for use without a network. All else is as over
        https.
      </p>
    </div>
  );
}
