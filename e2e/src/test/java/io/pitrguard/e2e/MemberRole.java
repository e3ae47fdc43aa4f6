package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A role in a member account as the member template made it, decided as IAM does. What is not understood here fails the
 * test.
 *
 * @param arn the role's
 * @param trust the one statement of its trust
 * @param statements those of its permissions
 */
record MemberRole(String arn, JsonNode trust, List<JsonNode> statements) {
    static final String NAME = "pitr-guard-member";

    MemberRole {
        statements = List.copyOf(statements);
    }

    /** Returns the role's ARN in an account. */
    static String arnIn(String account) {
        return "arn:aws:iam::" + account + ":role/" + NAME;
    }

    /** Reads the role from IAM in its account. */
    static MemberRole in(AwsCli account) {
        JsonNode role = account.json("iam", "get-role", "--role-name", NAME).path("Role");
        JsonNode trust = role.at("/AssumeRolePolicyDocument/Statement");
        assertThat(trust).hasSize(1);
        JsonNode policy = account.json("iam", "get-role-policy", "--role-name", NAME, "--policy-name", "tables")
                .path("PolicyDocument");
        // moto's CloudFormation keeps a policy of a role as Python prints it, with what AWS::NoValue takes away.
        String document = policy.asText().replace("None", "null").replace('\'', '"');
        List<JsonNode> statements = new ArrayList<>();
        Json.read(document).path("Statement").forEach(each -> {
            if (!each.isNull()) {
                statements.add(understood(each));
            }
        });
        return new MemberRole(role.path("Arn").asText(), trust.get(0), statements);
    }

    private static JsonNode understood(JsonNode statement) {
        assertThat(statement.properties().stream().map(Map.Entry::getKey))
                .as("statement %s", statement)
                .containsExactlyInAnyOrder("Sid", "Effect", "Action", "Resource");
        assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
        return statement;
    }

    /**
     * Whether a role may assume this one.
     *
     * @param caller the ARN of a role
     * @param organization of the caller's account
     */
    boolean trusts(String caller, String organization, String externalId) {
        String account = caller.split(":", -1)[4];
        Map<String, String> values =
                Map.of("aws:PrincipalArn", caller, "aws:PrincipalOrgID", organization, "sts:ExternalId", externalId);
        return trust.path("Effect").asText().equals("Allow")
                && trust.path("Action").asText().equals("sts:AssumeRole")
                && trust.at("/Principal/AWS").asText().equals("arn:aws:iam::" + account + ":root")
                && trust.path("Condition").properties().stream().allMatch(test -> holds(test, values));
    }

    /** Neither an ARN nor a text of the template has a wildcard. */
    private static boolean holds(Map.Entry<String, JsonNode> test, Map<String, String> values) {
        assertThat(test.getKey()).isIn("ArnEquals", "StringEquals");
        return test.getValue().properties().stream().allMatch(condition -> {
            assertThat(values).containsKey(condition.getKey());
            return texts(condition.getValue()).contains(values.get(condition.getKey()));
        });
    }

    /** Whether its permissions allow a call. */
    boolean allows(MemberCall call) {
        return statements.stream()
                .anyMatch(statement -> texts(statement.path("Action")).contains(call.action())
                        && texts(statement.path("Resource")).stream()
                                .anyMatch(pattern -> matches(pattern, call.resource())));
    }

    /** Returns the actions that it allows and that are none of these. */
    Set<String> beyond(Set<String> actions) {
        return statements.stream()
                .flatMap(statement -> texts(statement.path("Action")).stream())
                .filter(action -> !actions.contains(action))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> texts(JsonNode oneOrMany) {
        return oneOrMany.isArray() ? Json.texts(oneOrMany) : List.of(oneOrMany.asText());
    }

    /** A wildcard stands for a part of what is between two colons; only in the last part, for colons as well. */
    private static boolean matches(String pattern, String resource) {
        if (pattern.equals("*")) {
            return true;
        }
        List<String> wanted = List.of(pattern.split(":", 6));
        List<String> given = List.of(resource.split(":", 6));
        return wanted.size() == given.size()
                && IntStream.range(0, wanted.size())
                        .allMatch(i -> given.get(i)
                                .matches(Pattern.quote(wanted.get(i)).replace("*", "\\E.*\\Q")));
    }
}
