package io.pitrguard.infra;

import io.pitrguard.domain.table.AccountRegion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.assertions.Template;

/**
 * What a role may do: as IAM decides it, what a statement allows and none denies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
record RolePolicy(List<Statement> statements) {
    private static final Set<String> UNDERSTOOD = Set.of("Sid", "Effect", "Action", "Resource", "Condition");

    /**
     * The conditions that every call fulfills: its resource is in the organization, every event is ours, every alert is
     * encrypted with the key of that alias.
     */
    private static final Set<Map<String, Set<String>>> FULFILLED = Set.of(
            Map.of("StringEquals", Set.of("aws:ResourceOrgID")),
            Map.of("StringEquals", Set.of("events:source")),
            Map.of("ForAnyValue:StringEquals", Set.of("kms:ResourceAliases")));

    /** The condition that no call fulfills: DynamoDB itself uses the keys of tables. */
    private static final Map<String, Set<String>> OTHERS_CALLS = Map.of("StringLike", Set.of("kms:ViaService"));

    RolePolicy {
        statements = List.copyOf(statements);
    }

    /**
     * A statement of it.
     *
     * @param ofCalls whether it is about calls; else only about what a service does in the caller's name
     * @param actions may hold {@code *} and {@code ?}, as resources may
     */
    record Statement(String sid, boolean allows, boolean ofCalls, List<String> actions, List<String> resources) {
        Statement {
            actions = List.copyOf(actions);
            resources = List.copyOf(resources);
        }

        boolean covers(AllowedAction permission) {
            return ofCalls
                    && actions.stream().anyMatch(pattern -> isAction(pattern, permission.action()))
                    && resources.stream().anyMatch(pattern -> isResource(pattern, permission.resource()));
        }
    }

    /**
     * Reads the policy of a role, of which the logical id begins so.
     *
     * @param where the account and region that the template is deployed to
     */
    static RolePolicy of(Template template, String role, AccountRegion where) {
        TemplateValues values = new TemplateValues(template, where);
        return new RolePolicy(Deployed.statements(template, role).stream()
                .map(statement -> read(statement, values))
                .toList());
    }

    /**
     * Reads a statement.
     *
     * @throws IllegalArgumentException when it holds what is not understood here, such as a condition
     */
    static Statement read(Map<String, Object> statement, TemplateValues values) {
        if (!UNDERSTOOD.containsAll(statement.keySet()) || !isUnderstood(statement.get("Condition"))) {
            throw new IllegalArgumentException("RolePolicy does not understand all of " + statement);
        }
        String effect = String.valueOf(statement.get("Effect"));
        if (!Set.of("Allow", "Deny").contains(effect)) {
            throw new IllegalArgumentException("no effect: " + statement);
        }
        return new Statement(
                String.valueOf(statement.get("Sid")),
                effect.equals("Allow"),
                !isCondition(statement.get("Condition"), Set.of(OTHERS_CALLS)),
                texts(statement.get("Action"), values),
                texts(statement.get("Resource"), values));
    }

    private static boolean isUnderstood(@Nullable Object condition) {
        return condition == null || isCondition(condition, FULFILLED) || isCondition(condition, Set.of(OTHERS_CALLS));
    }

    private static boolean isCondition(@Nullable Object condition, Set<Map<String, Set<String>>> known) {
        return condition instanceof Map<?, ?> tests
                && tests.size() == 1
                && tests.values().iterator().next() instanceof Map<?, ?> values
                && known.contains(Map.of(tests.keySet().iterator().next(), values.keySet()));
    }

    boolean allows(AllowedAction permission) {
        return covers(true, permission) && !covers(false, permission);
    }

    private boolean covers(boolean allowing, AllowedAction permission) {
        return statements.stream()
                .filter(statement -> statement.allows() == allowing)
                .anyMatch(statement -> statement.covers(permission));
    }

    private static List<String> texts(Object oneOrMany, TemplateValues values) {
        Collection<?> many =
                oneOrMany instanceof Collection<?> list ? list : List.of(Objects.requireNonNull(oneOrMany));
        List<String> texts = new ArrayList<>();
        many.forEach(each -> texts.add(values.text(each)));
        return texts;
    }

    private static boolean isAction(String pattern, String action) {
        return matches(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT));
    }

    /** A wildcard stands for a part of what is between two colons; only in the last part, for colons as well. */
    private static boolean isResource(String pattern, String resource) {
        if (pattern.equals("*")) {
            return true;
        }
        List<String> wanted = List.of(pattern.split(":", 6));
        List<String> given = List.of(resource.split(":", 6));
        return wanted.size() == given.size()
                && IntStream.range(0, wanted.size()).allMatch(i -> matches(wanted.get(i), given.get(i)));
    }

    private static boolean matches(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        for (char each : pattern.toCharArray()) {
            regex.append(
                    switch (each) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(each));
                    });
        }
        return text.matches(regex.toString());
    }
}
