/**
 * Where to go after signing in: a path of this installation, else the start page. Judged as browsers read it (backslashes, tabs
 * and `/.//` included), so that nobody can be led elsewhere; never back into the sign-in itself.
 */
export function returnPath(wanted: string | undefined, publicUrl: string): string {
  if (!wanted?.startsWith('/') || !URL.canParse(wanted, publicUrl)) return '/';
  const { origin, pathname, search, hash } = new URL(wanted, publicUrl);
  // The router reads `%61uth` as `auth`, so it is judged decoded.
  const own = origin === new URL(publicUrl).origin && !pathname.startsWith('//') && !/^\/+(auth|oidc)(\/|$)/i.test(decoded(pathname));
  return own ? pathname + search + hash : '/';
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return '/auth';
  }
}
