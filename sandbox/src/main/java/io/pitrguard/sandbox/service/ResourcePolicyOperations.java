package io.pitrguard.sandbox.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Lag;
import io.pitrguard.sandbox.state.ResourcePolicies;
import io.pitrguard.sandbox.state.ResourcePolicies.Policy;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** PutResourcePolicy, GetResourcePolicy and DeleteResourcePolicy of tables and streams (API reference of each). */
final class ResourcePolicyOperations {

    // "whitespaces are counted" (developer guide, Resource-based policy considerations).
    private static final int LARGEST = 20_480;
    private static final String NONE_EXPECTED = "NO_POLICY";

    private ResourcePolicyOperations() {}

    static ObjectNode get(Input input, Account account) {
        ResourceArn arn = ResourceArn.of(input, account);
        TableState table = arn.read(
                account,
                read -> read.withSettings(
                        read.settings().with(read.settings().policies().afterRead(arn.stream()))));
        return table.settings()
                .policies()
                .visibleAt(arn.stream(), account.now())
                .map(policy -> Json.object().put("Policy", policy.document()).put("RevisionId", policy.revision()))
                .orElseThrow(() -> SettingErrors.policyNotFound(arn.given()));
    }

    static ObjectNode put(Input input, Account account) {
        ResourceArn arn = ResourceArn.of(input, account);
        String document = input.text("Policy").orElseThrow(() -> Errors.missing("policy"));
        requireValid(document, arn.table(), account);
        TableState changed = arn.update(account, table -> {
            Optional<Policy> old = requireExpected(table, arn, input, account);
            boolean same =
                    old.filter(policy -> policy.document().equals(document)).isPresent();
            return same ? table : write(table, arn, Optional.of(next(document, old, account.now())), account);
        });
        return revision(changed.settings().policies().latest(arn.stream()));
    }

    /** Returns the policies of a new table, whose request may bring its policy. */
    static ResourcePolicies created(Input request, String tableName, Account account) {
        Optional<String> document = request.text("ResourcePolicy");
        document.ifPresent(policy -> requireValid(policy, tableName, account));
        return document.map(policy -> ResourcePolicies.NONE.write(
                        "", Optional.of(next(policy, Optional.empty(), account.now())), account.now(), Lag.NONE))
                .orElse(ResourcePolicies.NONE);
    }

    static ObjectNode delete(Input input, Account account) {
        ResourceArn arn = ResourceArn.of(input, account);
        ObjectNode answer = Json.object();
        arn.update(account, table -> {
            Optional<Policy> old = requireExpected(table, arn, input, account);
            answer.setAll(revision(old));
            return old.isEmpty() ? table : write(table, arn, Optional.empty(), account);
        });
        return answer;
    }

    /** The policy's text, as AWS reads it: each statement names the table, an index or the stream, nothing else. */
    private static void requireValid(String document, String tableName, Account account) {
        if (document.getBytes(UTF_8).length > LARGEST) {
            throw SettingErrors.invalid("Maximum policy size of " + LARGEST + " bytes exceeded");
        }
        ObjectNode policy = Json.read(document);
        if (policy == null) {
            throw invalidDocument("This policy contains invalid Json");
        }
        List<JsonNode> statements = each(policy.path("Statement"));
        if (statements.isEmpty()) {
            throw invalidDocument("Could not parse the policy: Statement is empty!");
        }
        String table = account.location().table(tableName);
        statements.forEach(statement -> requireOwnResources(statement, table));
    }

    private static void requireOwnResources(JsonNode statement, String table) {
        List<JsonNode> resources = each(statement.path("Resource"));
        if (resources.isEmpty()) {
            throw invalidDocument("Missing required field Resource");
        }
        for (JsonNode resource : resources) {
            String named = resource.asText();
            if (!named.equals("*") && !named.equals(table) && !named.startsWith(table + "/")) {
                throw invalidDocument("Resource " + named + " is not " + table + ", an index or a stream of it");
            }
        }
    }

    private static List<JsonNode> each(JsonNode node) {
        if (!node.isArray()) {
            return node.isMissingNode() || node.isNull() ? List.of() : List.of(node);
        }
        List<JsonNode> all = new ArrayList<>();
        node.forEach(all::add);
        return all;
    }

    private static Optional<Policy> requireExpected(TableState table, ResourceArn arn, Input input, Account account) {
        SettingErrors.requireIdle(table, account.now());
        Optional<Policy> old = table.settings().policies().latest(arn.stream());
        String present = old.map(Policy::revision).orElse(NONE_EXPECTED);
        String expected = input.text("ExpectedRevisionId").orElse(present);
        if (!expected.equals(present)) {
            throw SettingErrors.policyNotFound("Requested update for policy with revision id " + expected
                    + ", but the policy associated to target table " + table.name() + " has revision id " + present
                    + '.');
        }
        return old;
    }

    private static TableState write(TableState table, ResourceArn arn, Optional<Policy> policy, Account account) {
        ResourcePolicies policies = table.settings()
                .policies()
                .write(arn.stream(), policy, account.now(), account.timing().readLag());
        return table.withSettings(table.settings().with(policies));
    }

    // Revisions grow, as those of AWS do, also on a clock that stands still.
    private static Policy next(String document, Optional<Policy> old, Instant now) {
        long after = old.map(policy -> Long.parseLong(policy.revision()) + 1).orElse(0L);
        return new Policy(document, Long.toString(Math.max(after, now.toEpochMilli())));
    }

    private static ObjectNode revision(Optional<Policy> policy) {
        ObjectNode answer = Json.object();
        policy.ifPresent(present -> answer.put("RevisionId", present.revision()));
        return answer;
    }

    private static RuntimeException invalidDocument(String reason) {
        return SettingErrors.invalid("Invalid policy document: " + reason);
    }
}
