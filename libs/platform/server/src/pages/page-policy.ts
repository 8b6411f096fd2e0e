import { createHash } from 'node:crypto';
import { PAGE_STYLE } from './page-style.data';

const styleHash = createHash('sha256').update(PAGE_STYLE).digest('base64');

/** A script of ours that makes a page more comfortable, and the addresses that it may call: absolute, the latter by their beginning. */
export interface PageScript {
  readonly src: string;
  readonly calls: string;
}

/** Policy of the small pages: nothing but their own style sheet, images and forms; no script at all. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${styleHash}'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/** The same for a page with one script: that very file, and no other place to call. */
export const scriptedPolicy = ({ src, calls }: PageScript): string => `${PAGE_POLICY}; script-src ${src}; connect-src ${calls}`;
