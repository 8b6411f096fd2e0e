import { send } from './identity-api';
import type { IdentityApi, Reply } from './identity-api';

/** A browser as far as signing in needs one: it keeps cookies by path, follows redirects, fills in forms. */
export class Browser {
  private readonly cookies = new Map<string, { value: string; path: string }>();
  /** Path and query of the page it stands on. */
  at = '/';

  constructor(private readonly api: IdentityApi) {}

  /** Goes to a path and follows redirects within the api; those that lead elsewhere (the console) are where it ends. */
  async open(path: string, request: Parameters<typeof send>[1] = {}): Promise<Reply> {
    const reply = await this.request(path, request);
    const location = reply.headers.get('location');
    if (reply.status < 300 || reply.status > 399 || !location) return reply;
    const next = new URL(location, this.api.url);
    const target = next.origin === this.api.url ? next.pathname + next.search : next.href;
    if (!/^\/(auth|oidc)\//.test(target)) {
      this.at = target;
      return reply;
    }
    return this.open(target);
  }

  /** Sends a form of the present page, as its browser would. */
  submit(form: Record<string, string>, path = this.at): Promise<Reply> {
    return this.open(path, { form, headers: { origin: this.api.url, 'sec-fetch-site': 'same-origin' } });
  }

  /** Sends one request with the cookies, follows nothing. */
  async request(path: string, { headers = {}, ...rest }: NonNullable<Parameters<typeof send>[1]> = {}): Promise<Reply> {
    this.at = path;
    const reply = await send(this.api.url + path, { ...rest, headers: { ...this.cookieHeader(path), ...headers } });
    for (const line of reply.headers.getSetCookie()) this.keep(line);
    return reply;
  }

  /** Value of a cookie, undefined when it is not there. */
  cookie(name: string): string | undefined {
    return this.cookies.get(name)?.value;
  }

  /** Signs in with address and password. */
  async signIn(email: string, password: string, returnTo = '/'): Promise<Reply> {
    await this.open(`/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
    return this.submit({ email, password });
  }

  private cookieHeader(path: string): Record<string, string> {
    const sent = [...this.cookies].filter(([, cookie]) => path.startsWith(cookie.path)).map(([name, { value }]) => `${name}=${value}`);
    return sent.length > 0 ? { cookie: sent.join('; ') } : {};
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
    const gone =
      attributes.some((attribute) => /^max-age=0$/i.test(attribute)) ||
      attributes.some((attribute) => /^expires=/i.test(attribute) && Date.parse(attribute.slice(8)) < Date.now());
    if (gone) this.cookies.delete(name);
    else this.cookies.set(name, { value, path });
  }
}
