// What ldapts makes of annuaire.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { afterEach, suite, test } = require('node:test');
const ldap = require('ldapts');

const base = 'dc=example,dc=com';
const helene = `uid=helene.martin,ou=North,ou=Sales,${base}`;
const { LDAP, LDAPS, CA, SECRET } = process.env;
const tlsOptions = () => ({ ca: [fs.readFileSync(CA)] }); // ldapts keeps a socket in them

const open = [];

/** A client, which is closed behind the test. */
function client(url = LDAP) {
  const c = new ldap.Client({ url, timeout: 60_000, connectTimeout: 60_000, tlsOptions: url === LDAPS ? tlsOptions() : undefined });
  open.push(c);
  return c;
}

afterEach(async () => {
  while (open.length > 0) await open.pop().unbind();
});

async function bound(url) {
  const c = client(url);
  await c.bind(`cn=phones,${base}`, SECRET);
  return c;
}

async function whoAmI(c) {
  const { value } = await c.exop('1.3.6.1.4.1.4203.1.11.3');
  return value ?? '';
}

async function uids(c, filter, options = {}, controls = undefined) {
  const { searchEntries } = await c.search(base, { filter, attributes: ['uid'], ...options }, controls);
  return searchEntries.map((e) => e.uid).join(' ');
}

/** BER of lengths below 128. */
function tlv(tag, ...content) {
  const body = Buffer.concat(content.map((part) => Buffer.from(part)));
  return Buffer.concat([Buffer.from([tag, body.length]), body]);
}

/** A control with any value. */
class RawControl extends ldap.Control {
  constructor(type, critical, value) {
    super(type, { critical });
    this.value = value;
  }

  writeControl(writer) {
    if (this.value) writer.writeBuffer(this.value, 4);
  }
}

suite('binds', () => {
  test('simple ones', async () => {
    const c = client();
    for (const name of ['phones', 'Phones', `cn=phones,${base}`, new ldap.DN({ cn: 'phones', dc: ['example', 'com'] })]) {
      await c.bind(name, SECRET);
      assert.equal(await whoAmI(c), `dn:cn=phones,${base}`);
    }
    await c.bind('', '');
    assert.equal(await whoAmI(c), '');
  });

  test('refused ones, on a connection that lives on', async () => {
    const c = client();
    await assert.rejects(c.bind('phones', 'wrong'), ldap.InvalidCredentialsError);
    await assert.rejects(c.bind('nobody', SECRET), ldap.InvalidCredentialsError);
    await assert.rejects(c.bind('phones', ''), ldap.UnwillingToPerformError);
    await c.bind('phones', SECRET);
    assert.equal(await uids(c, '(sn=martin)'), 'helene.martin jean.martin');
  });

  test('SASL: PLAIN over TLS alone, and nothing else', async () => {
    const c = client(LDAPS);
    await c.bindSASL('PLAIN', `\0phones\0${SECRET}`);
    assert.equal(await whoAmI(c), `dn:cn=phones,${base}`);
    await assert.rejects(c.bindSASL('PLAIN', '\0phones\0wrong'), ldap.InvalidCredentialsError);
    await assert.rejects(c.bindSASL('DIGEST-MD5', ''), ldap.AuthMethodNotSupportedError);
    await assert.rejects(c.bindSASL('EXTERNAL', ''), ldap.AuthMethodNotSupportedError);
    await assert.rejects(client().bindSASL('PLAIN', `\0phones\0${SECRET}`), ldap.ConfidentialityRequiredError);
  });
});

suite('searches', () => {
  test('filters of every kind', async () => {
    const c = await bound();
    for (const [filter, want] of [
      ['(uid=helene.martin)', 'helene.martin'],
      ['(cn=HÉLÈNE martin)', 'helene.martin'],
      ['(sn=mart*)', 'helene.martin jean.martin'],
      ['(cn=*ene mart*)', 'helene.martin'],
      ['(mail=*.durand@example.com)', 'paul.durand'],
      ['(cn=h*l*m*n)', 'helene.martin'],
      ['(&(objectClass=person)(sn>=martin)(sn<=muller))', 'helene.martin jean.martin'],
      ['(sn~=müller)', 'jorg.muller'],
      ['(|(title=head of sales)(shortNumber=25))', 'helene.martin jean.martin'],
      ['(&(sn=martin)(!(title=*)))', 'jean.martin'],
      ['(title=*)', 'helene.martin'],
      ['(sn:caseIgnoreMatch:=DURAND)', 'paul.durand'],
      ['(telephoneNumber=+33 1 99 00 10 26)', 'paul.durand'],
      ['(telephoneNumber=*1026)', 'paul.durand'],
      ['(o=AC/DC \\28Paris\\29 \\2a \\5c)', 'ac-dc-paris'],
      ['(telephoneNumber=foo*)', ''],
      [new ldap.AndFilter({ filters: [
        new ldap.SubstringFilter({ attribute: 'sn', initial: 'mar' }),
        new ldap.NotFilter({ filter: new ldap.PresenceFilter({ attribute: 'title' }) }),
        new ldap.OrFilter({ filters: [new ldap.EqualityFilter({ attribute: 'givenName', value: 'jean' }),
          new ldap.GreaterThanEqualsFilter({ attribute: 'sn', value: 'z' })] }),
      ] }), 'jean.martin'],
    ]) {
      assert.equal(await uids(c, filter), want, String(filter));
    }
  });

  test('scopes, attributes and limits', async () => {
    const c = await bound();
    const entry = async (attributes) => (await c.search(helene, { scope: 'base', attributes })).searchEntries[0];
    assert.deepEqual(await entry(['cn', 'MOBILE', 'moblie']), { dn: helene, cn: 'Hélène Martin', MOBILE: '06 39 98 00 24', moblie: [] });
    assert.deepEqual(await entry(['1.1']), { dn: helene, 1.1: [] });
    assert.match((await entry(['entryUUID'])).entryUUID, /^[0-9a-f-]{36}$/);
    assert.equal((await c.search(`ou=Sales,${base}`, { scope: 'one' })).searchEntries.length, 2);
    assert.equal((await c.search(`ou=Sales,${base}`, { scope: 'sub', filter: '(objectClass=person)' })).searchEntries.length, 4);
    // Who asks for five is not told by ldapts that there are more.
    assert.equal((await c.search(base, { filter: '(sn=smith*)', sizeLimit: 5 })).searchEntries.length, 5);
    assert.equal((await c.search(base, { filter: '(sn=smith*)', sizeLimit: 40, timeLimit: 30 })).searchEntries.length, 40);
    assert.equal(await c.compare(helene, 'sn', 'MARTIN'), true);
    assert.equal(await c.compare(helene, 'sn', 'Durand'), false);
  });

  test('several at once', async () => {
    const c = await bound();
    const found = await Promise.all(Array.from({ length: 30 }, (_, i) => uids(c, `(sn=smith ${String(i).padStart(2, '0')})`)));
    assert.deepEqual(found, Array.from({ length: 30 }, (_, i) => `ann.smith-${String(i).padStart(2, '0')}`));
  });
});

