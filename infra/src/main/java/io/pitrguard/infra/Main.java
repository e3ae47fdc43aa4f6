package io.pitrguard.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.lambda.Code;

/** The CDK app. {@code cdk.json} names its launcher. */
public final class Main {
    private Main() {}

    /**
     * Synthesizes the stack into the folder that the CDK CLI names.
     *
     * @param args the path of the functions' package
     */
    public static void main(String[] args) {
        try {
            App app = FeatureFlags.app();
            compose(app, context(app), Path.of(args[0]), region());
            app.synth();
        } catch (OptionsException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(1);
        }
    }

    /** The CDK CLI tells the region that it deploys to; its name for that is the same in all languages. */
    private static Optional<String> region() {
        return Optional.ofNullable(System.getenv("CDK_DEFAULT_REGION")).filter(name -> !name.isBlank());
    }

    /** Adds the one stack that the context describes, for a region: that of restores, or that with everything else. */
    static GuardStack compose(App app, Map<String, ?> context, Path code, Optional<String> region) {
        DeploymentOptions options = DeploymentOptions.read(context, region);
        DeliveredPolicy policy = DeliveredPolicy.read(
                options.protection().policyFile(), options.fleet().mode());
        if (options.recovery().only()) {
            return recovery(app, options, policy, code.resolveSibling(RecoveryStack.CODE), region);
        }
        Optional<Path> securityHub = options.notifications().securityHub()
                ? Optional.of(code.resolveSibling(SecurityHubLayer.FILE))
                : Optional.empty();
        requireBuilt(code);
        securityHub.ifPresent(Main::requireBuilt);
        return new PitrGuardStack(
                app,
                new PitrGuardStack.Props(
                        options,
                        policy,
                        Code.fromAsset(code.toString()),
                        securityHub.map(file -> Code.fromAsset(file.toString()))),
                in(
                        region,
                        "pitr-guard: keeps every DynamoDB table of this %s restorable."
                                .formatted(options.fleet().hub().isPresent() ? "organization" : "account and region")));
    }

    private static RecoveryStack recovery(
            App app, DeploymentOptions options, DeliveredPolicy policy, Path code, Optional<String> region) {
        requireBuilt(code);
        return new RecoveryStack(
                app,
                new RecoveryStack.Props(options, policy, Code.fromAsset(code.toString())),
                in(region, "pitr-guard: restores DynamoDB tables of this account and region."));
    }

    private static StackProps in(Optional<String> region, String description) {
        return StackProps.builder()
                .description(description)
                // The template fits this region only: so the CDK CLI deploys it to no other.
                .env(region.map(name -> Environment.builder().region(name).build())
                        .orElse(null))
                .build();
    }

    private static void requireBuilt(Path code) {
        if (!Files.isRegularFile(code)) {
            throw new OptionsException(List.of("The functions' package is missing: " + code
                    + ". Build it with: mvn -q -DskipTests -pl functions -am package"));
        }
    }

    @SuppressWarnings("unchecked") // The CDK declares it as an object; it is a JSON object.
    private static Map<String, ?> context(App app) {
        return (Map<String, ?>) app.getNode().getAllContext();
    }
}
