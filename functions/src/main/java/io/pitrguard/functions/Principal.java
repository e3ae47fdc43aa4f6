package io.pitrguard.functions;

import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.table.AccountRegion;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who an identity of CloudTrail is, in words that lead to a person or a workload.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
final class Principal {
    private Principal() {}

    /** Returns who it is; with its account if that is another one than the table's. */
    static String words(LenientFields identity, AccountRegion here) {
        String type = identity.text("type").orElse("");
        String who = switch (type) {
            case "Root" -> "the root user of account " + account(identity).orElse(Actor.UNKNOWN);
            case "IAMUser" -> "user " + name(identity);
            case "AssumedRole" -> role(identity);
            case "Role" -> "role " + name(identity);
            case "FederatedUser" -> "federated user " + name(identity) + issuer(identity, ", of user ");
            case "SAMLUser" -> "SAML user " + name(identity) + provider(identity);
            case "WebIdentityUser" -> "web identity user " + name(identity) + provider(identity);
            case "IdentityCenterUser" -> identityCenterUser(identity).orElse("Identity Center user " + Actor.UNKNOWN);
            case "AWSAccount" -> foreign(identity);
            case "AWSService" -> service(identity).orElse("service " + Actor.UNKNOWN);
            default -> unnamed(identity);
        };
        return who + onBehalf(identity, type) + elsewhere(identity, type, here);
    }

    /** The person behind a role is in its session's name, or in the source identity, which nobody can change afterwards. */
    private static String role(LenientFields identity) {
        Optional<String> arn = identity.text("arn");
        String role = issuerName(identity)
                .or(() -> arn.flatMap(text -> part(text, "/", 1)))
                .or(() -> identity.text("principalId").flatMap(text -> part(text, ":", 0)))
                .orElse(Actor.UNKNOWN);
        String session = arn.flatMap(text -> part(text, "/", 2))
                .or(() -> identity.text("principalId").flatMap(text -> part(text, ":", 1)))
                .orElse(Actor.UNKNOWN);
        String source = identity.object("sessionContext")
                .flatMap(context -> context.text("sourceIdentity"))
                .map(", source identity "::concat)
                .orElse("");
        return "role " + role + ", session " + session + source;
    }

    /** Such a user has neither a name nor an ARN: the id leads to the name in the identity store. */
    private static Optional<String> identityCenterUser(LenientFields identity) {
        return identity.object("onBehalfOf")
                .flatMap(person -> person.text("userId")
                        .map(id -> "Identity Center user " + id
                                + person.text("identityStoreArn")
                                        .map(store -> " (identity store " + lastPart(store) + ")")
                                        .orElse("")));
    }

    private static String onBehalf(LenientFields identity, String type) {
        return type.equals("IdentityCenterUser")
                ? ""
                : identityCenterUser(identity).map(", on behalf of "::concat).orElse("");
    }

    private static String foreign(LenientFields identity) {
        return "account " + account(identity).orElse(Actor.UNKNOWN)
                + identity.text("principalId").map(", principal "::concat).orElse("");
    }

    private static String unnamed(LenientFields identity) {
        return identity.text("arn")
                .or(() -> identity.text("userName"))
                .or(() -> service(identity))
                .or(() -> identity.text("principalId"))
                .or(() -> account(identity).map("account "::concat))
                .orElse(Actor.UNKNOWN);
    }

    private static Optional<String> service(LenientFields identity) {
        return identity.text("invokedBy").map("service "::concat);
    }

    private static String name(LenientFields identity) {
        return identity.text("userName")
                .or(() -> identity.text("arn").map(Principal::lastPart))
                .or(() -> identity.text("principalId").map(Principal::lastPart))
                .orElse(Actor.UNKNOWN);
    }

    private static String provider(LenientFields identity) {
        return identity.text("identityProvider").map(", of "::concat).orElse("");
    }

    private static String issuer(LenientFields identity, String before) {
        return issuerName(identity).map(before::concat).orElse("");
    }

    private static Optional<String> issuerName(LenientFields identity) {
        return identity.object("sessionContext")
                .flatMap(context -> context.object("sessionIssuer"))
                .flatMap(issuer -> issuer.text("userName"));
    }

    private static String elsewhere(LenientFields identity, String type, AccountRegion here) {
        boolean named = type.equals("Root") || type.equals("AWSAccount");
        return account(identity)
                .filter(account -> !named && !account.equals(here.account()))
                .map(" (account %s)"::formatted)
                .orElse("");
    }

    private static Optional<String> account(LenientFields identity) {
        return identity.text("accountId").or(() -> identity.text("arn").flatMap(arn -> part(arn, ":", 4)));
    }

    private static Optional<String> part(String text, String separator, int number) {
        return Stream.of(text.split(separator, -1)).skip(number).findFirst().filter(each -> !each.isEmpty());
    }

    private static String lastPart(String text) {
        return text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1);
    }
}
