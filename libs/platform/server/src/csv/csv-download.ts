import { Readable } from 'node:stream';
import { answer } from '../http/answer';
import type { Answer } from '../http/answer';
import { underPresentScope } from '../tenancy/scope';
import { csvLines, writeCsv } from './write-csv';

type Rows = readonly (readonly string[])[];

/** A CSV file that is made while it goes out. */
export interface CsvDownload {
  /** What it is called when it is kept, without the ending. */
  readonly name: string;
  readonly header: readonly string[];
  /** Its rows, page by page: no more than one page is held at once. Runs outside of the request's own entity manager, so read by a fork. */
  readonly pages: AsyncIterable<Rows>;
  readonly separator?: 'comma' | 'semicolon' | undefined;
}

const SEPARATORS = { comma: ',', semicolon: ';' } as const;

/**
 * Answers with a CSV file (RFC 4180, marked UTF-8, formula-safe) that is streamed. The first page is read before the answer begins, so
 * that what goes wrong there is still a refusal; what breaks later breaks the connection, and no half file passes for a whole one.
 */
export async function csvDownload({ name, header, pages, separator = 'comma' }: CsvDownload): Promise<Answer<Readable>> {
  const source = pages[Symbol.asyncIterator]();
  const next = underPresentScope(() => source.next());
  const first = await next();
  async function* parts(): AsyncGenerator<string> {
    yield writeCsv([header], SEPARATORS[separator]);
    for (let page = first; !page.done; page = await next()) if (page.value.length > 0) yield csvLines(page.value, SEPARATORS[separator]);
  }
  const headers = { 'content-type': 'text/csv; charset=utf-8; header=present', 'content-disposition': `attachment; filename="${name}.csv"`, 'cache-control': 'no-store' };
  return answer(Readable.from(parts()), { headers });
}
