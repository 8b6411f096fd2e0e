import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { opens } from '../secrets/secret-hash';
import { SignInLimit } from '../secrets/sign-in-limit';
import type { Origin } from '../secrets/sign-in-limit';
import { RecordSignIn } from '../sign-in/record-sign-in';

/** A person who has proved who they are. */
export interface Proven {
  readonly userId: string;
  readonly email: string;
  readonly mustChangePassword: boolean;
}

interface Row {
  readonly id: string;
  readonly organisation_id: string;
  readonly email: string;
  readonly password_hash: string;
  readonly must_change_password: boolean;
  readonly active: boolean;
}

/** Finds out whether address and password belong together. */
@Injectable()
export class CheckPassword {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(SignInLimit) private readonly limit: SignInLimit,
    @Inject(RecordSignIn) private readonly record: RecordSignIn,
  ) {}

  /**
   * The person, or undefined when address and password do not belong together or the account is deactivated: it takes the same
   * time, and nothing tells which.
   * @throws DomainError SIGN_IN_LIMITED (SEC-05).
   */
  run(email: string, password: string, from: Origin): Promise<Proven | undefined> {
    return this.limit.guard(email, from, async () => {
      const row = await this.person(email);
      const ok = (await opens(password, row ? [row.password_hash] : [])) && row?.active === true;
      if (!ok) await this.record.refused(row && { userId: row.id, organisationId: row.organisation_id });
      return { ok, result: ok && row ? proven(row) : undefined };
    });
  }

  /** The person without a password: the sandbox's one click. */
  async trust(email: string): Promise<Proven | undefined> {
    const row = await this.person(email);
    return row?.active ? proven(row) : undefined;
  }

  private async person(email: string): Promise<Row | undefined> {
    if (email.includes('\0')) return undefined;
    const [row] = await this.em
      .fork()
      .execute<Row[]>(
        "select id, organisation_id, email, password_hash, must_change_password, state = 'active' as active from partner_user where email = ?",
        [email.trim().toLowerCase()],
      );
    return row;
  }
}

const proven = (row: Row): Proven => ({ userId: row.id, email: row.email, mustChangePassword: row.must_change_password });
