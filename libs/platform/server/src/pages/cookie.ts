/** Reads one cookie from a Cookie header (RFC 6265); undefined when it is not there. The first of several wins. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}

/** How long a cookie lives (seconds; 0 removes it, absent: until the browser closes), where it goes, and whether scripts see it. */
export interface CookieOptions {
  readonly maxAge?: number;
  readonly path?: string;
  readonly secure: boolean;
}

/** A Set-Cookie value: HttpOnly, SameSite=Lax; the value must be cookie-safe already (base64url, uuid, a literal). */
export function writeCookie(name: string, value: string, { maxAge, path = '/', secure }: CookieOptions): string {
  const age = maxAge === undefined ? '' : `; Max-Age=${maxAge}`;
  return `${name}=${value}; Path=${path}${age}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}
