import Holidays from 'date-holidays';

const zones = new Map<string, string>();

/** The IANA zone in which days of a country's organisations are counted (TIM-08): that of its greatest places where it has several, UTC where none is known. */
export function zoneOf(country: string): string {
  const found = zones.get(country) ?? new Holidays(country).getTimezones()[0] ?? 'UTC';
  zones.set(country, found);
  return found;
}
