// From a program's log to the terminal: only what a person should know at once.
import { stripVTControlCharacters } from 'node:util';

const WARNING = 40;

interface Logged {
  readonly level?: number;
  readonly msg?: string;
  readonly err?: { readonly message?: string };
}

function read(line: string): Logged | undefined {
  try {
    return JSON.parse(line) as Logged;
  } catch {
    return undefined;
  }
}

/** A line worth showing, readable: warnings and errors of the structured log, and whatever is not structured. */
export function worthShowing(line: string): string | undefined {
  if (!line.trim()) return undefined;
  if (!line.startsWith('{')) return stripVTControlCharacters(line);
  const logged = read(line);
  if (!logged) return line;
  if ((logged.level ?? 0) < WARNING) return undefined;
  const text = [logged.msg, logged.err?.message].filter((part, at, all) => part && all.indexOf(part) === at).join(': ');
  return `${(logged.level ?? 0) > WARNING ? 'error' : 'warning'}: ${text || line}`;
}

/** Shows at most `most` lines in ten seconds, then says once that there are more. */
export function sparing(show: (text: string) => void, more: string, most = 20): (line: string) => void {
  let shown = 0;
  let since = 0;
  return (line) => {
    const text = worthShowing(line);
    if (!text) return;
    if (Date.now() - since > 10_000) {
      since = Date.now();
      shown = 0;
    }
    shown++;
    if (shown <= most) show(text);
    if (shown === most + 1) show(more);
  };
}
