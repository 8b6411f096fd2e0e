import type { IdentityApi, Reply } from './identity-api';

/** Calls the api as a person of the sandbox. */
export type AsPerson = (email: string, method: string, path: string, request?: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }) => Promise<Reply & { readonly list: readonly Record<string, unknown>[] }>;

/** Makes such calls; tokens are fetched once per person. */
export function asPersons(api: IdentityApi): AsPerson {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = async (email: string): Promise<string> => String((await api.call('/v1/sandbox/tokens', { body: { email } })).json['access_token']);
  return async (email, method, path, { body, headers = {} } = {}) => {
    if (!tokens.has(email)) tokens.set(email, tokenOf(email));
    const reply = await api.call(path, { method, headers: { authorization: `Bearer ${await tokens.get(email)}`, ...headers }, ...(body === undefined ? {} : { body }) });
    const list = (reply.json['items'] ?? (reply.text.startsWith('[') ? JSON.parse(reply.text) : [])) as Record<string, unknown>[];
    return { ...reply, list };
  };
}
