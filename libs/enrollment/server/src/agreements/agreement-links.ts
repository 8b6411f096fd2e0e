import { Injectable } from '@nestjs/common';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { Config, SignedLinks } from '@tandem/platform-server';
import type { AgreementLanguage } from '@tandem/enrollment-domain';

/** Where documents are read without signing in. */
export const DOCUMENT_PATH = '/agreement/';

/** Seconds that a link is good for. */
const LIFE = 300;
/** From here on seconds are counted in links, so that they fit: until 2057. */
const EPOCH = Date.UTC(2026, 0, 1) / 1000;

const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1000) - EPOCH;

/** Makes and reads links to exactly one version; whoever holds one can read it for five minutes, nothing is stored. */
@Injectable()
export class AgreementLinks {
  private readonly links: SignedLinks;

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    this.links = new SignedLinks(config, { path: DOCUMENT_PATH, purpose: 'agreement document' });
  }

  /** The addresses of a version's document, to read and to download; `lang` is what it opens in. */
  to(templateId: string, language: AgreementLanguage): { displayUri: string; downloadUri: string } {
    const url = this.links.urlOf({ id: templateId, generation: secondsOf(this.clock.now()) + LIFE, linkKey: this.links.newestKey });
    return { displayUri: `${url}?lang=${language}`, downloadUri: `${url}/document.pdf?lang=${language}` };
  }

  /** The version that a token names. @throws DomainError AGREEMENT_LINK_UNKNOWN, AGREEMENT_LINK_ENDED (SEC-02). */
  templateOf(token: string): string {
    const target = this.links.targetOf(token);
    if (!target) throw new DomainError({ rule: 'SEC-02', reason: 'AGREEMENT_LINK_UNKNOWN', kind: 'missing' });
    if (secondsOf(this.clock.now()) >= target.generation) throw new DomainError({ rule: 'SEC-02', reason: 'AGREEMENT_LINK_ENDED', kind: 'gone' });
    return target.id;
  }
}
