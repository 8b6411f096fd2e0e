import { defineEntity, p } from '@mikro-orm/core';

const RememberedInvitationSchema = defineEntity({
  name: 'RememberedInvitation',
  tableName: 'invitation_remembered',
  properties: {
    invitationId: p.uuid().primary(),
    organisationId: p.uuid().primary(),
    rememberedAt: p.datetime(3),
  },
});

/** That an organisation which could not answer yet has seen an invitation: it finds it again after enrolling. */
export class RememberedInvitation extends RememberedInvitationSchema.class {
  static of(invitationId: string, organisationId: string, now: Date): RememberedInvitation {
    return Object.assign(new RememberedInvitation(), { invitationId, organisationId, rememberedAt: now });
  }
}

RememberedInvitationSchema.setClass(RememberedInvitation);
