package io.pitrguard.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.lambda.Code;

/** The whole stack as a context and a policy have it: with the option {@code recovery}, that of restores. Each is synthesized once. */
final class Deployed {
    static final String ALERTING = "version: 1\n";
    static final String REMEDIATING = "version: 1\nrules:\n  - name: all\n    action: remediate\n";

    /** Two rules of names ask for drills, one of them for an exact count. */
    static final String DRILLING = """
            version: 1
            drills: { maxConcurrent: 3 }
            rules:
              - name: orders
                match: { table: [orders, "shop-*"] }
                drill: { every: 30d, exactCount: "s3://exports/drills/" }
              - name: carts
                match: { table: [carts] }
                drill: { every: 90d }
            """;

    /** Two rules of names ask for backups. */
    static final String BACKED_UP = """
            version: 1
            rules:
              - name: books
                match: { table: [books, "shop-*"] }
                backup: { every: 30d, keepFor: 400d, keepLast: 3 }
              - name: archive
                match: { table: [archive] }
                backup: { every: 1d }
            """;

    private static final Map<Order, Template> TEMPLATES = new ConcurrentHashMap<>();

    private record Order(Map<String, ?> context, String policy, Optional<String> region) {}

    private Deployed() {}

    /** Returns the template under a policy that only alerts, for no certain account and region. */
    static Template with(Map<String, ?> context) {
        return with(context, ALERTING);
    }

    static Template with(Map<String, ?> context, String policy) {
        return template(new Order(context, policy, Optional.empty()));
    }

    /** Returns the template for a region, under a policy that remediates. */
    static Template in(String region, Map<String, ?> context) {
        return in(region, context, REMEDIATING);
    }

    static Template in(String region, Map<String, ?> context, String policy) {
        return template(new Order(context, policy, Optional.of(region)));
    }

    /** Creates a new stack, for tests that add to it. */
    static GuardStack stack(Map<String, ?> context, String policy, Optional<String> region) {
        try {
            Path folder = Files.createTempDirectory("pitr-guard-infra");
            Map<String, Object> all = new HashMap<>(context);
            DeploymentOptions options = DeploymentOptions.read(all, region);
            DeliveredPolicy delivered = DeliveredPolicy.read(
                    Synth.policy(folder, policy), options.fleet().mode());
            Path code = Files.writeString(folder.resolve("code.zip"), "no code");
            Path securityHub = Files.writeString(folder.resolve(SecurityHubLayer.FILE), "no SDK");
            StackProps.Builder props = StackProps.builder();
            region.ifPresent(name -> props.env(
                    Environment.builder().account(Synth.ACCOUNT).region(name).build()));
            if (options.recovery().only()) {
                return new RecoveryStack(
                        new App(),
                        new RecoveryStack.Props(options, delivered, Code.fromAsset(code.toString())),
                        props.build());
            }
            return new PitrGuardStack(
                    new App(),
                    new PitrGuardStack.Props(
                            options,
                            delivered,
                            Code.fromAsset(code.toString()),
                            options.notifications().securityHub()
                                    ? Optional.of(Code.fromAsset(securityHub.toString()))
                                    : Optional.empty()),
                    props.build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Template template(Order order) {
        return TEMPLATES.computeIfAbsent(order, o -> Template.fromStack(stack(o.context(), o.policy(), o.region())));
    }

    /** Returns the allow statements of the policy of a role, of which the logical id begins so. */
    static List<Map<String, Object>> statements(Template template, String role) {
        List<Map<String, Object>> policies = Synth.resources(template, "AWS::IAM::Policy").values().stream()
                .filter(policy -> Synth.<List<Map<String, String>>>at(policy, "Properties", "Roles").stream()
                        .anyMatch(one -> one.get("Ref").startsWith(role)))
                .toList();
        if (policies.size() != 1) {
            throw new AssertionError(role + " has " + policies.size() + " policies");
        }
        return Synth.at(policies.getFirst(), "Properties", "PolicyDocument", "Statement");
    }
}
