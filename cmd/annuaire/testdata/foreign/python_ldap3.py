"""What ldap3 makes of annuaire."""

import os
import ssl
import unittest

import ldap3
from ldap3.extend.standard.PagedSearch import paged_search_generator
from ldap3.utils.conv import escape_filter_chars

BASE = "dc=example,dc=com"
HELENE = "uid=helene.martin,ou=North,ou=Sales," + BASE
SECRET = os.environ["SECRET"]
SORT_REQUEST, SORT_RESPONSE = "1.2.840.113556.1.4.473", "1.2.840.113556.1.4.474"
PAGED = "1.2.840.113556.1.4.319"


def server(uri="LDAP"):
    tls = ldap3.Tls(validate=ssl.CERT_REQUIRED, ca_certs_file=os.environ["CA"])
    return ldap3.Server(os.environ[uri], get_info=ldap3.ALL, tls=tls, connect_timeout=60)


def connect(user=None, password=None, uri="LDAP", **options):
    return ldap3.Connection(server(uri), user=user, password=password, receive_timeout=60, check_names=False, **options)


def bound(**options):
    c = connect("cn=phones," + BASE, SECRET, **options)
    assert c.bind(), c.result
    return c


def tlv(tag, *content):
    """BER of lengths below 128."""
    body = b"".join(content)
    assert len(body) < 128
    return bytes([tag, len(body)]) + body


class Case(unittest.TestCase):
    def result(self, c, description):
        self.assertEqual(c.result["description"], description, c.result)

    def search(self, c, filter, base=BASE, attributes=("uid",), **options):
        c.search(base, filter, attributes=list(attributes), **options)
        return [e for e in c.response if e["type"] == "searchResEntry"]

    def uids(self, c, filter, **options):
        return " ".join(e["attributes"].get("uid", ["-"])[0] for e in self.search(c, filter, **options))


class Information(Case):
    def test_root_dse_and_schema(self):
        c = connect(auto_bind=True)
        info, schema = c.server.info, c.server.schema
        self.assertEqual(info.naming_contexts, [BASE])
        self.assertIn("3", info.supported_ldap_versions)
        controls = [control[0] for control in info.supported_controls]
        for oid in (PAGED, SORT_REQUEST, "2.16.840.1.113730.3.4.9", "2.16.840.1.113730.3.4.2"):
            self.assertIn(oid, controls)
        self.assertIn("1.3.6.1.4.1.1466.20037", [extension[0] for extension in info.supported_extensions])
        self.assertEqual(schema.attribute_types["telephoneNumber"].oid, "2.5.4.20")
        self.assertIn("sn", schema.object_classes["person"].must_contain)
        self.assertIn("shortNumber", schema.attribute_types)


class Binds(Case):
    def test_simple(self):
        for name in ("phones", "PHONES", "cn=phones," + BASE, "CN=Phones, DC=Example, DC=com"):
            c = connect(name, SECRET)
            self.assertTrue(c.bind(), name)
            self.assertEqual(c.extend.standard.who_am_i(), "dn:cn=phones," + BASE)
            c.unbind()

    def test_anonymous(self):
        c = connect()
        self.assertTrue(c.bind())
        self.assertFalse(c.extend.standard.who_am_i())
        self.assertEqual(len(self.search(c, "(sn=martin)")), 2)

    def test_refused(self):
        for name, password, description in (
            ("phones", "wrong", "invalidCredentials"),
            ("nobody", SECRET, "invalidCredentials"),
            ("cn=phones,dc=elsewhere", SECRET, "invalidCredentials"),
        ):
            c = connect(name, password)
            self.assertFalse(c.bind())
            self.result(c, description)
            self.assertTrue(c.rebind("phones", SECRET), "the connection lives on")

    def test_sasl_plain_over_tls_alone(self):
        credentials = {"authentication": ldap3.SASL, "sasl_mechanism": "PLAIN", "sasl_credentials": (None, "phones", SECRET)}
        c = connect(uri="LDAPS", **credentials)
        self.assertTrue(c.bind(), c.result)
        self.assertEqual(c.extend.standard.who_am_i(), "dn:cn=phones," + BASE)
        self.assertEqual(c.server.info.supported_sasl_mechanisms, ["PLAIN"])
        c = connect(**credentials)
        self.assertFalse(c.bind())
        self.result(c, "confidentialityRequired")

    def test_digest_md5_is_not_offered(self):
        c = connect(authentication=ldap3.SASL, sasl_mechanism=ldap3.DIGEST_MD5, sasl_credentials=(None, "phones", SECRET, None))
        try:
            self.assertFalse(c.bind())
            self.result(c, "authMethodNotSupported")
        except Exception as refused:  # ldap3 reads a challenge before it looks at the result
            self.assertNotIn("success", str(refused).lower())


