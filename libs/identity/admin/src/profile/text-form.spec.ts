import { beforeEach, describe, expect, it } from '@jest/globals';
import { MpnLocationInput, ProfileInput } from '@tandem/identity-contract';
import { FIELDS } from './profile-fields';
import { TextForm } from './text-form';

const LEGAL = {
  ...{ companyName: 'Nordwind', address: { addressLine1: 'Kai 1', city: 'Hamburg', country: 'DE' }, primaryContact: { firstName: 'A', lastName: 'B', email: 'c@nordwind.example' } },
  ...{ website: 'https://nordwind.example', vettingStatus: 'none', attributes: { etag: '7' } },
};

describe('a form of texts', () => {
  let form: TextForm;
  beforeEach(() => {
    form = new TextForm(FIELDS.legalbusiness.groups, ProfileInput.legalbusiness);
    form.take(LEGAL);
  });

  it('names what is missing or does not fit only after the first try, all of it at once', () => {
    form.write('companyName', ' ');
    form.write('website', 'javascript:alert(1)');
    form.write('primaryContact.email', 'nobody');
    form.write('primaryContact.phoneNumber', 'call me');
    expect(form.wrong()).toEqual([]);
    expect([form.complete(), form.wrong()]).toEqual([false, ['companyName', 'website', 'primaryContact.email', 'primaryContact.phoneNumber']]);
    form.take(LEGAL);
    expect([form.complete(), form.wrong()]).toEqual([true, []]);
  });

  it('needs what the server needs beyond the schema', () => {
    const support = new TextForm(FIELDS.support.groups, ProfileInput.support);
    support.take({});
    expect([support.complete(), support.wrong()]).toEqual([false, ['email', 'telephone']]);
  });

  it('sends what is shown, trimmed, with its nested parts as wholes; emptied fields clear', () => {
    form.write('website', '');
    form.write('address.city', ' Bremen ');
    expect(form.body()).toEqual({
      ...{ companyName: 'Nordwind', registrationNumber: '', website: '' },
      address: { addressLine1: 'Kai 1', addressLine2: '', postalCode: '', city: 'Bremen', state: '' },
      primaryContact: { firstName: 'A', lastName: 'B', email: 'c@nordwind.example', phoneNumber: '' },
    });
  });

  it('leaves out a part that can be missing while all of it is empty, and asks for the rest of it otherwise', () => {
    const presence = new TextForm(FIELDS.organization.groups, ProfileInput.organization);
    presence.take({ companyName: 'Lagune', defaultAddress: { country: 'FR' } });
    expect(presence.body()).not.toHaveProperty('defaultAddress');
    expect(presence.complete()).toBe(true);
    presence.write('defaultAddress.city', 'Lyon');
    expect([presence.complete(), presence.wrong()]).toEqual([false, ['defaultAddress.addressLine1']]);
  });

  it('knows whether something typed is not saved', () => {
    expect(form.dirty()).toBe(false);
    form.write('companyName', 'Nordwind AG');
    expect(form.dirty()).toBe(true);
    form.write('companyName', 'Nordwind');
    expect(form.dirty()).toBe(false);
    form.write('address.state', 'HH');
    form.saved();
    expect(form.dirty()).toBe(false);
  });

  it('API-07: says where another version differs from what is typed', () => {
    form.write('companyName', 'Mine');
    expect(form.differences({ ...LEGAL, website: 'https://other.example' }, ({ path }) => path)).toEqual([
      { field: 'companyName', theirs: 'Nordwind', mine: 'Mine' },
      { field: 'website', theirs: 'https://other.example', mine: 'https://nordwind.example' },
    ]);
  });

  it('MPN-06: checks a new location like the API does', () => {
    const location = new TextForm([{ id: 'location', fields: [{ path: 'name', required: true }, { path: 'address.country', required: true }] }], MpnLocationInput);
    location.take({ address: { country: 'DE' } });
    location.write('address.country', 'DEU');
    expect([location.complete(), location.wrong()]).toEqual([false, ['name', 'address.country']]);
  });
});
