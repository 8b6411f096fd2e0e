import { castId } from '../sandbox/identity-sandbox';
import type { IdentityApi, Reply } from './identity-api';

/** Who calls: with an access token. */
export type Caller = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply>;

/** Calls with an access token. */
export const callerWith = (api: IdentityApi, token: unknown): Caller => (method, path, body, headers = {}) =>
  api.call(path, { method, headers: { authorization: `Bearer ${String(token)}`, ...headers }, ...(body === undefined ? {} : { body }) });

/** Calls as a person of the cast, through its organisation's API client. */
export async function person(api: IdentityApi, email: string): Promise<Caller> {
  return callerWith(api, (await api.call('/v1/sandbox/tokens', { body: { email } })).json['access_token']);
}

/** A token of an API client by itself. */
export const clientToken = (api: IdentityApi, tenant: string, form: Record<string, string>): Promise<Reply> =>
  api.call(`/${tenant}/oauth2/v2.0/token`, { form: { grant_type: 'client_credentials', ...form } });

/** Id of the API client of an organisation of the cast. */
export const castClientId = (domain: string): string => castId(`client:${domain}`);
