/** A postal address; country in ISO 3166-1 alpha-2, upper case. */
export interface PostalAddress {
  readonly addressLine1: string;
  readonly addressLine2?: string | undefined;
  readonly city: string;
  readonly state?: string | undefined;
  readonly postalCode?: string | undefined;
  readonly country: string;
}

/** A person of the company whom others write to. */
export interface Contact {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phoneNumber?: string | undefined;
}

/** What each profile of an organisation says. Empty texts mean that there is none. */
export interface ProfileContents {
  /** How the tenant presents itself; its name is the organisation's own. */
  readonly organization: { readonly defaultAddress?: PostalAddress; readonly email?: string; readonly language?: string; readonly culture?: string };
  /** What the company is by law, and who speaks for it. */
  readonly legalbusiness: {
    readonly companyName: string;
    readonly address: PostalAddress;
    readonly primaryContact: Contact;
    readonly companyApproverAddress?: PostalAddress;
    readonly companyApproverEmail?: string;
    readonly registrationNumber?: string;
    readonly website?: string;
  };
  readonly billing: { readonly companyName: string; readonly address: PostalAddress; readonly primaryContact: Contact; readonly purchaseOrderNumber?: string; readonly taxId?: string };
  /** Where customers find help. */
  readonly support: { readonly email: string; readonly telephone: string; readonly website?: string };
}

export type ProfileKind = keyof ProfileContents;

/** Some fields of a profile; what is absent or undefined is not meant. */
export type GivenContent<Kind extends ProfileKind> = { readonly [Field in keyof ProfileContents[Kind]]?: ProfileContents[Kind][Field] | undefined };

/** The same of a profile of whichever kind. */
export type SomeContent = Readonly<Record<string, string | PostalAddress | Contact | undefined>>;
