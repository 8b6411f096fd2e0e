import Bowser from 'bowser';

/** What a browser says of itself, in words a person knows. */
export interface Device {
  /** Absent when it is none of the known ones. */
  readonly browser?: string;
  readonly system?: string;
  readonly kind: 'desktop' | 'phone' | 'tablet' | 'unknown';
}

const KINDS: Readonly<Record<string, Device['kind']>> = { desktop: 'desktop', mobile: 'phone', tablet: 'tablet' };

/** The device behind a User-Agent header. It says what it likes: for recognising one's own sessions, never for a decision. */
export function deviceOf(agent: string | null): Device {
  if (!agent) return { kind: 'unknown' };
  const { browser, os, platform } = Bowser.parse(agent);
  return {
    ...(browser.name ? { browser: browser.name } : {}),
    ...(os.name ? { system: os.name } : {}),
    kind: KINDS[platform.type ?? ''] ?? 'unknown',
  };
}
