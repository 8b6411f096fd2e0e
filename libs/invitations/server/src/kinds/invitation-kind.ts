import type { EntityManager } from '@mikro-orm/postgresql';
import type { Established, Grant, InvitationType, Language } from '@tandem/invitations-contract';
import type { Invitation, InvitationText } from '@tandem/invitations-domain';
import type { Action, Program } from '@tandem/platform-contract';
import type { Actor } from '@tandem/platform-server';

/** What a drafted text is made from. */
export interface Brief {
  readonly language: Language;
  /** Name of the inviting organisation, and of the person who signs. */
  readonly organisation: string;
  readonly person: string;
  readonly url: string;
  /** Whom it greets; nobody by name when it is not known. */
  readonly recipient?: string | undefined;
}

/** The words of a kind of invitation for its page, in one language. */
export interface KindWords {
  readonly title: string;
  /** What the two sides are called. */
  readonly sides: { readonly inviter: string; readonly invited: string };
  readonly columns: readonly [grant: string, meaning: string, takeBack: string];
  readonly grants: readonly (Grant & { readonly icon: 'receipt-text' | 'layers' | 'key-round' })[];
  readonly unchanged: readonly string[];
  /** The sentence beside the box, and the label of the button. */
  readonly consent: string;
  readonly confirm: string;
  /** Why an organisation cannot answer, by the reason that `guard` throws: what it means and where it goes on. */
  readonly refusals: Readonly<Record<string, { readonly title: string; readonly text: string; readonly next?: { readonly label: string; readonly href: string } }>>;
}

/** The words of a kind for its mail: heading, button, and what accepting allows, a line for each right. */
export interface MailWords {
  readonly title: string;
  readonly button: string;
  readonly grantsTitle: string;
  readonly grants: readonly string[];
}

/**
 * What a downstream context brings for one kind of invitation. The engine owns link, states, mails and pages; the
 * kind says what is asked for, who may answer, and what an acceptance does, in the transaction of the use case.
 */
export abstract class InvitationKind {
  abstract readonly type: InvitationType;
  /** Who may answer, by the permission table; its program is checked by `guard`, because its absence has an own answer. */
  abstract readonly action: Action;
  /** The program that an organisation needs to answer: an invitation waits for it. */
  abstract readonly program: Program;
  /** Where the console shows what was accepted. */
  abstract readonly landing: string;

  /** Subject and text of a new invitation, with the link on a line of its own. */
  abstract draft(brief: Brief): InvitationText;
  abstract words(language: Language, names: { readonly inviter: string; readonly invited?: string | undefined }): KindWords;
  abstract mailWords(language: Language, inviter: string): MailWords;
  /** Refuses an organisation that cannot answer, in the order of docs/adr/0006. @throws DomainError */
  abstract guard(em: EntityManager, invitation: Invitation, organisationId: string): Promise<void>;
  /** Does what the invitation asks for; the use case flushes. */
  abstract accept(em: EntityManager, invitation: Invitation, actor: Actor): Promise<void>;
  /** What stands between inviter and `organisationId` now, as the latter sees it. */
  abstract standing(em: EntityManager, invitation: Invitation, organisationId: string): Promise<Established>;
}
