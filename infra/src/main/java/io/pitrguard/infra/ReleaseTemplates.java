package io.pitrguard.infra;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.pitrguard.config.Mode;
import io.pitrguard.config.policy.PolicyDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.App;

/**
 * Writes the templates of a release: for each mode one that only alerts, and one with the permission to change tables; and
 * those of the stack for restores. They are also a cloud assembly, so that the CDK CLI deploys them without this project.
 *
 * @param code the functions' package, with that of restores beside it
 * @param policy the policy that comes with the release
 */
record ReleaseTemplates(Path code, Path policy, String version) {
    // The CDK keeps the order in which it was given a map, and Map.of has another one in each run.
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    // Of the assembly's format; a newer CDK CLI reads older ones.
    private static final String ASSEMBLY_VERSION = "36.0.0";
    private static final String REMEDIATING = "version: 1\nrules:\n  - name: all\n    action: remediate\n";
    private static final String RESTORING =
            "version: 1\nrecovery:\n  targetPrefix: %s\n".formatted(ReleaseParameter.TARGET_PREFIX.placeholder());

    /**
     * Writes them.
     *
     * @param args the folder to write to, the functions' package, the policy, the version of the release
     */
    public static void main(String[] args) throws IOException {
        new ReleaseTemplates(Path.of(args[1]), Path.of(args[2]), args[3]).write(Path.of(args[0]));
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<String, Object> artifacts = new LinkedHashMap<>();
        for (ReleasedStack stack : ReleasedStack.values()) {
            if (stack.restores()) {
                write(folder, stack, "", under(RESTORING, stack, defaults(stack)), artifacts);
            } else {
                write(folder, stack, "", template(stack, policy, defaults(stack)), artifacts);
                // Its policy is never the one that comes with the release.
                Map<ReleaseParameter, String> defaults = defaults(stack);
                defaults.remove(ReleaseParameter.POLICY_KEY);
                defaults.remove(ReleaseParameter.POLICY_SHA256);
                write(folder, stack, "-remediating", under(REMEDIATING, stack, defaults), artifacts);
            }
        }
        Files.write(
                folder.resolve("manifest.json"),
                JSON.writeValueAsBytes(TemplateSyntax.object("version", ASSEMBLY_VERSION, "artifacts", artifacts)));
    }

    private static void write(
            Path folder,
            ReleasedStack stack,
            String suffix,
            Map<String, Object> template,
            Map<String, Object> artifacts)
            throws IOException {
        String name = stack.key() + suffix;
        String file = name + ".template.json";
        // Without white space: CloudFormation limits the size.
        Files.write(folder.resolve(file), JSON.writeValueAsBytes(template));
        artifacts.put(
                name,
                TemplateSyntax.object(
                        "type",
                        "aws:cloudformation:stack",
                        "environment",
                        "aws://unknown-account/unknown-region",
                        "properties",
                        TemplateSyntax.object("templateFile", file, "stackName", stack.stackName())));
    }

    /** Returns the template of a stack, synthesized with a policy that is not delivered. */
    private Map<String, Object> under(String policyText, ReleasedStack stack, Map<ReleaseParameter, String> defaults)
            throws IOException {
        Path file = Files.createTempFile("pitr-guard-policy", ".yaml");
        try {
            Files.writeString(file, policyText);
            return template(stack, file, defaults);
        } finally {
            Files.delete(file);
        }
    }

    /** Returns the template of a stack. */
    private Map<String, Object> template(ReleasedStack stack, Path policyFile, Map<ReleaseParameter, String> defaults)
            throws IOException {
        App app = FeatureFlags.app();
        GuardStack composed = Main.compose(app, context(stack, policyFile), code, Optional.empty());
        @SuppressWarnings("unchecked") // The CDK declares it as an object; it is a JSON object.
        Map<String, ?> synthesized = (Map<String, ?>)
                app.synth().getStackByName(composed.getStackName()).getTemplate();
        return new ReleaseTemplate(stack, PolicyDigest.of(policyFile), defaults).of(synthesized);
    }

    /** What needs something of the account that not every account has is left to the CDK app. */
    private static Map<String, String> context(ReleasedStack stack, Path policyFile) {
        Map<String, String> context = new HashMap<>(Map.of(
                Option.MODE.key(), stack.mode().key(),
                Option.POLICY_FILE.key(), policyFile.toString(),
                Option.CONFIG_RULE.key(), "false",
                Option.ALERT_EMAIL.key(), ReleaseParameter.ALERT_EMAIL.placeholder()));
        if (stack.restores()) {
            context.put(Option.RECOVERY.key(), "true");
            context.put(Option.RECOVERY_TARGETS.key(), ReleaseParameter.RECOVERY_TARGET.placeholder());
        }
        if (stack.mode() == Mode.ORGANIZATION) {
            context.putAll(Map.of(
                    Option.ORGANIZATION_ID.key(), ReleaseParameter.ORGANIZATION_ID.placeholder(),
                    Option.EXTERNAL_ID.key(), ReleaseParameter.EXTERNAL_ID.placeholder(),
                    Option.MEMBER_OUS.key(), ReleaseParameter.MEMBER_OUS.placeholder(),
                    Option.REGIONS.key(), ReleaseParameter.REGIONS.placeholder(),
                    Option.MEMBER_REGIONS.key(), ReleaseParameter.MEMBER_REGIONS.placeholder()));
        }
        return context;
    }

    /** Returns the values of parameters that need not be given. */
    private Map<ReleaseParameter, String> defaults(ReleasedStack stack) throws IOException {
        Map<ReleaseParameter, String> defaults = new EnumMap<>(ReleaseParameter.class);
        defaults.put(
                ReleaseParameter.CODE_KEY,
                "pitr-guard-%s-%s.zip".formatted(stack.restores() ? "recovery" : "functions", version));
        defaults.put(ReleaseParameter.POLICY_KEY, "pitr-guard-policy-%s.zip".formatted(version));
        defaults.put(ReleaseParameter.POLICY_SHA256, PolicyDigest.of(policy));
        defaults.put(ReleaseParameter.ALERT_EMAIL, "");
        defaults.put(ReleaseParameter.RESERVED_CONCURRENCY, "yes");
        defaults.put(ReleaseParameter.SNAP_START, "yes");
        defaults.put(ReleaseParameter.REGIONS, "all");
        defaults.put(ReleaseParameter.MEMBER_REGIONS, "");
        defaults.put(
                ReleaseParameter.TARGET_PREFIX,
                DeliveredPolicy.read(policy, stack.mode()).policy().recovery().targetPrefix());
        defaults.put(ReleaseParameter.RECOVERY_TARGET, "");
        return defaults;
    }
}
