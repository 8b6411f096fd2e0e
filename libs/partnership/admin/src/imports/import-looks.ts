import type { ImportResult } from '@tandem/partnership-contract';
import type { Look } from '@tandem/platform-admin';

const LOOKS: Readonly<Record<ImportResult, Look>> = {
  new: { tone: 'info', icon: 'plus', word: 'partnership.import.results.new' },
  sent: { tone: 'ok', icon: 'check', word: 'partnership.import.results.sent' },
  partner: { tone: '', icon: 'handshake', word: 'partnership.import.results.partner' },
  requested: { tone: '', icon: 'hourglass', word: 'partnership.import.results.requested' },
  duplicate: { tone: '', icon: 'copy', word: 'partnership.import.results.duplicate' },
  invalid: { tone: 'bad', icon: 'circle-alert', word: 'partnership.import.results.invalid' },
};

/** How the result of a row looks. */
export const lookOfResult = (result: ImportResult): Look => LOOKS[result];
