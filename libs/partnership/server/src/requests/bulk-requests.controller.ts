import { Controller } from '@nestjs/common';
import { BulkCommand, BulkInvite, isRefused, PersonalLinks } from '@tandem/invitations-server';
import type { BulkRow } from '@tandem/invitations-server';
import { actOnRelationshipRequests, createRelationshipRequests } from '@tandem/partnership-contract';
import type { BulkRequestRow } from '@tandem/partnership-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { Clock } from '@tandem/platform-kernel';
import { CurrentActor, Endpoint, ErrorBodies, Input } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { PARTNERSHIP_REQUEST } from '../partnership-record';
import { inviteesOf } from './invitees';

type Answer = AnswerOf<typeof actOnRelationshipRequests>;

/** Many partnership requests at once: for partners' own systems and the bulk acts of the console. */
@Controller()
export class BulkRequestsController {
  constructor(
    private readonly clock: Clock,
    private readonly links: PersonalLinks,
    private readonly errors: ErrorBodies,
    private readonly inviting: BulkInvite,
    private readonly commanding: BulkCommand,
  ) {}

  @Endpoint(createRelationshipRequests)
  async create(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof createRelationshipRequests>): Promise<Answer> {
    const rows = await this.inviting.run(actor, PARTNERSHIP_REQUEST, inviteesOf(body));
    return this.answer(rows, 201, (at) => ({ email: body.requests[at]?.email }));
  }

  @Endpoint(actOnRelationshipRequests)
  async act(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof actOnRelationshipRequests>): Promise<Answer> {
    const rows = await this.commanding.run(actor, params.act, { type: PARTNERSHIP_REQUEST, ids: body.ids });
    return this.answer(rows, 200, (at) => ({ id: body.ids[at] }));
  }

  private answer(rows: readonly BulkRow[], done: 200 | 201, asked: (at: number) => Pick<BulkRequestRow, 'id' | 'email'>): Answer {
    const now = this.clock.now();
    const items = rows.map((row, at): BulkRequestRow => {
      if (isRefused(row)) {
        const { status, body } = this.errors.render(row.refusal);
        return { status, ...asked(at), error: body as NonNullable<BulkRequestRow['error']> };
      }
      const { invitation } = row;
      return { status: done, id: invitation.id, ...(invitation.email === null ? {} : { email: invitation.email }), state: invitation.stateAt(now), url: this.links.urlOf(invitation) };
    });
    return { totalCount: items.length, doneCount: items.filter(({ error }) => !error).length, items, attributes: { objectType: 'BulkRequests' } };
  }
}
