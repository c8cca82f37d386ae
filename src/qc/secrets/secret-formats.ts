/**
 * Secrets whose form their makers publish. The list is kept by hand: a format is added with its source and a test. The
 * last two are general, and find what the others miss.
 */
import { entropyOf, headOnly, type Format } from './format.ts';

const nothing = (value: string): string => `… (${value.length} characters)`;

export const SECRET_FORMATS: readonly Format[] = [
  {
    id: 'private-key',
    title: 'a private key',
    source: 'RFC 7468; OpenSSH PROTOCOL.key',
    pattern: /-----BEGIN (?:(?:RSA|DSA|EC|OPENSSH|ENCRYPTED) )?PRIVATE KEY(?: BLOCK)?-----/g,
    mask: (value) => value,
  },
  {
    id: 'pgp-private-key',
    title: 'a PGP private key',
    source: 'RFC 9580, 6.2',
    pattern: /-----BEGIN PGP PRIVATE KEY BLOCK-----/g,
    mask: (value) => value,
  },
  {
    id: 'aws-access-key',
    title: 'an AWS access key id',
    source: 'AWS IAM User Guide, IAM identifiers: unique ids',
    pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g,
    mask: headOnly(4),
  },
  {
    id: 'github-token',
    title: 'a GitHub token',
    source: 'GitHub Docs, About authentication to GitHub: token formats',
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})\b/g,
    mask: headOnly(4),
  },
  {
    id: 'gitlab-token',
    title: 'a GitLab token',
    source: 'GitLab Docs, Token overview: token prefixes',
    pattern: /\bgl(?:pat|ptt|dt|rt|cbt|soat)-[A-Za-z0-9_-]{20,255}\b/g,
    mask: headOnly(6),
  },
  {
    id: 'slack-token',
    title: 'a Slack token or webhook',
    source: 'Slack API, Token types; Incoming webhooks',
    pattern:
      /\bxox[abeoprs]-[A-Za-z0-9-]{10,250}\b|\bhttps:\/\/hooks\.slack\.com\/services\/T[A-Z0-9]{5,20}\/B[A-Z0-9]{5,20}\/[A-Za-z0-9]{20,40}\b/g,
    mask: headOnly(5),
  },
  {
    id: 'google-api-key',
    title: 'a Google API key',
    source: 'Google Cloud, Manage API keys',
    pattern: /\bAIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/g,
    mask: headOnly(4),
  },
  {
    id: 'stripe-key',
    title: 'a Stripe live key',
    source: 'Stripe Docs, API keys',
    pattern: /\b[rs]k_live_[A-Za-z0-9]{16,250}\b/g,
    mask: headOnly(8),
  },
  {
    id: 'npm-token',
    title: 'an npm token',
    source: 'GitHub Blog 2021, New npm access token format',
    pattern: /\bnpm_[A-Za-z0-9]{36}\b/g,
    mask: headOnly(4),
  },
  {
    id: 'pypi-token',
    title: 'a PyPI token',
    source: 'PyPI help, API tokens; pypi-AgEIcHlwaS5vcmc is the macaroon header of pypi.org',
    pattern: /\bpypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,1000}/g,
    mask: headOnly(5),
  },
  {
    id: 'model-api-key',
    title: 'a key of a model provider',
    source: 'OpenAI and Anthropic API references, Authentication',
    pattern: /\bsk-(?:ant-[a-z0-9]{3,8}-|proj-|svcacct-)[A-Za-z0-9_-]{24,250}/g,
    mask: headOnly(3),
  },
  {
    id: 'sendgrid-key',
    title: 'a SendGrid key',
    source: 'SendGrid Docs, API keys',
    pattern: /\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\b/g,
    mask: headOnly(3),
  },
  {
    id: 'jwt',
    title: 'a JSON Web Token',
    source: 'RFC 7519; RFC 7515, 3.1',
    pattern: /\beyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{4,8000}\.[A-Za-z0-9_-]{16,2000}/g,
    accepts: isJwt,
    mask: headOnly(3),
  },
  {
    id: 'url-password',
    title: 'a password in an address',
    source: 'RFC 3986, 3.2.1',
    pattern:
      /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/?#@"'<>]{1,100}:([^\s:/?#@"'<>$*{}]{3,200})@[A-Za-z0-9.-]{1,255}/gi,
    group: 1,
    mask: nothing,
  },
  {
    id: 'assigned-secret',
    title: 'a value that looks random, given to a name such as password or token',
    source: 'own; entropy as Shannon 1948',
    pattern:
      /\b[\w-]{0,30}(?:password|passwd|secret|token|api[_-]?key|access[_-]?key)[\w-]{0,20}["']?\s{0,3}[:=]\s{0,3}["']?([A-Za-z0-9+/_~-]{20,200})(?![A-Za-z0-9+/_~.(-])/gi,
    group: 1,
    accepts: (value, { minEntropy }) =>
      /\d/.test(value) && /[A-Za-z]/.test(value) && entropyOf(value) >= minEntropy,
    mask: nothing,
  },
];

/** Whether its first part is a header that names an algorithm. */
function isJwt(value: string): boolean {
  const head = value.slice(0, value.indexOf('.')).replaceAll('-', '+').replaceAll('_', '/');
  try {
    const header: unknown = JSON.parse(atob(head));
    return typeof header === 'object' && header !== null && 'alg' in header;
  } catch {
    // Neither base64 nor JSON: it only looks like a token.
    return false;
  }
}
