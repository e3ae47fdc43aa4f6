package io.pitrguard.infra;

import static io.pitrguard.infra.TemplateSyntax.equal;
import static io.pitrguard.infra.TemplateSyntax.not;
import static io.pitrguard.infra.TemplateSyntax.onlyIf;
import static io.pitrguard.infra.TemplateSyntax.ref;
import static io.pitrguard.infra.TemplateSyntax.sub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns a synthesized template into one that needs no CDK: parameters in place of options, and zip files of the reader's own
 * bucket in place of the CDK's assets.
 *
 * @param policyDigest the SHA-256 of the policy with which the template was synthesized
 * @param defaults values of parameters that need not be given
 */
record ReleaseTemplate(ReleasedStack stack, String policyDigest, Map<ReleaseParameter, String> defaults) {
    private static final String HAS_EMAIL = "HasAlertEmail";
    private static final String HAS_REGIONS = "HasMemberRegions";
    private static final String RESERVES = "ReservesConcurrency";
    private static final String SNAPSHOTS = "StartsFromSnapshot";
    private static final String HAS_TARGET = "HasRecoveryTarget";
    private static final String PROPERTIES = "Properties";
    private static final Set<ReleaseParameter> SWITCHES =
            Set.of(ReleaseParameter.RESERVED_CONCURRENCY, ReleaseParameter.SNAP_START);
    private static final Map<ReleaseParameter, String> CONDITIONS = Map.of(
            ReleaseParameter.ALERT_EMAIL, HAS_EMAIL,
            ReleaseParameter.MEMBER_REGIONS, HAS_REGIONS,
            ReleaseParameter.RESERVED_CONCURRENCY, RESERVES,
            ReleaseParameter.SNAP_START, SNAPSHOTS,
            ReleaseParameter.RECOVERY_TARGET, HAS_TARGET);

    ReleaseTemplate {
        defaults = Map.copyOf(defaults);
    }

    /** Returns the template to release. */
    Map<String, Object> of(Map<String, ?> synthesized) {
        Map<String, Object> template = new LinkedHashMap<>();
        synthesized.forEach((key, value) -> template.put(key, parameterized(value)));
        // These check the CDK's own bucket.
        template.remove("Rules");
        template.put("Parameters", parameters());
        Map<String, Object> conditions = map(template.getOrDefault("Conditions", Map.of()));
        conditions.putAll(conditions());
        template.put("Conditions", conditions);
        template.put("Resources", resources(map(Objects.requireNonNull(template.get("Resources")))));
        return template;
    }

