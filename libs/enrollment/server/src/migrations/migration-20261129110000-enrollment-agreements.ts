import { Migration } from '@mikro-orm/migrations';
import { wall } from '@tandem/platform-server';
import { beginAgreement } from '../agreements/begin-agreement';

/** Versions of agreements, who has signed them, and what providers may know of that. */
export class Migration20261129110000_enrollment_agreements extends Migration {
  override up(): void {
    this.addSql(`
      create table agreement_template (
        id uuid primary key,
        agreement_type text not null,
        version_rank int not null,
        regions text[] check (cardinality(regions) > 0),
        countries text[] check (cardinality(countries) > 0),
        effective_from timestamptz(3) not null,
        documents jsonb not null check (documents ?& array['de', 'en']),
        published_at timestamptz(3) not null,
        published_by uuid,
        constraint agreement_template_rank_unique unique (agreement_type, version_rank),
        check (effective_from >= published_at)
      )`);
    this.addSql(`
      create table agreement_signature (
        id uuid primary key,
        organisation_id uuid not null references organisation deferrable initially deferred,
        template_id uuid not null references agreement_template deferrable initially deferred,
        agreement_type text not null,
        version_rank int not null,
        language text not null check (language in ('de', 'en')),
        document_hash text not null check (document_hash ~ '^[0-9a-f]{64}$'),
        region text not null,
        signed_by uuid,
        signer_name text not null,
        signer_email text,
        signed_at timestamptz(3) not null,
        ip text,
        source text not null check (source in ('signed', 'imported')),
        evidence text,
        constraint agreement_signature_once unique (organisation_id, region, template_id),
        check ((source = 'signed') = (signed_by is not null)),
        check ((source = 'imported') = (evidence is not null))
      )`);
    this.addSql('create index agreement_signature_organisation on agreement_signature (organisation_id, signed_at desc, id desc)');
    // AGR-10: what was published and what was signed stays as it is; the application has no right to change or remove it.
    this.addSql('revoke all on agreement_template, agreement_signature from tandem_app');
    this.addSql('grant select, insert on agreement_template, agreement_signature to tandem_app');
    for (const statement of wall('agreement_signature')) this.addSql(statement);
    // AGR-07: of resellers everybody may know whether they have signed, and how their verification stands; nothing else of either.
    this.addSql(`
      create view reseller_agreement as
      select m.organisation_id, m.agreement_signed_at as signed_at,
        coalesce((select case when e.state = 'rejected' then 'rejected' when e.state in ('qualified', 'active', 'suspended') then 'authorized' else 'pending' end
          from enrollment e where e.organisation_id = m.organisation_id order by e.started_at desc, e.id desc limit 1), 'authorized') as verification
      from program_membership m where m.program = 'indirect_reseller' and m.state <> 'ended'`);
    this.addSql('revoke all on reseller_agreement from tandem_app');
    this.addSql('grant select on reseller_agreement to tandem_app');
    const { id, agreementType, versionRank, effectiveFrom, documents } = beginAgreement();
    const at = effectiveFrom.toISOString();
    this.addSql(`
      insert into agreement_template (id, agreement_type, version_rank, effective_from, documents, published_at)
      values ('${id}', '${agreementType}', ${versionRank}, '${at}', $agreement$${JSON.stringify(documents)}$agreement$::jsonb, '${at}')`);
  }
}
