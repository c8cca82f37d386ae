/**
 * Trusted Types (W3C): a page whose policy asks for them makes script or markup only of texts that a policy of its own has
 * seen. TypeScript does not know of them.
 */

/** null refuses the text. `place`: where it is to go, as `Element innerHTML`. */
export interface TypeRules {
  readonly createHTML?: (text: string, type: string, place: string) => string | null;
  readonly createScriptURL?: (text: string) => string | null;
}

export interface TypePolicies {
  /** One named `default` is asked about every text that no other has seen. Throws where the page's policy forbids the name. */
  createPolicy(name: string, rules: TypeRules): unknown;
}

/** undefined: the browser of this window knows nothing of them, and refuses nothing. */
export function typePoliciesOf(owner: object): TypePolicies | undefined {
  return (owner as { readonly trustedTypes?: TypePolicies }).trustedTypes;
}
