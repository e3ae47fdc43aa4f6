package io.pitrguard.infra;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values of a CloudFormation template as expressions of Terraform: {@code Ref} and {@code Fn::Sub} become references. */
final class Hcl {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");

    /** What the module calls what the template names. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("AWS::Partition", "local.partition"),
            Map.entry("AWS::AccountId", "local.account"),
            Map.entry("HubAccount", "var.hub_account"),
            Map.entry("HomeRegion", "var.home_region"),
            Map.entry("HubBus", "var.hub_bus"),
            Map.entry("PermissionsBoundary", "var.permissions_boundary"),
            Map.entry("ForwardName", "var.forward_name"),
            Map.entry("HubRoles", "var.hub_roles"),
            Map.entry("OrganizationId", "var.organization_id"),
            Map.entry("ExternalId", "var.external_id"));

    private Hcl() {}

    /**
     * Returns an expression over several lines, indented so far; its first line is not.
     *
     * @throws IllegalArgumentException for another function of CloudFormation
     */
    static String of(Object value, int indent) {
        String inner = " ".repeat(indent + 2);
        return switch (value) {
            case Map<?, ?> map when map.containsKey("Ref") -> name(map.get("Ref"));
            case Map<?, ?> map when map.containsKey("Fn::Sub") -> quoted(substituted(map.get("Fn::Sub")));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> inner + key(entry.getKey()) + " : " + of(entry.getValue(), indent + 2))
                        .collect(Collectors.joining(",\n", "{\n", "\n" + " ".repeat(indent) + "}"));
            case Collection<?> many ->
                many.stream()
                        .map(each -> inner + of(each, indent + 2))
                        .collect(Collectors.joining(",\n", "[\n", "\n" + " ".repeat(indent) + "]"));
            case Boolean flag -> flag.toString();
            default -> quoted(value.toString());
        };
    }

    /** Returns the elements of a list, one after the other. */
    static String elements(List<?> values, int indent) {
        return values.stream().map(each -> of(each, indent)).collect(Collectors.joining(",\n" + " ".repeat(indent)));
    }

    private static String key(Object key) {
        String text = String.valueOf(key);
        if (text.startsWith("Fn::")) {
            throw new IllegalArgumentException("Hcl does not understand " + text);
        }
        return quoted(text);
    }

    private static String substituted(Object text) {
        return PLACEHOLDER
                .matcher(String.valueOf(text))
                .replaceAll((MatchResult found) -> "\\${" + name(found.group(1)) + "}");
    }

    private static String name(Object name) {
        return Objects.requireNonNull(NAMES.get(name), () -> "Hcl does not know " + name);
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
