package io.pitrguard.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.lambda.Code;

/** The CDK app; {@code cdk.json} names the launcher that starts it. */
public final class Main {
    private Main() {}

    /**
     * Synthesizes the stack into the folder that the CDK's command line names.
     *
     * @param args the deployable package of the functions
     */
    public static void main(String[] args) {
        try {
            App app = new App();
            compose(app, context(app), Path.of(args[0]));
            app.synth();
        } catch (OptionsException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(1);
        }
    }

    /** Adds the stack that this context asks for. */
    static PitrGuardStack compose(App app, Map<String, ?> context, Path code) {
        DeploymentOptions options = DeploymentOptions.read(context);
        DeliveredPolicy policy = DeliveredPolicy.read(options.guarding().policyFile());
        if (!Files.isRegularFile(code)) {
            throw new OptionsException(List.of("There is no package of the functions at " + code
                    + ". Build it with: mvn -q -DskipTests -pl functions -am package"));
        }
        return new PitrGuardStack(
                app,
                new PitrGuardStack.Props(options, policy, Code.fromAsset(code.toString())),
                StackProps.builder()
                        .description("pitr-guard: keeps every DynamoDB table of this account and region restorable.")
                        .build());
    }

    @SuppressWarnings("unchecked") // The CDK types it as an object; it is JSON's.
    private static Map<String, ?> context(App app) {
        return (Map<String, ?>) app.getNode().getAllContext();
    }
}
