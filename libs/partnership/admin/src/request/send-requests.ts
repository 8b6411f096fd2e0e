import { inject, Injectable } from '@angular/core';
import { createRelationshipRequest, editRelationshipRequest, listIndirectResellers, listRelationshipRequests, sendRelationshipRequest } from '@tandem/partnership-contract';
import type { RelationshipRequest } from '@tandem/partnership-contract';
import type { Recipient } from '@tandem/invitations-admin';
import { MOST_VALID_DAYS } from '@tandem/invitations-contract';
import { ApiClient, FaultWords, When, Words } from '@tandem/platform-admin';

/** What became of one address. */
export interface Outcome {
  readonly email: string;
  readonly sent: boolean;
  readonly text: string;
}

const OPEN = ['queued', 'sent', 'issued', 'delivery_failed'];

/** Sends a draft to one or several addresses: each gets a request and a personal link of its own. */
@Injectable({ providedIn: 'root' })
export class SendRequests {
  private readonly api = inject(ApiClient);
  private readonly words = inject(Words);
  private readonly when = inject(When);
  private readonly faults = inject(FaultWords);

  /**
   * Sends the draft to the first address and a copy of its text, each with its own link, to the others. One refusal stops nothing.
   * @param done called after each address, for the progress.
   */
  async send(draft: RelationshipRequest, emails: readonly string[], done: () => void): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const [index, email] of emails.entries()) {
      outcomes.push(await this.attempt(email, () => (index === 0 ? this.mail(draft.id) : this.copyFor(draft, email))));
      done();
    }
    return outcomes;
  }

  /** What is known of an address already: a partner is left out, an open request is mentioned. */
  async look(email: string): Promise<Recipient> {
    const { items } = await this.api.call(listRelationshipRequests, { query: { email } });
    const partner = items.find((item) => item.state === 'accepted')?.acceptedBy;
    if (partner && (await this.isPartner(partner))) return { email, tone: 'warn', note: this.words.t('partnership.request.skipped', { name: partner.name }) };
    const open = items.find((item) => OPEN.includes(item.state));
    return open ? { email, tone: '', note: this.words.t('partnership.request.askedBefore', { date: this.when.date(open.sentAt ?? open.createdAt) }) } : { email, tone: '' };
  }

  private async isPartner({ id, name }: { id: string; name: string }): Promise<boolean> {
    const { items } = await this.api.call(listIndirectResellers, { query: { view: 'partners', q: name } });
    return items.some((item) => item.id === id);
  }

  private async mail(id: string): Promise<unknown> {
    return this.api.call(sendRelationshipRequest, { params: { id } });
  }

  private async copyFor({ relationshipType, language, validDays, remind, emailDraft, url }: RelationshipRequest, email: string): Promise<unknown> {
    const copy = await this.api.call(createRelationshipRequest, { body: { relationshipType, email, language, remind, ...(validDays !== undefined && validDays <= MOST_VALID_DAYS ? { validDays } : {}) } });
    const body = emailDraft.body.replaceAll(url, copy.url);
    await this.api.call(editRelationshipRequest, { params: { id: copy.id }, body: { emailDraft: { subject: emailDraft.subject, body }, attributes: { etag: copy.attributes.etag } } });
    return this.mail(copy.id);
  }

  private async attempt(email: string, work: () => Promise<unknown>): Promise<Outcome> {
    try {
      await work();
      return { email, sent: true, text: this.words.t('partnership.request.queued') };
    } catch (fault) {
      return { email, sent: false, text: this.faults.say(fault) };
    }
  }
}
