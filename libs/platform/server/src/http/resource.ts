import { DomainError } from '@tandem/platform-kernel';

/** A path as links carry it: relative to the version, never starting with `/v1` (existing clients break otherwise). */
export const linkPath = (path: string): string => path.replace(/^\/v1(?=\/)/i, '');

/** Fields every resource view ends with: the link to itself and its type, with `version` as etag when it can be changed. */
export const resource = (objectType: string, path: string, version?: number) => ({
  links: { self: { uri: linkPath(path), method: 'GET', headers: [] } },
  attributes: { ...(version === undefined ? {} : { etag: String(version) }), objectType },
});

/**
 * Compares the etag a caller sent with the version of the record; without an etag nothing is checked.
 * @throws DomainError STALE (400, code 2055: a 412 would be sent again by existing clients).
 */
export function expectVersion(entity: { readonly version: number }, etag: string | undefined): void {
  if (etag !== undefined && etag !== String(entity.version)) {
    throw new DomainError({ rule: 'API-07', reason: 'STALE', kind: 'invalid', details: { etag: String(entity.version) } });
  }
}
