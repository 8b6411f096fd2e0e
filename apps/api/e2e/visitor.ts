/** A browser as far as signing in over HTTP needs one: it keeps cookies, follows redirects within the site, fills in forms. */
export class Visitor {
  readonly #cookies = new Map<string, string>();
  readonly #url: string;
  /** Path and query of the page it stands on. */
  at = '/';
  /** Every cookie it ever got, and every code and state it was sent on with, by name. */
  readonly got: { readonly name: string; readonly value: string }[] = [];

  constructor(url: string) {
    this.#url = url;
  }

  /** What it sends along with each request. */
  get cookies(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Goes to a path of the site; a form is sent in its place by POST. */
  async open(path: string, form?: Readonly<Record<string, string>>): Promise<Response> {
    this.at = path;
    const response = await fetch(this.#url + path, {
      redirect: 'manual',
      headers: { cookie: this.cookies, origin: this.#url, 'sec-fetch-site': 'same-origin' },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const location = response.headers.get('location');
    if (!location) return response;
    const next = new URL(location, this.#url);
    for (const name of ['code', 'state']) if (next.searchParams.get(name)) this.got.push({ name, value: String(next.searchParams.get(name)) });
    return /^\/(auth|oidc)\//.test(next.pathname) ? this.open(next.pathname + next.search) : response;
  }

  /** Opens the sign-in page and fills it in. */
  async signIn(email: string, password: string): Promise<Response> {
    await this.open('/auth/sign-in');
    return this.open(this.at, { email, password });
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';');
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    if (value) this.got.push({ name, value });
    if (value) this.#cookies.set(name, value);
    else this.#cookies.delete(name);
  }
}
