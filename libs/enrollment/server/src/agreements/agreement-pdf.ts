import { createRequire } from 'node:module';
import { agreementBlocks } from '@tandem/enrollment-contract';
import type { AgreementBlock } from '@tandem/enrollment-contract';
import type { AgreementLanguage, AgreementTemplate } from '@tandem/enrollment-domain';
import { dayOf } from '@tandem/platform-server';
import type { Content } from 'pdfmake';
import { DOCUMENT_WORDS } from './agreement-document.words.data';

const INK = '#17211D';
const INK_2 = '#47544E';
const MARGIN = 64;
/** Characters of a part that is kept together with its heading. */
const SHORT = 1200;

/** The files of a package come in subsets of letters; each is a font of its own here. */
const SUBSETS = { Latin: 'latin', LatinExt: 'latin-ext', Greek: 'greek', Cyrillic: 'cyrillic' } as const;
type Font = keyof typeof SUBSETS;

type PdfMake = typeof import('pdfmake').default;

/** Fonts from the installed package, and nothing else: no document fetches anything or reads other files. */
async function prepare(): Promise<PdfMake> {
  const { default: pdfmake } = await import('pdfmake');
  const { resolve } = createRequire(import.meta.url);
  const fileOf = (subset: string, weight: number): string => resolve(`@fontsource/ibm-plex-sans/files/ibm-plex-sans-${subset}-${weight}-normal.woff`);
  const fonts = Object.entries(SUBSETS).map(([font, subset]) => [font, { normal: fileOf(subset, 400), bold: fileOf(subset, 600) }] as const);
  const known = new Set(fonts.flatMap(([, { normal, bold }]) => [normal, bold]));
  pdfmake.setFonts(Object.fromEntries(fonts));
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => known.has(path));
  return pdfmake;
}

/** Loaded with the first document: it takes a tenth of a second that no start should wait for. */
let prepared: Promise<PdfMake> | undefined;

function fontOf(letter: string): Font {
  const code = letter.codePointAt(0) ?? 0;
  if (code >= 0x370 && code <= 0x3ff) return 'Greek';
  if (code >= 0x400 && code <= 0x4ff) return 'Cyrillic';
  return (code >= 0x100 && code <= 0x2ff && ![0x131, 0x152, 0x153, 0x2c6, 0x2da, 0x2dc].includes(code)) || (code >= 0x1e00 && code <= 0x1eff) ? 'LatinExt' : 'Latin';
}

/** A text in runs of one font each, so that names such as Łódź can be read too. */
export function runsOf(text: string): { text: string; font: Font }[] {
  const runs: { text: string; font: Font }[] = [];
  for (const letter of text) {
    const last = runs.at(-1);
    const font = /\s/.test(letter) && last ? last.font : fontOf(letter);
    if (last?.font === font) last.text += letter;
    else runs.push({ text: letter, font });
  }
  return runs;
}

function partOf(block: AgreementBlock): Content {
  if (block.kind === 'list') return { ul: block.items.map((item) => ({ text: runsOf(item), margin: [0, 0, 0, 3] })), margin: [0, 0, 0, 8] };
  return block.kind === 'heading' ? { text: runsOf(block.text), bold: true, fontSize: 12, margin: [0, 12, 0, 4] } : { text: runsOf(block.text), margin: [0, 0, 0, 8] };
}

/** Whether a part is short enough to stand on one page with its heading. */
function isShort(block: AgreementBlock | undefined): block is AgreementBlock {
  if (!block || block.kind === 'heading') return false;
  return (block.kind === 'list' ? block.items.join() : block.text).length <= SHORT;
}

/** All parts; no heading is left alone at the end of a page. */
const partsOf = (blocks: readonly AgreementBlock[]): Content[] =>
  blocks.flatMap((block, at): Content[] => {
    const next = blocks[at + 1];
    if (block.kind === 'heading' && isShort(next)) return [{ stack: [partOf(block), partOf(next)], unbreakable: true }];
    return blocks[at - 1]?.kind === 'heading' && isShort(block) ? [] : [partOf(block)];
  });

/** A version in one language as a PDF file, the same bytes every time; version and hash stand on every page. */
export async function agreementPdf(template: AgreementTemplate, language: AgreementLanguage): Promise<Buffer> {
  const pdfmake = await (prepared ??= prepare());
  const words = DOCUMENT_WORDS[language];
  const { title, text, hash } = template.documents[language];
  const version = words.version(template.versionRank);
  const meta = (label: string): Content => ({ text: runsOf(label), fontSize: 8, color: INK_2 });
  return pdfmake
    .createPdf({
      info: { title: `${title} · ${version}`, subject: `${words.hash} ${hash}`, creator: 'Tandem', producer: 'Tandem', creationDate: template.publishedAt, modDate: template.publishedAt },
      ...{ pageSize: 'A4', pageMargins: [MARGIN, MARGIN, MARGIN, 72], lang: language },
      defaultStyle: { font: 'Latin', fontSize: 10, lineHeight: 1.3, color: INK },
      footer: (page, pages) => ({
        margin: [MARGIN, 16, MARGIN, 0],
        columns: [{ stack: [meta(`${title} · ${version}`), meta(`${words.hash} ${hash}`)], width: '*' }, { ...{ text: words.page(page, pages), alignment: 'right' as const, fontSize: 8, color: INK_2 }, width: 80 }],
      }),
      content: [{ text: runsOf(title), bold: true, fontSize: 20, lineHeight: 1.15 }, { ...{ text: runsOf(`${version} · ${words.from} ${dayOf(template.effectiveFrom, language)}`), color: INK_2 }, margin: [0, 4, 0, 16] }, ...partsOf(agreementBlocks(text))],
    })
    .getBuffer();
}
