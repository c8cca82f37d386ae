/** How whoever receives a batch checks it. Pure. */
import type { SignoffPredicate } from '../../../schema/generated/types.ts';
import { PAYLOAD_TYPE } from '../statement.ts';
import { html, type Html } from './html.ts';

export function verifySection({ traces, profile }: SignoffPredicate): Html {
  return html`<section>
    <h2>Check it yourself</h2>
    <p>
      With the batch, and the list of trusted keys that you were given by another way than the batch. No
      network is needed; every byte is read again.
    </p>
    <pre>playhead batch verify batch.json --keys keys.json</pre>
    <p>
      Without this program: batch.signoff.json is a DSSE envelope around an in-toto statement
      (<code>${PAYLOAD_TYPE}</code>), its signatures are Ed25519. Each trace is named by its dirHash, which a
      folder that is no zip has by:
    </p>
    <pre>find . -type f -printf '%P\\0' | LC_ALL=C sort -z | xargs -0 sha256sum -- | sha256sum</pre>
    <table>
      <thead>
        <tr>
          <th>Trace</th>
          <th>dirHash</th>
        </tr>
      </thead>
      <tbody>
        ${traces.map(
          ({ name, root }) =>
            html`<tr>
              <td class="long">${name}</td>
              <td><code class="digest">${root}</code></td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p class="dim">
      The rules and limits (profile ${profile.id} ${profile.version}) stand in the signed statement, so that
      the traces can be judged again by the same.
    </p>
  </section>`;
}
