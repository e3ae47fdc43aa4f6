package io.pitrguard.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
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
            App app = new App();
            compose(app, context(app), Path.of(args[0]));
            app.synth();
        } catch (OptionsException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(1);
        }
    }

    /** Adds the stack that the context describes. */
    static PitrGuardStack compose(App app, Map<String, ?> context, Path code) {
        DeploymentOptions options = DeploymentOptions.read(context);
        DeliveredPolicy policy = DeliveredPolicy.read(options.protection().policyFile());
        if (!Files.isRegularFile(code)) {
            throw new OptionsException(List.of("The functions' package is missing: " + code
                    + ". Build it with: mvn -q -DskipTests -pl functions -am package"));
        }
        return new PitrGuardStack(
                app,
                new PitrGuardStack.Props(options, policy, Code.fromAsset(code.toString())),
                StackProps.builder()
                        .description("pitr-guard: keeps every DynamoDB table of this account and region restorable.")
                        .build());
    }

    @SuppressWarnings("unchecked") // The CDK declares it as an object; it is a JSON object.
    private static Map<String, ?> context(App app) {
        return (Map<String, ?>) app.getNode().getAllContext();
    }
}