    private Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (ReleaseParameter parameter : ReleaseParameter.values()) {
            if (parameter.isOf(stack)) {
                Map<String, Object> declaration = parameter.declaration();
                if (defaults.containsKey(parameter)) {
                    declaration.put("Default", defaults.get(parameter));
                }
                parameters.put(parameter.key(), declaration);
            }
        }
        return parameters;
    }

    private Map<String, Object> conditions() {
        Map<String, Object> conditions = new LinkedHashMap<>();
        CONDITIONS.forEach((parameter, condition) -> {
            if (parameter.isOf(stack)) {
                Map<String, Object> isYes = equal(ref(parameter.key()), "yes");
                Map<String, Object> isGiven = not(equal(ref(parameter.key()), ""));
                conditions.put(condition, SWITCHES.contains(parameter) ? isYes : isGiven);
            }
        });
        return conditions;
    }

    private Map<String, Object> resources(Map<String, Object> synthesized) {
        Map<String, Object> resources = new LinkedHashMap<>();
        synthesized.forEach((id, resource) -> resources.put(id, resource(map(resource))));
        return resources;
    }

    private Map<String, Object> resource(Map<String, Object> resource) {
        Map<String, Object> properties = map(resource.getOrDefault(PROPERTIES, Map.of()));
        switch (String.valueOf(resource.get("Type"))) {
            case "AWS::Lambda::Function" -> {
                properties.put("Code", file(ReleaseParameter.CODE_KEY));
                properties.computeIfPresent("SnapStart", (_, value) -> onlyIf(SNAPSHOTS, value));
                properties.computeIfPresent("ReservedConcurrentExecutions", (_, value) -> onlyIf(RESERVES, value));
            }
            case "AWS::Lambda::LayerVersion" -> properties.put("Content", file(ReleaseParameter.POLICY_KEY));
            // CloudFormation publishes another version only if a property of the version changes.
            case "AWS::Lambda::Version" -> properties.put("Description", sub(settings()));
            case "AWS::IAM::Policy" -> properties.put("PolicyDocument", document(properties));
            case "AWS::SNS::Subscription" -> {
                if (ref(ReleaseParameter.ALERT_EMAIL.key()).equals(properties.get("Endpoint"))) {
                    resource.put("Condition", HAS_EMAIL);
                }
            }
            default -> {}
        }
        resource.put(PROPERTIES, properties);
        return resource;
    }

    /** Returns the statements without the tables of a parameter that is empty. */
    private static Map<String, Object> document(Map<String, Object> policy) {
        Map<String, Object> document = map(Objects.requireNonNull(policy.get("PolicyDocument")));
        List<Object> statements = new ArrayList<>();
        for (Object each : (List<?>) Objects.requireNonNull(document.get("Statement"))) {
            Map<String, Object> statement = map(each);
            statement.computeIfPresent(
                    "Resource", (_, resource) -> resource instanceof List<?> all ? some(all) : resource);
            statements.add(statement);
        }
        document.put("Statement", statements);
        return document;
    }

    private static List<Object> some(List<?> resources) {
        String target = "${%s}".formatted(ReleaseParameter.RECOVERY_TARGET.key());
        return resources.stream()
                .<Object>map(each -> String.valueOf(each).contains(target) ? onlyIf(HAS_TARGET, each) : each)
                .toList();
    }

    /** Returns where a zip file is. */
    private static Map<String, Object> file(ReleaseParameter key) {
        return TemplateSyntax.object("S3Bucket", ref(ReleaseParameter.CODE_BUCKET.key()), "S3Key", ref(key.key()));
    }

    /** Returns all parameters that functions read. */
    private String settings() {
        String policy = "${%s}".formatted(ReleaseParameter.POLICY_SHA256.key());
        return stack.sweepsOrganization()
                ? policy
                        + List.of(
                                        ReleaseParameter.ORGANIZATION_ID,
                                        ReleaseParameter.EXTERNAL_ID,
                                        ReleaseParameter.REGIONS)
                                .stream()
                                .map(parameter -> " ${%s}".formatted(parameter.key()))
                                .collect(Collectors.joining())
                : policy;
    }

    /** Returns a copy with a reference in place of each placeholder. */
    private Object parameterized(Object node) {
        return switch (node) {
            case Map<?, ?> map when map.get("Fn::Sub") instanceof String text -> sub(substituted(text));
            case Map<?, ?> map -> {
                Map<String, Object> copy = new LinkedHashMap<>();
                map.forEach((key, value) -> copy.put(String.valueOf(key), parameterized(value)));
                yield copy;
            }
            case List<?> list
            when list.equals(List.of(ReleaseParameter.MEMBER_OUS.placeholder())) ->
                ref(ReleaseParameter.MEMBER_OUS.key());
            case List<?> list when list.contains(ReleaseParameter.MEMBER_REGIONS.placeholder()) -> memberRegions();
            case List<?> list ->
                new ArrayList<>(list.stream().map(this::parameterized).toList());
            case String text -> text(text);
            default -> node;
        };
    }

    /** A list cannot take in a list. */
    private static Map<String, Object> memberRegions() {
        Object regions = TemplateSyntax.object(
                "Fn::If",
                List.of(
                        HAS_REGIONS,
                        sub("${AWS::Region},${%s}".formatted(ReleaseParameter.MEMBER_REGIONS.key())),
                        ref("AWS::Region")));
        return TemplateSyntax.object("Fn::Split", List.of(",", regions));
    }

    private Object text(String text) {
        // A literal ${…} of a text that was none to substitute stays one.
        String literal = text.replace("${", "${!");
        String substituted = substituted(literal);
        if (substituted.equals(literal)) {
            return text;
        }
        boolean whole = substituted.matches("\\$\\{\\w+}");
        return whole ? ref(substituted.substring(2, substituted.length() - 1)) : sub(substituted);
    }

    private String substituted(String text) {
        String result = text.replace(policyDigest, "${%s}".formatted(ReleaseParameter.POLICY_SHA256.key()));
        for (ReleaseParameter parameter : ReleaseParameter.values()) {
            if (!parameter.placeholder().isEmpty()) {
                result = result.replace(parameter.placeholder(), "${%s}".formatted(parameter.key()));
            }
        }
        return result;
    }

    @SuppressWarnings("unchecked") // The template's shape; parameterized() made the copy.
    private static Map<String, Object> map(Object value) {
        return new LinkedHashMap<>((Map<String, Object>) value);
    }
}
