# What Net::LDAP makes of annuaire.
use strict;
use warnings;
use utf8;
use Encode qw(encode_utf8 decode_utf8);
use MIME::Base64;
use Net::LDAP;
use Net::LDAP::Constant qw(:codes :controls :extensions);
use Net::LDAP::Control::ManageDsaIT;
use Net::LDAP::Control::Paged;
use Net::LDAP::Control::Sort;
use Net::LDAP::Control::VLV;
use Net::LDAP::Extension::WhoAmI;
use Test::More;

my ($uri, $uri_tls, $ca, $secret) = @ENV{qw(LDAP LDAPS CA SECRET)};
my $base = 'dc=example,dc=com';
my $helene = "uid=helene.martin,ou=North,ou=Sales,$base";
binmode Test::More->builder->$_, ':utf8' for qw(output failure_output);

sub connection { Net::LDAP->new($uri, timeout => 60) or BAIL_OUT("connecting: $@") }

sub code_is {
    my ($result, $code, $name) = @_;
    is($result->code, $code, $name) or diag($result->error);
    return $result;
}

sub bound {
    my $ldap = connection();
    code_is($ldap->bind("cn=phones,$base", password => $secret), LDAP_SUCCESS, 'bind by DN');
    return $ldap;
}

sub uids {
    my ($result) = @_;
    return join ' ', map { $_->get_value('uid') // '-' } $result->entries;
}

subtest 'root DSE and schema' => sub {
    my $ldap = connection();
    my $dse = $ldap->root_dse(attrs => ['*', '+']);
    is($dse->get_value('namingContexts'), $base, 'naming context');
    ok($dse->supported_control($_), "control $_") for LDAP_CONTROL_PAGED, LDAP_CONTROL_SORTREQUEST, LDAP_CONTROL_VLVREQUEST, LDAP_CONTROL_MANAGEDSAIT;
    ok($dse->supported_extension($_), "extension $_") for LDAP_EXTENSION_START_TLS, LDAP_EXTENSION_WHO_AM_I;
    ok($dse->supported_version(3), 'version 3');
    my $schema = $ldap->schema();
    ok($schema, 'the schema is read') or return;
    is($schema->attribute('telephoneNumber')->{oid}, '2.5.4.20', 'telephoneNumber');
    ok((grep { lc $_->{name} eq 'sn' } $schema->must('person')), 'a person must have sn');
};

subtest 'binds' => sub {
    my $ldap = connection();
    code_is($ldap->bind(), LDAP_SUCCESS, 'anonymous');
    code_is($ldap->bind('phones', password => $secret), LDAP_SUCCESS, 'by a plain name');
    is($ldap->who_am_i->response, "dn:cn=phones,$base", 'who it is');
    code_is($ldap->bind('phones', password => 'wrong'), LDAP_INVALID_CREDENTIALS, 'wrong secret');
    is($ldap->who_am_i->response // '', '', 'a failed bind leaves nobody');
    code_is($ldap->bind('phones', noauth => 1), LDAP_UNWILLING_TO_PERFORM, 'a name without secret');
    code_is($ldap->bind("cn=nobody,$base", password => $secret), LDAP_INVALID_CREDENTIALS, 'nobody');
    code_is($ldap->bind('cn=phones,,', password => $secret), LDAP_INVALID_CREDENTIALS, 'no DN and no name');
    code_is($ldap->bind("cn=phones,$base", password => $secret, version => 2), LDAP_SUCCESS, 'LDAPv2');
    code_is($ldap->bind("cn=phones,$base", password => $secret), LDAP_SUCCESS, 'again, on the same connection');
    $ldap->unbind;
};

subtest 'filters of every kind' => sub {
    my $ldap = bound();
    my %found = (
        '(uid=helene.martin)' => 'helene.martin',
        '(&(objectClass=person)(cn=HELENE martin))' => 'helene.martin',
        '(sn=mart*)' => 'helene.martin jean.martin',
        '(cn=*ene mart*)' => 'helene.martin',
        '(mail=*.durand@example.com)' => 'paul.durand',
        '(cn=h*l*m*n)' => 'helene.martin',
        '(&(sn>=martin)(sn<=muller)(objectClass=person))' => 'helene.martin jean.martin',
        '(sn~=müller)' => 'jorg.muller',
        '(|(title=head of sales)(shortNumber=25))' => 'helene.martin jean.martin',
        '(&(sn=martin)(!(title=*)))' => 'jean.martin',
        '(title=*)' => 'helene.martin',
        '(sn:caseIgnoreMatch:=DURAND)' => 'paul.durand',
        '(telephoneNumber=+33199001026)' => 'paul.durand',
        '(telephoneNumber=0033 1 99 00 10 26)' => 'paul.durand',
        '(telephoneNumber=*1026)' => 'paul.durand',
        '(mobile=0639980027)' => 'jorg.muller',
        '(telephoneNumber=0639980027)' => 'jorg.muller',
        '(o=AC/DC \28Paris\29 \2a \5c)' => 'ac-dc-paris',
        '(o=*\28paris\29*)' => 'ac-dc-paris',
        '(telephoneNumber=foo*)' => '',
        '(moblie=0639980027)' => '',
        '(!(moblie=0639980027))' => '',
        '(|(moblie=0639980027)(sn=durand))' => 'paul.durand',
    );
    for my $filter (sort keys %found) {
        my $result = $ldap->search(base => $base, filter => encode_utf8($filter), attrs => ['uid']);
        code_is($result, LDAP_SUCCESS, $filter);
        is(uids($result), $found{$filter}, $filter);
    }
};

subtest 'scopes, attributes, limits' => sub {
    my $ldap = bound();
    is($ldap->search(base => $helene, scope => 'base', filter => '(objectClass=*)')->entry(0)->dn, $helene, 'an entry by its name');
    is($ldap->search(base => "ou=Sales,$base", scope => 'one', filter => '(objectClass=*)')->count, 2, 'below a folder');
    is($ldap->search(base => "ou=Sales,$base", scope => 'sub', filter => '(objectClass=person)')->count, 4, 'the whole folder');
    my $entry = $ldap->search(base => $helene, scope => 'base', filter => '(objectClass=*)', attrs => ['SN', 'mobile', 'cn', 'moblie'])->entry(0);
    is(join(' ', $entry->attributes), 'SN mobile cn', 'attributes as they are asked for');
    is(decode_utf8($entry->get_value('cn')), 'Hélène Martin', 'UTF-8');
    is(scalar $ldap->search(base => $helene, scope => 'base', filter => '(objectClass=*)', attrs => ['1.1'])->entry(0)->attributes, 0, 'no attributes');
    $entry = $ldap->search(base => $helene, scope => 'base', filter => '(objectClass=*)', attrs => ['cn'], typesonly => 1)->entry(0);
    is(scalar @{ $entry->get_value('cn', asref => 1) }, 0, 'types only');
    $entry = $ldap->search(base => $helene, scope => 'base', filter => '(objectClass=*)', attrs => ['+'])->entry(0);
    ok($entry->exists('entryUUID') && !$entry->exists('cn'), 'operational attributes');
    my $cut = code_is($ldap->search(base => $base, filter => '(sn=smith*)', sizelimit => 5), LDAP_SIZELIMIT_EXCEEDED, 'size limit');
    is($cut->count, 5, 'with as many entries');
    code_is($ldap->search(base => $base, filter => '(sn=smith*)', timelimit => 30), LDAP_SUCCESS, 'time limit');
    code_is($ldap->compare($helene, attr => 'sn', value => 'MARTIN'), LDAP_COMPARE_TRUE, 'compare: true');
    code_is($ldap->compare($helene, attr => 'sn', value => 'Durand'), LDAP_COMPARE_FALSE, 'compare: false');
    code_is($ldap->compare($helene, attr => 'facsimileTelephoneNumber', value => '1'), LDAP_NO_SUCH_ATTRIBUTE, 'compare: no such attribute');
};

subtest 'errors' => sub {
    my $ldap = bound();
    my $missing = code_is($ldap->search(base => "uid=nobody,ou=Sales,$base", filter => '(objectClass=*)'), LDAP_NO_SUCH_OBJECT, 'no such base');
    is($missing->dn, "ou=Sales,$base", 'matched DN');
    code_is($ldap->search(base => 'nonsense', filter => '(objectClass=*)'), LDAP_INVALID_DN_SYNTAX, 'no DN');
    code_is($ldap->add("cn=x,$base", attrs => [objectClass => 'person', sn => 'x', cn => 'x']), LDAP_UNWILLING_TO_PERFORM, 'add');
    code_is($ldap->modify($helene, replace => { sn => 'x' }), LDAP_UNWILLING_TO_PERFORM, 'modify');
    code_is($ldap->moddn($helene, newrdn => 'uid=x'), LDAP_UNWILLING_TO_PERFORM, 'modify DN');
    code_is($ldap->delete($helene), LDAP_UNWILLING_TO_PERFORM, 'delete');
    my $unheard = Net::LDAP::Control->new(type => '1.2.3.4', critical => 1);
    code_is($ldap->search(base => $base, filter => '(sn=martin)', control => [$unheard]), LDAP_UNAVAILABLE_CRITICAL_EXT, 'unknown critical control');
    $unheard->critical(0);
    code_is($ldap->search(base => $base, filter => '(sn=martin)', control => [$unheard]), LDAP_SUCCESS, 'unknown control');
    my $manage = Net::LDAP::Control::ManageDsaIT->new(critical => 1);
    code_is($ldap->search(base => $base, filter => '(sn=martin)', control => [$manage]), LDAP_SUCCESS, 'ManageDsaIT');
    code_is($ldap->abandon(1), LDAP_SUCCESS, 'abandon what is over');
    code_is($ldap->search(base => $base, filter => '(sn=martin)'), LDAP_SUCCESS, 'the connection lives on');
};

subtest 'pages, order, views' => sub {
    my $ldap = bound();
    my @search = (base => $base, filter => '(sn=smith*)', attrs => ['uid']);
    my $whole = uids($ldap->search(@search));
    my $page = Net::LDAP::Control::Paged->new(size => 7, critical => 1);
    my @got;
    while (1) {
        my $result = code_is($ldap->search(@search, control => [$page]), LDAP_SUCCESS, 'a page');
        push @got, uids($result);
        my ($answer) = $result->control(LDAP_CONTROL_PAGED) or last;
        my $cookie = $answer->cookie or last;
        $page->cookie($cookie);
    }
    is(scalar @got, 6, 'pages');
    is(join(' ', @got), $whole, 'are the whole list');
    my $sort = Net::LDAP::Control::Sort->new(order => '-sn givenName:caseIgnoreOrderingMatch', critical => 1);
    my $sorted = $ldap->search(@search, control => [$sort]);
    is(uids($sorted), join(' ', reverse split / /, $whole), 'sorted');
    my ($answer) = $sorted->control(LDAP_CONTROL_SORTRESULT);
    is($answer->result, LDAP_SUCCESS, 'and it says so');
    $sort = Net::LDAP::Control::Sort->new(order => 'moblie');
    ($answer) = $ldap->search(@search, control => [$sort])->control(LDAP_CONTROL_SORTRESULT);
    is($answer->result, LDAP_NO_SUCH_ATTRIBUTE, 'an attribute that is none');
    is($answer->attr, 'moblie', 'is named');

    $sort = Net::LDAP::Control::Sort->new(order => 'sn', critical => 1);
    my $view = Net::LDAP::Control::VLV->new(before => 0, after => 4, content => 0, offset => 1, critical => 1);
    my $screen = code_is($ldap->search(@search, control => [$view, $sort]), LDAP_SUCCESS, 'a view');
    is(uids($screen), join(' ', map { "ann.smith-0$_" } 0 .. 4), 'its first screen');
    ($answer) = $screen->control(LDAP_CONTROL_VLVRESPONSE);
    is($answer->target, 1, 'position');
    is($answer->content, 40, 'count');
    $view->response($answer);
    $view->scroll_page(1);
    is(uids($ldap->search(@search, control => [$view, $sort])), join(' ', map { "ann.smith-0$_" } 5 .. 9), 'the second');
    $view->assert('smith 2');
    is(uids($ldap->search(@search, control => [$view, $sort])), join(' ', map { "ann.smith-2$_" } 0 .. 4), 'where a name begins');
};

subtest 'TLS' => sub {
    my $ldap = connection();
    code_is($ldap->start_tls(verify => 'require', cafile => $ca), LDAP_SUCCESS, 'StartTLS');
    like($ldap->cipher, qr/^(TLS_|ECDHE)/, 'a modern suite');
    code_is($ldap->bind("cn=phones,$base", password => $secret), LDAP_SUCCESS, 'bind');
    is($ldap->search(base => $base, filter => '(sn=martin)')->count, 2, 'search');
    my $again = $ldap->start_tls(verify => 'require', cafile => $ca);
    isnt($again->code, LDAP_SUCCESS, 'StartTLS twice');
    $ldap = Net::LDAP->new($uri_tls, verify => 'require', cafile => $ca) or BAIL_OUT("connecting to $uri_tls: $@");
    code_is($ldap->bind("cn=phones,$base", password => $secret), LDAP_SUCCESS, 'LDAPS');
};

done_testing();
