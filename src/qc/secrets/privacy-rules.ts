/** ids of the rules that look for secrets and personal data. Apart from them: the page names them without loading any. */
export const PRIVACY_RULES = ['secrets', 'personal-data'] as const;

export type PrivacyRule = (typeof PRIVACY_RULES)[number];
