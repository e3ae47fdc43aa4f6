package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Organization;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.ServiceError;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** AssumeRole: AWS refuses a role that does not exist, another's, and a wrong external id with the same words. */
final class AssumeRole {

    private static final Pattern ROLE = Pattern.compile("arn:[a-z-]+:iam::(\\d{12}):role/([\\w+=,.@/-]+)");
    private static final Duration DEFAULT_DURATION = Duration.ofHours(1);

    private AssumeRole() {}

    static ObjectNode perform(Input input, Account caller) {
        String arn = required(input, "RoleArn");
        String name = required(input, "RoleSessionName");
        Matcher role = ROLE.matcher(arn);
        if (!role.matches() || !name.matches("[\\w+=,.@-]{2,64}")) {
            throw ServiceError.client("ValidationError", arn + " or " + name + " is invalid");
        }
        Optional<Organization.Role> found = caller.organization()
                .role(arn)
                .filter(known -> known.trusted().equals(caller.location().account()))
                .filter(known -> known.externalId() == null
                        || known.externalId().equals(input.text("ExternalId").orElse(null)));
        if (found.isEmpty()) {
            throw new ServiceError(
                    "AccessDenied",
                    "User: %s is not authorized to perform: sts:AssumeRole on resource: %s"
                            .formatted(caller.location().user(), arn),
                    403);
        }
        String account = role.group(1);
        String path = role.group(2);
        String assumed = "arn:%s:sts::%s:assumed-role/%s/%s"
                .formatted(caller.location().partition(), account, path.substring(path.lastIndexOf('/') + 1), name);
        return answer(caller, caller.organization().start(account, arn, assumed));
    }

    private static ObjectNode answer(Account caller, Organization.Session session) {
        ObjectNode answer = Json.object();
        answer.putObject("Credentials")
                .put("AccessKeyId", session.accessKey())
                .put("SecretAccessKey", "sandbox")
                .put("SessionToken", session.accessKey())
                .put("Expiration", expiration(caller).toString());
        answer.putObject("AssumedRoleUser")
                .put("Arn", session.arn())
                .put(
                        "AssumedRoleId",
                        "AROASANDBOXEXAMPLE:"
                                + session.arn().substring(session.arn().lastIndexOf('/') + 1));
        return answer;
    }

    /** The SDK compares it with the machine's clock, which may be ahead of the sandbox's. */
    private static Instant expiration(Account caller) {
        Instant machine = Instant.now();
        Instant now = caller.now().isAfter(machine) ? caller.now() : machine;
        return now.plus(DEFAULT_DURATION).truncatedTo(ChronoUnit.SECONDS);
    }

    private static String required(Input input, String member) {
        return input.text(member)
                .orElseThrow(() -> ServiceError.client("ValidationError", member + " must not be null"));
    }
}
