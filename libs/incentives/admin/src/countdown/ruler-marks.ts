import type { IncentiveView } from '@tandem/incentives-contract';

const DAY = 86_400_000;

/** What became of the mail of a mark. */
export type MarkNote = '' | 'sent' | 'underWay' | 'failed' | 'uncertain' | 'passed' | 'waits';

/** A mark at the ruler of a window. */
export interface Mark {
  readonly key: 'invitation' | 'invited' | 'reminder' | 'today' | 'closes';
  /** ISO 8601. */
  readonly at: string;
  readonly note: MarkNote;
  /** From the beginning of the window on, in percent of its length. */
  readonly place: number;
  /** Where its words stand: under the days, over them where another mark has that place, or nowhere but in its title. */
  readonly lane: 'below' | 'above' | 'bare';
  /** On which side of its line its words stand. */
  readonly side: 'after' | 'before';
}

type Windowed = Pick<IncentiveView, 'startedAt' | 'enrollDueAt' | 'invitedAt' | 'inviteAt' | 'blocked' | 'slots'>;
type Slot = IncentiveView['slots'][number];

function noteOf({ state, delivery }: Slot): MarkNote {
  if (state === 'passed') return 'passed';
  if (state === 'planned' || !delivery) return '';
  if (delivery.state === 'sent' || delivery.state === 'uncertain') return delivery.state;
  return delivery.state === 'failed' || delivery.state === 'bounced' ? 'failed' : 'underWay';
}

/** The two lines of a mark, in words. */
export type MarkLines = (mark: Pick<Mark, 'key' | 'at' | 'note'>) => readonly string[];

/** In pixels: a letter, what stands between the words and a line, and the narrowest ruler that has its marks at its side. */
const [LETTER, GAP, RULER] = [6, 7, 840];
/** From here on words stand before their line. */
const EDGE = 86;

/** The room that the words of a mark take, from and to, in percent. */
function roomOf(mark: Pick<Mark, 'key' | 'at' | 'note' | 'place' | 'side'>, linesOf: MarkLines): readonly [number, number] {
  const width = ((Math.max(...linesOf(mark).map(({ length }) => length)) * LETTER + GAP) / RULER) * 100;
  return mark.side === 'after' ? [mark.place, mark.place + width] : [mark.place - width, mark.place];
}

/** Gives each mark its place beside the others: what matters most chooses first. */
function arrange(marks: readonly Omit<Mark, 'lane' | 'side'>[], linesOf: MarkLines): Mark[] {
  const sided = marks.map((mark) => ({ ...mark, side: mark.place > EDGE ? ('before' as const) : ('after' as const) }));
  const rank = { closes: 0, today: 1, invited: 2, invitation: 2, reminder: 3 };
  const taken: Record<'below' | 'above', (readonly [number, number])[]> = { below: [], above: [] };
  const lanes = new Map<(typeof sided)[number], Mark['lane']>();
  for (const mark of [...sided].sort((one, other) => rank[one.key] - rank[other.key])) {
    const [from, to] = roomOf(mark, linesOf);
    const free = (['below', 'above'] as const).find((lane) => taken[lane].every(([start, end]) => to <= start || from >= end));
    if (free) taken[free].push([from, to]);
    lanes.set(mark, free ?? 'bare');
  }
  return sided.map((mark) => ({ ...mark, lane: lanes.get(mark) ?? 'bare' }));
}

/**
 * The marks of a window, in order: the invitation, the reminders with what became of each, today, and the end. Reminders that are void stand nowhere.
 * @param now milliseconds on the business clock.
 */
export function marksOf({ startedAt, enrollDueAt, invitedAt, inviteAt, blocked, slots }: Windowed, now: number, linesOf: MarkLines): Mark[] {
  const [start, end] = [Date.parse(startedAt), Date.parse(enrollDueAt)];
  const placed = (key: Mark['key'], at: string, note: MarkNote = '') => ({ key, at, note, place: Math.min(100, Math.max(0, ((Date.parse(at) - start) / (end - start)) * 100)) });
  const first = slots.find(({ day }) => day === 0);
  const waits = blocked !== undefined || Date.parse(inviteAt) < now ? 'waits' : '';
  const invitation = invitedAt ? placed('invited', invitedAt) : placed('invitation', inviteAt, (first && noteOf(first)) || waits);
  const reminders = slots.filter(({ day, state }) => day > 0 && state !== 'void').map((slot) => placed('reminder', slot.at, noteOf(slot)));
  const today = now >= start && now <= end ? [placed('today', new Date(now).toISOString())] : [];
  const marks = [invitation, ...reminders, ...today, placed('closes', enrollDueAt)];
  // Today stands at the edge of its day, as the days are drawn.
  const drawn = marks.map((mark) => (mark.key === 'today' ? { ...mark, place: (dayAt(start, now) / daysOf(start, end)) * 100 } : mark));
  return arrange(drawn.sort((one, other) => Date.parse(one.at) - Date.parse(other.at)), linesOf);
}

const dayAt = (start: number, at: number): number => Math.floor((at - start) / DAY);
const daysOf = (start: number, end: number): number => Math.max(1, Math.round((end - start) / DAY));

/** The days of a window: gone, the present one, ahead. */
export function cellsOf({ startedAt, enrollDueAt }: Pick<Windowed, 'startedAt' | 'enrollDueAt'>, now: number): ('past' | 'now' | 'ahead')[] {
  const start = Date.parse(startedAt);
  const present = dayAt(start, now);
  return Array.from({ length: daysOf(start, Date.parse(enrollDueAt)) }, (_, day) => (day < present ? 'past' : day === present ? 'now' : 'ahead'));
}
