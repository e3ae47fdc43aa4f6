package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.table.AccountRegion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom an alert, the status and the history name for each identity that CloudTrail knows. */
class PrincipalTest {
    private static final AccountRegion HERE = new AccountRegion("aws", "123456789012", "eu-west-1");

    private static Actor caller(String identity) {
        List<String> notes = new ArrayList<>();
        Actor actor = Caller.of(
                EventFields.parse("x", "{\"userIdentity\": " + identity + "}").lenient(notes), HERE);
        assertThat(notes).isEmpty();
        return actor;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{'type':'Root','accountId':'123456789012','arn':'arn:aws:iam::123456789012:root'} | the root user of account 123456789012",
                "{'type':'IAMUser','userName':'john','arn':'arn:aws:iam::123456789012:user/john'} | user john",
                "{'type':'IAMUser','arn':'arn:aws:iam::123456789012:user/ops/john'} | user john",
                "{'type':'IAMUser'} | user unknown",
                "{'type':'AssumedRole','principalId':'AROA:ci','arn':'arn:aws:sts::123456789012:assumed-role/Ops/ci'} | role Ops, session ci",
                "{'type':'AssumedRole','principalId':'AROA:ci','arn':'arn:aws:sts::123456789012:assumed-role/Ops/ci','sessionContext':{'sessionIssuer':{'userName':'Ops'},'sourceIdentity':'jane.doe'}} | role Ops, session ci, source identity jane.doe",
                "{'type':'AssumedRole','principalId':'AROA:jane.doe@example.com','sessionContext':{'sessionIssuer':{'userName':'Ops'}}} | role Ops, session jane.doe@example.com",
                "{'type':'AssumedRole','principalId':'AROA:jane.doe@example.com'} | role AROA, session jane.doe@example.com",
                "{'type':'AssumedRole'} | role unknown, session unknown",
                "{'type':'AssumedRole','principalId':'AROA:ci','sessionContext':{'sessionIssuer':{'userName':'Ops'}},'onBehalfOf':{'userId':'u-1','identityStoreArn':'arn:aws:identitystore::123456789012:identitystore/d-1'}} | role Ops, session ci, on behalf of Identity Center user u-1 (identity store d-1)",
                "{'type':'Role','arn':'arn:aws:iam::123456789012:role/Ops'} | role Ops",
                "{'type':'FederatedUser','arn':'arn:aws:sts::123456789012:federated-user/jane','sessionContext':{'sessionIssuer':{'userName':'broker'}}} | federated user jane, of user broker",
                "{'type':'SAMLUser','principalId':'q1w2:jane','userName':'jane','identityProvider':'q1w2'} | SAML user jane, of q1w2",
                "{'type':'WebIdentityUser','principalId':'accounts.google.com:app:42','userName':'42','identityProvider':'accounts.google.com'} | web identity user 42, of accounts.google.com",
                "{'type':'WebIdentityUser','principalId':'accounts.google.com:app:42'} | web identity user 42",
                "{'type':'IdentityCenterUser','accountId':'123456789012','onBehalfOf':{'userId':'a1b2','identityStoreArn':'arn:aws:identitystore::123456789012:identitystore/d-0000000001'},'credentialId':'c'} | Identity Center user a1b2 (identity store d-0000000001)",
                "{'type':'IdentityCenterUser','onBehalfOf':{'userId':'a1b2'}} | Identity Center user a1b2",
                "{'type':'IdentityCenterUser'} | Identity Center user unknown",
                "{'type':'AWSService','invokedBy':'backup.amazonaws.com'} | service backup.amazonaws.com",
                "{'type':'AWSService'} | service unknown",
                "{'accountId':'123456789012','invokedBy':'backup.amazonaws.com'} | service backup.amazonaws.com",
                "{'type':'AWSAccount','accountId':'999999999999','principalId':'AIDAX:bob'} | account 999999999999, principal AIDAX:bob",
                "{'type':'AWSAccount'} | account unknown",
                "{'type':'IAMUser','userName':'bob','accountId':'999999999999'} | user bob (account 999999999999)",
                "{'type':'AssumedRole','arn':'arn:aws:sts::999999999999:assumed-role/Ops/ci'} | role Ops, session ci (account 999999999999)",
                "{'type':'SomethingNew','arn':'arn:aws:x::123456789012:y/z'} | arn:aws:x::123456789012:y/z",
                "{'type':'SomethingNew','userName':'z'} | z",
                "{'type':'SomethingNew','principalId':'AIDAX'} | AIDAX",
                "{'accountId':'999999999999'} | account 999999999999 (account 999999999999)",
                "{} | unknown"
            })
    void namesWhoItWas(String identity, String who) {
        assertThat(caller(identity.replace('\'', '"')).who()).isEqualTo(who);
    }

    @Test
    void keepsThePersonBehindALongRole() {
        String role = "r".repeat(64);
        String session = "s".repeat(64);
        String person = "p".repeat(64);

        assertThat(caller("""
                        {"type": "AssumedRole", "arn": "arn:aws:sts::123456789012:assumed-role/%s/%s",
                         "sessionContext": {"sourceIdentity": "%s"}}
                        """.formatted(role, session, person)).who()).contains(role, session, person);
    }

    @Test
    void wordsFromOutsideAreOneLine() {
        assertThat(caller("{\"type\": \"IAMUser\", \"userName\": \"a\\n\\u061cb\\u200b\\ufeff\"}")
                        .who())
                .isEqualTo("user a b");
    }
}