suite('errors', () => {
  test('bases and writes', async () => {
    const c = await bound();
    await assert.rejects(c.search('dc=elsewhere'), ldap.NoSuchObjectError);
    await assert.rejects(c.search('nonsense'), ldap.InvalidDNSyntaxError);
    await assert.rejects(c.add(`cn=x,${base}`, { objectClass: 'person', sn: 'x' }), ldap.UnwillingToPerformError);
    await assert.rejects(c.modify(helene, new ldap.Change({ operation: 'replace', modification: new ldap.Attribute({ type: 'sn', values: ['x'] }) })),
      ldap.UnwillingToPerformError);
    await assert.rejects(c.modifyDN(helene, 'uid=x'), ldap.UnwillingToPerformError);
    await assert.rejects(c.del(helene), ldap.UnwillingToPerformError);
    await assert.rejects(c.exop('1.2.3.4'), ldap.ProtocolError);
  });

  test('controls', async () => {
    const c = await bound();
    const martins = (critical, oid) => uids(c, '(sn=martin)', {}, new RawControl(oid, critical));
    assert.equal(await martins(false, '1.2.3.4'), 'helene.martin jean.martin');
    assert.equal(await martins(true, '2.16.840.1.113730.3.4.2'), 'helene.martin jean.martin');
    await assert.rejects(martins(true, '1.2.3.4'), ldap.UnavailableCriticalExtensionError);
    await assert.rejects(c.compare(helene, 'sn', 'x', new RawControl('1.2.3.4', true)), ldap.UnavailableCriticalExtensionError);
  });
});

suite('lists', () => {
  test('pages', async () => {
    const c = await bound();
    const whole = await uids(c, '(sn=smith*)');
    const pages = [];
    for await (const { searchEntries } of c.searchPaginated(base, { filter: '(sn=smith*)', attributes: ['uid'], paged: { pageSize: 7 } })) {
      pages.push(searchEntries.map((e) => e.uid).join(' '));
    }
    assert.equal(pages.length, 6);
    assert.equal(pages.join(' '), whole);
  });

  test('order', async () => {
    const c = await bound();
    const whole = (await uids(c, '(sn=smith*)')).split(' ');
    const by = (attributeType, reverseOrder, critical) => new RawControl('1.2.840.113556.1.4.473', critical,
      tlv(0x30, tlv(0x30, tlv(4, attributeType), reverseOrder ? tlv(0x81, [0xff]) : [])));
    assert.deepEqual((await uids(c, '(sn=smith*)', {}, by('sn', true, true))).split(' '), whole.toReversed());
    assert.deepEqual((await uids(c, '(sn=smith*)', {}, by('moblie', true, false))).split(' '), whole);
    await assert.rejects(uids(c, '(sn=smith*)', {}, by('moblie', true, true)), ldap.UnavailableCriticalExtensionError);
    const sorting = new ldap.ServerSideSortingRequestControl({ value: { attributeType: 'sn', reverseOrder: true } });
    assert.deepEqual((await uids(c, '(sn=smith*)', {}, sorting)).split(' '), whole.toReversed());
  });
});

suite('TLS', () => {
  test('StartTLS', async () => {
    const c = client();
    await c.startTLS(tlsOptions());
    await c.bind('phones', SECRET);
    assert.equal(await uids(c, '(sn=martin)'), 'helene.martin jean.martin');
    await assert.rejects(c.startTLS(tlsOptions()));
  });

  test('LDAPS', async () => {
    const c = await bound(LDAPS);
    assert.equal(await uids(c, '(sn=martin)'), 'helene.martin jean.martin');
  });
});