class Searches(Case):
    def test_filters_of_every_kind(self):
        c = bound()
        for filter, want in {
            "(uid=helene.martin)": "helene.martin",
            "(cn=HÉLÈNE martin)": "helene.martin",
            "(sn=mart*)": "helene.martin jean.martin",
            "(cn=*ene mart*)": "helene.martin",
            "(mail=*.durand@example.com)": "paul.durand",
            "(cn=h*l*m*n)": "helene.martin",
            "(&(objectClass=person)(sn>=martin)(sn<=muller))": "helene.martin jean.martin",
            "(&(objectClass=person)(sn>=martin)(sn<=Müller))": "helene.martin jean.martin jorg.muller",
            "(sn~=müller)": "jorg.muller",
            "(|(title=head of sales)(shortNumber=25))": "helene.martin jean.martin",
            "(&(sn=martin)(!(title=*)))": "jean.martin",
            "(title=*)": "helene.martin",
            "(sn:caseIgnoreMatch:=DURAND)": "paul.durand",
            "(telephoneNumber=+33 1 99 00 10 26)": "paul.durand",
            "(telephoneNumber=0199001026)": "paul.durand",
            "(telephoneNumber=*1026)": "paul.durand",
            "(o=%s)" % escape_filter_chars("AC/DC (Paris) * \\"): "ac-dc-paris",
            "(telephoneNumber=foo*)": "",
            "(!(moblie=1))": "",
        }.items():
            with self.subTest(filter):
                self.assertEqual(self.uids(c, filter), want)
                self.result(c, "success")

    def test_scopes(self):
        c = bound()
        everything = "(objectClass=*)"
        self.assertEqual(self.search(c, everything, base=HELENE, search_scope=ldap3.BASE)[0]["dn"], HELENE)
        self.assertEqual(len(self.search(c, everything, base="ou=Sales," + BASE, search_scope=ldap3.LEVEL)), 2)
        self.assertEqual(len(self.search(c, "(objectClass=person)", base="ou=Sales," + BASE, search_scope=ldap3.SUBTREE)), 4)

    def test_attributes(self):
        c = bound()
        options = {"base": HELENE, "search_scope": ldap3.BASE}
        everything = "(objectClass=*)"
        entry = self.search(c, everything, attributes=["cn", "mobile", "homePhone"], **options)[0]
        self.assertEqual(dict(entry["attributes"]), {"cn": ["Hélène Martin"], "mobile": ["06 39 98 00 24"], "homePhone": []})
        self.assertEqual(dict(self.search(c, everything, attributes=["1.1"], **options)[0]["attributes"]), {})
        operational = self.search(c, everything, attributes=["+"], **options)[0]["attributes"]
        self.assertRegex(str(operational["entryUUID"]), r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        self.assertNotIn("cn", operational)
        self.assertIn("sn", self.search(c, everything, attributes=["*"], types_only=True, **options)[0]["raw_attributes"])

    def test_size_limit(self):
        c = bound()
        self.assertEqual(len(self.search(c, "(sn=smith*)", size_limit=5)), 5)
        self.result(c, "sizeLimitExceeded")
        self.assertEqual(len(self.search(c, "(sn=smith*)", size_limit=40)), 40)
        self.result(c, "success")

    def test_compare(self):
        c = bound()
        self.assertTrue(c.compare(HELENE, "sn", "MARTIN"))
        self.assertFalse(c.compare(HELENE, "sn", "Durand"))
        self.assertFalse(c.compare(HELENE, "fax", "1"))
        self.result(c, "noSuchAttribute")


class Errors(Case):
    def test_bases(self):
        c = bound()
        self.search(c, "(objectClass=*)", base="uid=nobody,ou=Sales," + BASE)
        self.result(c, "noSuchObject")
        self.assertEqual(c.result["dn"], "ou=Sales," + BASE)
        self.search(c, "(objectClass=*)", base="dc=elsewhere")
        self.result(c, "noSuchObject")

    def test_writes(self):
        c = bound()
        for write in (
            lambda: c.add("cn=x," + BASE, "person", {"sn": "x"}),
            lambda: c.modify(HELENE, {"sn": [(ldap3.MODIFY_REPLACE, ["x"])]}),
            lambda: c.modify_dn(HELENE, "uid=x"),
            lambda: c.delete(HELENE),
        ):
            self.assertFalse(write())
            self.result(c, "unwillingToPerform")

    def test_controls(self):
        c = bound()
        self.assertEqual(len(self.search(c, "(sn=martin)", controls=[("1.2.3.4", False, None)])), 2)
        self.assertEqual(len(self.search(c, "(sn=martin)", controls=[("2.16.840.1.113730.3.4.2", True, None)])), 2)
        self.search(c, "(sn=martin)", controls=[("1.2.3.4", True, None)])
        self.result(c, "unavailableCriticalExtension")
        c.compare(HELENE, "sn", "Martin", controls=[(PAGED, True, None)])
        self.result(c, "unavailableCriticalExtension")
        c.abandon(1)
        self.assertEqual(len(self.search(c, "(sn=martin)")), 2)

    def test_unknown_extended_operation(self):
        c = bound()
        c.extended("1.2.3.4")
        self.result(c, "protocolError")


class Lists(Case):
    def test_pages(self):
        c = bound()
        whole = self.uids(c, "(sn=smith*)").split()
        pages = paged_search_generator(c, BASE, "(sn=smith*)", attributes=["uid"], paged_size=7, paged_criticality=True)
        self.assertEqual(sorted(e["attributes"]["uid"][0] for e in pages), whole)  # it turns each page round
        self.assertEqual(len(whole), 40)

    def test_a_cookie_of_another_search(self):
        c = bound()
        self.search(c, "(sn=smith*)", paged_size=7)
        cookie = c.result["controls"][PAGED]["value"]["cookie"]
        self.search(c, "(sn=martin)", paged_size=7, paged_cookie=cookie)
        self.result(c, "unwillingToPerform")
        self.search(c, "(sn=smith*)", paged_size=7, paged_cookie=b"forged")
        self.result(c, "unwillingToPerform")

    def test_order(self):
        c = bound()
        reverse_sn = tlv(0x30, tlv(0x30, tlv(0x04, b"sn"), tlv(0x81, b"\xff")))
        whole = self.uids(c, "(sn=smith*)").split()
        self.assertEqual(self.uids(c, "(sn=smith*)", controls=[(SORT_REQUEST, True, reverse_sn)]).split(), whole[::-1])
        self.assertIn(SORT_RESPONSE, c.result["controls"])
        by_nothing = tlv(0x30, tlv(0x30, tlv(0x04, b"moblie")))
        self.search(c, "(sn=smith*)", controls=[(SORT_REQUEST, True, by_nothing)])
        self.result(c, "unavailableCriticalExtension")


class Encryption(Case):
    def test_start_tls(self):
        c = connect()
        c.open()
        self.assertTrue(c.start_tls(), c.result)
        self.assertTrue(c.rebind("phones", SECRET), c.result)
        self.assertEqual(len(self.search(c, "(sn=martin)")), 2)
        self.assertRegex(c.socket.version(), r"TLSv1\.[23]")

    def test_start_tls_before_bind(self):
        c = connect("phones", SECRET, auto_bind=ldap3.AUTO_BIND_TLS_BEFORE_BIND)
        self.assertEqual(c.extend.standard.who_am_i(), "dn:cn=phones," + BASE)

    def test_ldaps(self):
        c = connect("phones", SECRET, uri="LDAPS")
        self.assertTrue(c.bind(), c.result)
        self.assertEqual(len(self.search(c, "(sn=martin)")), 2)


class Strategies(Case):
    """Several requests at once on one connection, and a connection for each."""

    def test_asynchronous(self):
        c = ldap3.Connection(server(), "phones", SECRET, client_strategy=ldap3.ASYNC, auto_bind=True)
        ids = [c.search(BASE, "(sn=smith %02d)" % i, attributes=["uid"]) for i in range(20)]
        for i, id in enumerate(ids):
            entries, result = c.get_response(id, timeout=60)
            self.assertEqual(result["description"], "success")
            self.assertEqual(entries[0]["attributes"]["uid"], ["ann.smith-%02d" % i])
        c.unbind()

    def test_restartable(self):
        c = ldap3.Connection(server(), "phones", SECRET, client_strategy=ldap3.RESTARTABLE, auto_bind=True)
        self.assertEqual(len(self.search(c, "(sn=martin)")), 2)
        c.unbind()


if __name__ == "__main__":
    unittest.main(warnings="ignore")
