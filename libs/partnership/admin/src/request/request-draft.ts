import { computed, inject, Injectable, signal } from '@angular/core';
import { form, maxLength, required, validate } from '@angular/forms/signals';
import { hasLink } from '@tandem/invitations-admin';
import { BODY_LIMIT, SUBJECT_LIMIT } from '@tandem/invitations-contract';
import { createRelationshipRequest, editRelationshipRequest, getRelationshipRequest, issueRelationshipRequest, relationshipRequestTimeline, revokeRelationshipRequest } from '@tandem/partnership-contract';
import type { RelationshipRequest } from '@tandem/partnership-contract';
import { ApiClient, ApiFault, Words } from '@tandem/platform-admin';
import type { Language } from '@tandem/platform-admin';

/** What stands in the way of the draft being saved. */
export type Saving = { readonly state: 'saved' | 'saving' | 'changed' } | { readonly state: 'failed' | 'stale'; readonly fault: ApiFault };

/** A version that somebody else has saved, with who and when, as far as that is known. */
interface Theirs {
  readonly request: RelationshipRequest;
  readonly by: string;
  readonly at: string | undefined;
}

const PAUSE = 800;
const RELATIONSHIP = 'is_indirect_cloud_solution_provider_of';

/** One draft as it is edited: saved by itself after a pause, with the etag, so that nobody writes over anybody. */
@Injectable()
export class RequestDraft {
  private readonly api = inject(ApiClient);
  private readonly words = inject(Words);
  private readonly held = signal<RelationshipRequest | undefined>(undefined);
  private readonly status = signal<Saving>({ state: 'saved' });
  private readonly newer = signal<Theirs | null>(null);
  private readonly savedAt = signal<string | undefined>(undefined);
  private readonly model = signal({ subject: '', body: '', language: 'en' as Language });
  private email: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private writing: Promise<void> = Promise.resolve();
  private touched = false;

  readonly request = this.held.asReadonly();
  readonly saving = this.status.asReadonly();
  /** The version that somebody saved meanwhile, with who and when. */
  readonly theirs = this.newer.asReadonly();
  readonly savedTime = this.savedAt.asReadonly();
  readonly link = computed(() => this.held()?.url ?? '');
  readonly fields = form(this.model, (path) => {
    required(path.subject, { message: 'SUBJECT_MISSING' });
    maxLength(path.subject, SUBJECT_LIMIT);
    maxLength(path.body, BODY_LIMIT);
    validate(path.body, ({ value }) => (this.link() === '' || hasLink(value(), this.link()) ? null : { kind: 'link', message: 'LINK_MISSING' }));
  });
  readonly text = this.model.asReadonly();
  readonly complete = computed(() => hasLink(this.model().body, this.link()));

  /** Makes a draft in the person's language, or goes on with one. */
  async open(id: string | null): Promise<void> {
    const request = id
      ? await this.api.call(getRelationshipRequest, { params: { id } })
      : await this.api.call(createRelationshipRequest, { body: { relationshipType: RELATIONSHIP, language: this.words.language() } });
    this.touched = id !== null;
    this.take(request);
  }

