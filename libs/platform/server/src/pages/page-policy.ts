import { createHash } from 'node:crypto';
import { PAGE_STYLE } from './page-style.data';

const styleHash = createHash('sha256').update(PAGE_STYLE).digest('base64');

/** Policy of the small pages: nothing but their own style sheet, images and forms; no script at all. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${styleHash}'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
