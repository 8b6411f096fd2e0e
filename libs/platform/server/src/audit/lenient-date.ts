const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?)?(?:(Z)|([+\- ])(\d{2}):?(\d{2}))?$/i;
const US = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([AP]M))?)?$/i;

/** An instant, and whether only its day was named. */
export interface LenientDate {
  readonly at: Date;
  readonly wholeDay: boolean;
}

/** Undefined for what the calendar does not have, such as 31 February. */
function instant(parts: readonly number[], milliseconds = 0, offset = 0): Date | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second, milliseconds));
  const fits = at.getUTCMonth() === month - 1 && at.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return fits ? new Date(at.getTime() - offset * 60_000) : undefined;
}

const numbers = (...texts: readonly (string | undefined)[]): number[] => texts.map((text) => Number(text ?? 0));

/**
 * A date as existing clients send it: ISO 8601, or `6/1/2017 12:00:00 AM` and `06/01/2017 00:00:00` as .NET writes it. Without a zone it is
 * UTC. A space stands for the plus of a zone, which an address that was not encoded loses. Undefined when it is none of these.
 */
export function lenientDate(text: string): LenientDate | undefined {
  const iso = ISO.exec(text);
  if (iso) {
    const [, year, month, day, hour, minute, second, fraction = '', , sign, zoneHours, zoneMinutes] = iso;
    const offset = (sign === '-' ? -1 : 1) * (Number(zoneHours ?? 0) * 60 + Number(zoneMinutes ?? 0));
    const at = instant(numbers(year, month, day, hour, minute, second), Number(fraction.padEnd(3, '0').slice(0, 3)), offset);
    return at && { at, wholeDay: hour === undefined };
  }
  const us = US.exec(text);
  if (!us) return undefined;
  const [, month, day, year, hour, minute, second, half] = us;
  const hours = half === undefined ? Number(hour ?? 0) : (Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
  const at = half !== undefined && (Number(hour) < 1 || Number(hour) > 12) ? undefined : instant([...numbers(year, month, day), hours, ...numbers(minute, second)]);
  return at && { at, wholeDay: hour === undefined };
}
