/** Which reason a violated constraint means: two at once, and one of them is late. */
export const identityConstraints = {
  organisation_domain_unique: 'DOMAIN_TAKEN',
  program_membership_held_unique: 'PROGRAM_HELD',
  partner_user_email_unique: 'EMAIL_TAKEN',
  account_link_one_unique: 'ACCOUNT_LINK_RECENT',
  mpn_location_mpn_id_unique: 'MPN_TAKEN',
  api_client_key_kid_unique: 'KEY_KNOWN',
  api_client_key_thumbprint_unique: 'KEY_KNOWN',
  partner_profile_kind_unique: 'STALE',
  passkey_credential_unique: 'PASSKEY_KNOWN',
  mpn_association_in_use_unique: 'MPN_IN_USE',
} as const;