  /** Notes that something was typed; saves after a pause. */
  changed(): void {
    const request = this.held();
    if (!request || !this.differs(request)) return;
    this.touched = true;
    this.status.set({ state: 'changed' });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save().catch(() => undefined), PAUSE);
  }

  /** The address the draft is for; several addresses share the text, the first one owns this draft. */
  address(email: string | undefined): void {
    this.email = email;
    this.changed();
  }

  /** Saves what is not saved yet, after every change that is on its way. @throws ApiFault when it could not be saved; the text stays. */
  save(): Promise<void> {
    return this.afterOthers(() => this.write());
  }

  /** Drafts the text in another language; one that was edited stays as it is. */
  speak(language: Language): Promise<void> {
    return this.choose({ language });
  }

  /** How long the link lives, and whether its recipient is reminded. */
  time(change: { validDays?: number; remind?: boolean }): Promise<void> {
    return this.choose(change);
  }

  /** Puts the drafted text back. */
  reset(): Promise<void> {
    return this.choose({ reset: true });
  }

  /** Notes that the person sent it by own means. */
  async issue(): Promise<void> {
    const request = this.expect();
    this.take(await this.api.call(issueRelationshipRequest, { params: { id: request.id } }));
  }

  /** Leaves the draft: one in which nothing was done is withdrawn, so that opening and closing leaves nothing behind. */
  async leave(): Promise<void> {
    const request = this.held();
    if (!request) return;
    if (this.touched || request.state !== 'draft') return this.save();
    await this.api.call(revokeRelationshipRequest, { params: { id: request.id } });
  }

  /** Takes the version that somebody else has saved; what is typed here is given up. */
  async reload(): Promise<void> {
    this.take((this.newer() ?? (await this.readTheirs())).request);
  }

  /** Goes on from that version and saves what is typed here over it. */
  async keepMine(): Promise<void> {
    this.held.set((this.newer() ?? (await this.readTheirs())).request);
    this.newer.set(null);
    await this.save();
  }

  private async readTheirs(): Promise<Theirs> {
    const params = { id: this.expect().id };
    const [request, story] = await Promise.all([this.api.call(getRelationshipRequest, { params }), this.api.call(relationshipRequestTimeline, { params })]);
    const [last] = story.items;
    const theirs = { request, by: last?.actor?.name ?? '', at: last?.at };
    this.newer.set(theirs);
    return theirs;
  }

  private choose(change: Record<string, unknown>): Promise<void> {
    this.touched = true;
    return this.afterOthers(async () => {
      await this.write();
      await this.patch(change);
    });
  }

  /** One change after the other: each carries the etag that the one before it has made, and whoever sends waits for all of them. */
  private afterOthers(work: () => Promise<void>): Promise<void> {
    clearTimeout(this.timer);
    this.writing = this.writing.catch(() => undefined).then(work);
    return this.writing;
  }

  private expect(): RelationshipRequest {
    const request = this.held();
    if (!request) throw new Error('The draft is not open yet');
    return request;
  }

  private differs({ emailDraft, email }: RelationshipRequest): boolean {
    const { subject, body } = this.model();
    return subject !== emailDraft.subject || body !== emailDraft.body || (this.email !== undefined && this.email !== email);
  }

  private async write(): Promise<void> {
    const request = this.expect();
    if (!this.differs(request)) return;
    const { subject, body } = this.model();
    await this.patch({ emailDraft: { subject, body }, ...(this.email ? { email: this.email } : {}) }, { subject, body });
  }

  /** @param typed what was sent of the text; typing that went on meanwhile is kept and saved next. */
  private async patch(change: Record<string, unknown>, typed?: { subject: string; body: string }): Promise<void> {
    const request = this.expect();
    this.status.set({ state: 'saving' });
    try {
      const answer = await this.api.call(editRelationshipRequest, { params: { id: request.id }, body: { ...change, attributes: { etag: request.attributes.etag } } });
      const { subject, body } = this.model();
      if (typed && (typed.subject !== subject || typed.body !== body)) {
        this.held.set(answer);
        this.changed();
      } else this.take(answer);
      this.savedAt.set(new Date().toISOString());
    } catch (fault) {
      if (fault instanceof ApiFault) this.status.set({ state: fault.reason === 'STALE' ? 'stale' : 'failed', fault });
      if (fault instanceof ApiFault && fault.reason === 'STALE') await this.readTheirs().catch(() => undefined);
      throw fault;
    }
  }

  private take(request: RelationshipRequest): void {
    this.held.set(request);
    this.newer.set(null);
    this.model.set({ subject: request.emailDraft.subject, body: request.emailDraft.body, language: request.language });
    this.email = request.email;
    this.status.set({ state: 'saved' });
    void this.words.ready(request.language);
  }
}
